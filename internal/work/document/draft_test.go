package document

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/txn"
)

// bench is a bureau in memory: one store, some figures, some promises.
type bench struct {
	drafts   map[string]Draft
	issues   map[string]Issue
	figures  map[string]Figure
	promises []Promise
	log      []string
	kept     []byte
}

func (b *bench) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	b.log = append(b.log, e.Verb)
	return nil
}
func (b *bench) InsertDraft(_ context.Context, d Draft) error { b.drafts[d.ID] = d; return nil }
func (b *bench) UpdateDraft(_ context.Context, d Draft, base int) error {
	if b.drafts[d.ID].Rev != base {
		return fault.New(fault.Conflict, "draft.stale")
	}
	d.Rev = base + 1
	b.drafts[d.ID] = d
	return nil
}
func (b *bench) Draft(_ context.Context, bureau, id string) (Draft, error) {
	d, ok := b.drafts[id]
	if !ok || d.Bureau != bureau {
		return d, fault.New(fault.NotFound, "notfound")
	}
	return d, nil
}
func (b *bench) Drafts(context.Context, string, int) ([]Draft, error) { return nil, nil }
func (b *bench) InsertIssue(_ context.Context, i Issue) error         { b.issues[i.ID] = i; return nil }
func (b *bench) SetIssueFile(_ context.Context, _, issue, file string) error {
	i := b.issues[issue]
	i.File = file
	b.issues[issue] = i
	return nil
}
func (b *bench) Issue(_ context.Context, _, id string) (Issue, error)         { return b.issues[id], nil }
func (b *bench) UsesOf(context.Context, string, string) ([]Use, error)        { return nil, nil }
func (b *bench) BureauName(context.Context, string) (string, error)           { return "云湖区教育局", nil }
func (b *bench) Enqueue(context.Context, string, string, any) (string, error) { return "job", nil }
func (b *bench) Promises(context.Context, access.Actor, int) ([]Promise, error) {
	return b.promises, nil
}
func (b *bench) FindFigures(context.Context, access.Actor, string, string, int) ([]Figure, error) {
	var all []Figure
	for _, f := range b.figures {
		all = append(all, f)
	}
	return all, nil
}
func (b *bench) FigureOf(_ context.Context, _ access.Actor, ref string) (Figure, error) {
	f, ok := b.figures[ref]
	if !ok {
		return f, fault.New(fault.NotFound, "notfound")
	}
	return f, nil
}
func (b *bench) FigureAt(ctx context.Context, by access.Actor, code, period string) (Figure, error) {
	return b.FigureOf(ctx, by, code+"@1:"+period+":all")
}
func (b *bench) Keep(_ context.Context, _ access.Actor, _ string, r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	b.kept = data
	return "file", err
}

func figure(ref, name, value, unit string) Figure {
	v := decimal.RequireFromString(value)
	return Figure{Ref: ref, Name: name, Meaning: "自年初累计", Version: 1, Value: &v, Unit: unit, Decimals: 2, Period: "2026-06", Scope: "全区", State: FigureLocked, AsOf: noon}
}

var (
	noon  = time.Date(2026, 7, 3, 12, 0, 0, 0, time.UTC)
	clerk = access.Actor{Bureau: "b", Person: "p", Post: access.Post{Unit: "office", Role: access.Office}, Door: access.Screen}
)

func newBench() (*bench, *Drafts) {
	b := &bench{
		drafts: map[string]Draft{}, issues: map[string]Issue{},
		figures: map[string]Figure{
			"spend@1:2026-06:all": figure("spend@1:2026-06:all", "完成投资额", "7480.5", "万元"),
			"people@1:2026-06":    figure("people@1:2026-06", "培训人次", "5200", "人次"),
		},
		promises: []Promise{
			{Task: "t1", No: "1.1", Theme: "（一）扩大普惠", Title: "建成青溪幼儿园", Progress: "主体已经封顶", Late: true},
			{Task: "t2", No: "4.1", Theme: "（四）改善条件", Title: "完成校舍投资", Indicator: "spend"},
			{Task: "t3", No: "4.2", Theme: "（四）改善条件", Title: "更新图书"},
		},
	}
	return b, &Drafts{
		Common: Common{Tx: txn.None{}, Log: b, Now: func() time.Time { return noon }},
		Store:  b, Figures: b, Promises: b, Jobs: b, Files: b, Bureaus: b,
	}
}

func start(t *testing.T, s *Drafts) Draft {
	t.Helper()
	d, err := s.Start(context.Background(), clerk, NewDraft{Kind: HalfYear, Year: 2026, Period: "2026-06"})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func text(c Content) string {
	var lines []string
	for _, b := range c.Blocks {
		lines = append(lines, b.Text())
	}
	return strings.Join(lines, "\n")
}

func TestSkeletonFollowsThePlan(t *testing.T) {
	_, s := newBench()
	d := start(t, s)
	want := strings.Join([]string{
		"一、上半年主要工作", "（一）扩大普惠", "建成青溪幼儿园。主体已经封顶。",
		"（二）改善条件", "完成校舍投资。完成投资额7,480.50万元。",
		"二、存在的问题", "有 1 项任务没有按时完成：建成青溪幼儿园。",
		"三、下半年工作打算", "继续推进尚未办结的 2 项任务：完成校舍投资；更新图书。",
	}, "\n")
	if got := text(d.Content); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Title != "云湖区教育局2026年上半年工作总结" {
		t.Error(d.Title)
	}
}

func TestBareHeadings(t *testing.T) {
	for in, want := range map[string]string{
		"（一）扩大普惠": "扩大普惠", "(二)立德树人": "立德树人", "三、工作要求": "工作要求", "12、安全": "安全",
		"办公室、人事科": "办公室、人事科", "普惠": "普惠",
	} {
		if got := bare(in); got != want {
			t.Errorf("bare(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestCheckerNamesEveryProblem(t *testing.T) {
	b, s := newBench()
	d := start(t, s)
	bound, _ := Bind(b.figures["people@1:2026-06"])
	gone := Bound{Ref: "old@1:2026-06", Value: "3", Unit: "所"}
	d.Content.Blocks = append(d.Content.Blocks,
		Block{Kind: ParagraphBlock, Inlines: []Inline{{Text: "培训教师"}, {Figure: &bound}, {Text: "，投入7500万元，见区统计局公报的"}, {Text: "12所", Cited: "区统计局公报"}, {Text: "。"}}},
		Block{Kind: ParagraphBlock, Inlines: []Inline{{Text: "关闭"}, {Figure: &gone}, {Text: "。"}}})
	people := b.figures["people@1:2026-06"]
	corrected := decimal.RequireFromString("5210")
	people.Value = &corrected
	b.figures["people@1:2026-06"] = people

	report, err := s.Check(context.Background(), clerk, d)
	if err != nil {
		t.Fatal(err)
	}
	got := map[IssueKind]string{}
	for _, p := range report.Problems {
		got[p.Kind] += p.Words + ";"
	}
	want := map[IssueKind]string{Stale: "5,200.00人次;", Gone: "3所;", Unbound: "7500万元;", Unanswered: "更新图书;"}
	for kind, words := range want {
		if got[kind] != words {
			t.Errorf("%s: got %q, want %q", kind, got[kind], words)
		}
	}
	if !report.Blocked() || report.Promises != 3 {
		t.Errorf("%+v", report)
	}
	for _, p := range report.Problems {
		if p.Words == "7500万元" && (p.Now == nil || p.Now.Name != "完成投资额") {
			t.Errorf("the nearest figure of 7500万元 is %+v", p.Now)
		}
	}
}

func TestIssueNeedsAgreementAndReason(t *testing.T) {
	b, s := newBench()
	ctx := context.Background()
	d := start(t, s)
	d.Content.Blocks = append(d.Content.Blocks, Block{Kind: ParagraphBlock, Inlines: []Inline{{Text: "惠及12所学校。"}}})
	b.drafts[d.ID] = d
	if _, err := s.Issue(ctx, clerk, IssueDraft{ID: d.ID, Base: 1}); !fault.Is(err, "draft.reason") {
		t.Fatalf("without a reason: %v", err)
	}
	spend := b.figures["spend@1:2026-06:all"]
	changed := decimal.RequireFromString("7481")
	spend.Value = &changed
	b.figures["spend@1:2026-06:all"] = spend
	if _, err := s.Issue(ctx, clerk, IssueDraft{ID: d.ID, Base: 1, Reason: "年底核实"}); !fault.Is(err, "draft.contradicts") {
		t.Fatalf("with a stale figure: %v", err)
	}
	d, err := s.Refresh(ctx, clerk, d.ID, 1)
	if err != nil || !strings.Contains(text(d.Content), "7,481.00万元") {
		t.Fatalf("refresh: %v %s", err, text(d.Content))
	}
	issue, err := s.Issue(ctx, clerk, IssueDraft{ID: d.ID, Base: d.Rev, Reason: "年底核实"})
	if err != nil {
		t.Fatal(err)
	}
	if len(issue.Figures) != 1 || len(issue.Open) == 0 || issue.Job != "job" {
		t.Errorf("issue %+v", issue)
	}
	if _, err := s.Save(ctx, clerk, SaveDraft{ID: d.ID, Base: d.Rev + 1, Title: "x", Content: d.Content}); !fault.Is(err, "draft.issued") {
		t.Errorf("an issued draft was saved: %v", err)
	}
	file, err := s.Build(ctx, Build{Issue: issue.ID, Actor: clerk})
	if err != nil || file != "file" || !bytes.HasPrefix(b.kept, []byte("PK")) {
		t.Errorf("build: %s %v", file, err)
	}
	if strings.Join(b.log, " ") != "draft.start draft.issue" {
		t.Errorf("log %v", b.log)
	}
}

func TestStaleSavingIsRefused(t *testing.T) {
	_, s := newBench()
	ctx := context.Background()
	d := start(t, s)
	in := SaveDraft{ID: d.ID, Base: 1, Title: "甲", Content: d.Content}
	if _, err := s.Save(ctx, clerk, in); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Save(ctx, clerk, in); !fault.Is(err, "draft.stale") {
		t.Errorf("got %v", err)
	}
}

func TestRights(t *testing.T) {
	_, s := newBench()
	ctx := context.Background()
	d := start(t, s)
	school := clerk
	school.Post.Role = access.Clerk
	if _, err := s.Get(ctx, school, d.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school clerk reads drafts: %v", err)
	}
	section := clerk
	section.Post.Role = access.Section
	if _, err := s.Start(ctx, section, NewDraft{Kind: Annual, Year: 2026}); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section starts a draft: %v", err)
	}
	if _, err := s.Get(ctx, clerk, "../../etc"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a bad id: %v", err)
	}
}

func TestCleanRefusesWhatNoEditorSends(t *testing.T) {
	bad := []Content{
		{Blocks: []Block{{Kind: "script"}}},
		{Blocks: []Block{{Kind: HeadingBlock, Level: 7}}},
		{Blocks: []Block{{Kind: ParagraphBlock, Inlines: []Inline{{Text: "a\x00b"}}}}},
		{Blocks: []Block{{Kind: ParagraphBlock, Inlines: []Inline{{Figure: &Bound{Ref: "r", Value: "abc"}}}}}},
		{Blocks: []Block{{Kind: ParagraphBlock, Inlines: []Inline{{Figure: &Bound{Value: "1"}}}}}},
		{Blocks: make([]Block, maxBlocks+1)},
	}
	for i, c := range bad {
		if _, err := c.Clean(); err == nil {
			t.Errorf("content %d passed", i)
		}
	}
	c, err := Content{Blocks: []Block{{Kind: ParagraphBlock, Level: 3, Inlines: []Inline{{Text: "a"}, {Text: ""}, {Text: "b"}, {Text: "c", Cited: "x"}}}}}.Clean()
	if err != nil || len(c.Blocks[0].Inlines) != 2 || c.Blocks[0].Inlines[0].Text != "ab" || c.Blocks[0].Level != 0 {
		t.Errorf("%+v %v", c, err)
	}
}
