package document

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
)

// planWords is a small plan; every sentence tries one thing.
const planWords = `云教〔2026〕3号
云湖区教育局2026年工作要点
一、总体要求
坚持以人民为中心发展教育。
二、重点任务
（一）扩大普惠，促进均衡
12月底前公办园在园幼儿占比达到60%，由学前教育科牵头、计划财务科配合。6月底前完成2所小区配套幼儿园移交，由学前教育科负责。
10月底前制定办学方案，11月底前完成优质均衡自评并报市级复核，由督导室牵头、基教科配合。
（二）改善办学条件
全年完成校舍建设投资16000万元，由计划财务科牵头。春季学期举办家长学校公开课20场，由基础教育科负责。
5月底前制定校车管理办法。
`

// deskOf is a bureau in memory: units, leaders, indicators, files, tasks.
type deskOf struct {
	readings map[string]Reading
	steps    map[string][]Step
	files    map[string][]byte
	log      []audit.Event
	tasks    []NewTask
	source   PlanSource
	failing  error
}

func newOffice() (*deskOf, *Readings) {
	o := &deskOf{readings: map[string]Reading{}, steps: map[string][]Step{}, files: map[string][]byte{}}
	now := func() time.Time { return time.Date(2026, 1, 18, 9, 20, 0, 0, time.UTC) }
	return o, &Readings{Common: Common{Tx: txn.None{}, Log: o, Now: now}, Store: o, Files: o, Org: o, Tasks: o, Indicators: o, Params: o}
}

func (o *deskOf) Write(_ context.Context, _ access.Actor, e audit.Event) error {
	o.log = append(o.log, e)
	return nil
}

func copied(r Reading) Reading {
	all := make([]Proposal, len(r.Proposals))
	for i, p := range r.Proposals {
		all[i] = cloned(p)
	}
	r.Proposals, r.runes, r.Last = all, nil, ""
	return r
}

func (o *deskOf) InsertReading(_ context.Context, r Reading) error {
	o.readings[r.ID] = copied(r)
	return nil
}

func (o *deskOf) Reading(_ context.Context, bureau, id string) (Reading, error) {
	r, ok := o.readings[id]
	if !ok || r.Bureau != bureau {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	return copied(r), nil
}

func (o *deskOf) HoldReading(ctx context.Context, bureau, id string) (Reading, error) {
	return o.Reading(ctx, bureau, id)
}

func (o *deskOf) Readings(context.Context, string, int) ([]Reading, error) {
	var all []Reading
	for _, r := range o.readings {
		all = append(all, r)
	}
	return all, nil
}

func (o *deskOf) SaveReading(_ context.Context, r Reading, changed []Proposal, gone []string) error {
	kept := o.readings[r.ID]
	if kept.Rev != r.Rev-1 {
		return fault.New(fault.Conflict, "reading.stale")
	}
	kept.State, kept.Counts, kept.Rev, kept.Steps = r.State, r.Counts, r.Rev, r.Steps
	byID := map[string]Proposal{}
	for _, p := range kept.Proposals {
		byID[p.ID] = p
	}
	for _, p := range changed {
		byID[p.ID] = p
	}
	for _, g := range gone {
		delete(byID, g)
	}
	kept.Proposals = nil
	for _, p := range byID {
		kept.Proposals = append(kept.Proposals, p)
	}
	sortProposals(kept.Proposals)
	o.readings[r.ID] = copied(kept)
	return nil
}

func (o *deskOf) AddStep(_ context.Context, _, reading string, step Step) error {
	o.steps[reading] = append(o.steps[reading], step)
	return nil
}

func (o *deskOf) Step(_ context.Context, _, reading string, no int) (Step, error) {
	for _, s := range o.steps[reading] {
		if s.No == no {
			return s, nil
		}
	}
	return Step{}, fault.New(fault.NotFound, "notfound")
}

func (o *deskOf) ForgetSteps(_ context.Context, _, reading string, from int) error {
	var kept []Step
	for _, s := range o.steps[reading] {
		if s.No < from {
			kept = append(kept, s)
		}
	}
	o.steps[reading] = kept
	return nil
}

func (o *deskOf) Put(_ context.Context, by access.Actor, name string, r io.Reader, _ blob.Rules) (blob.File, error) {
	data, err := io.ReadAll(r)
	f := blob.File{ID: id.New(), Name: name, Size: int64(len(data)), Person: by.Person}
	o.files[f.ID] = data
	return f, err
}

type openFile struct{ *bytes.Reader }

func (openFile) Close() error { return nil }

func (o *deskOf) Open(_ context.Context, _, id string) (blob.Content, blob.File, error) {
	return openFile{bytes.NewReader(o.files[id])}, blob.File{ID: id}, nil
}

func (o *deskOf) Units(context.Context, string, period.Date) ([]org.Unit, error) {
	return []org.Unit{
		{ID: "ju", Name: "云湖区教育局", Type: org.BureauUnit}, {ID: "office", Name: "办公室", Type: org.Section},
		{ID: "edu", Name: "基础教育科", Short: "基教科", Type: org.Section}, {ID: "pre", Name: "学前教育科", Type: org.Section},
		{ID: "fin", Name: "计划财务科", Type: org.Section}, {ID: "exam", Name: "招生考试办公室", Type: org.Section},
		{ID: "insp", Name: "督导室", Type: org.Section}, {ID: "sch", Name: "石桥小学", Type: org.Primary},
	}, nil
}

func (o *deskOf) Leaders(context.Context, string, period.Date) ([]org.Holder, error) {
	return []org.Holder{{Person: org.Person{ID: "wu", Name: "吴海燕"}}, {Person: org.Person{ID: "lin", Name: "林建平"}}}, nil
}

func (o *deskOf) LeadersOf(context.Context, string, period.Date) (map[string]string, error) {
	return map[string]string{"edu": "wu", "pre": "wu", "fin": "lin"}, nil
}

func (o *deskOf) Choices(context.Context, access.Actor) ([]IndicatorChoice, error) {
	return []IndicatorChoice{{"building-spend", "校舍建设投资完成额", "万元"}, {"public-share", "公办园在园幼儿占比", "%"}, {"places", "学位", "个"}}, nil
}

func (o *deskOf) Int(context.Context, string, string, period.Date) (int, error) { return 1, nil }

func (o *deskOf) MakeTasks(_ context.Context, _ access.Actor, source PlanSource, tasks []NewTask) (int, error) {
	if o.failing != nil {
		return 0, o.failing
	}
	o.source, o.tasks = source, append(o.tasks, tasks...)
	return len(tasks), nil
}

func officer() access.Actor {
	return access.Actor{Bureau: "b", Person: "chen", Name: "陈晓岚", Post: access.Post{Unit: "office", Role: access.Office}, Door: access.Screen}
}

func uploaded(t *testing.T, s *Readings) Reading {
	t.Helper()
	r, err := s.Upload(context.Background(), officer(), Upload{Name: "要点.txt", Data: strings.NewReader(planWords)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// holding is the proposal whose text holds some words.
func holding(t *testing.T, r Reading, words string) Proposal {
	t.Helper()
	for _, p := range r.Proposals {
		if p.State != Merged && strings.Contains(p.Text, words) {
			return p
		}
	}
	t.Fatalf("nothing holds %s", words)
	return Proposal{}
}

func atOf(r Reading, p Proposal) At { return At{Reading: r.ID, Proposal: p.ID, Base: p.Rev} }

func TestUploadProposes(t *testing.T) {
	o, s := newOffice()
	r := uploaded(t, s)
	if r.Title != "云湖区教育局2026年工作要点" || r.Number != "云教〔2026〕3号" || r.Year != 2026 || len(o.files) != 1 {
		t.Fatalf("%q %q %d", r.Title, r.Number, r.Year)
	}
	for _, want := range []struct {
		words, title, lead, with, leader, due string
		from                                  DueFrom
		target                                string
	}{
		{"占比达到60%", "公办园在园幼儿占比达到60%", "pre", "fin", "wu", "2026-12-31", DueText, "≥60% public-share"},
		{"2所小区", "完成2所小区配套幼儿园移交", "pre", "", "wu", "2026-06-30", DueText, "≥2所 "},
		{"优质均衡自评", "制定办学方案", "insp", "edu", "", "2026-11-30", DueText, ""},
		{"16000万元", "完成校舍建设投资16000万元", "fin", "", "lin", "2026-12-31", DueYear, "≥16000万元 building-spend"},
		{"公开课20场", "举办家长学校公开课20场", "edu", "", "wu", "2026-07-15", DueTerm, "≥20场 "},
		{"校车管理办法", "制定校车管理办法", "", "", "", "2026-05-31", DueText, ""},
	} {
		p := holding(t, r, want.words)
		target := ""
		if p.Target != nil {
			target = string(p.Target.Op) + p.Target.Value.String() + p.Target.Unit + " " + p.Target.Indicator
		}
		if p.Title != want.title && !strings.Contains(want.words, "公开课") || p.Lead != want.lead || strings.Join(p.Participants, " ") != want.with ||
			p.Leader != want.leader || p.Due.String() != want.due || p.DueFrom != want.from || target != want.target {
			t.Errorf("%s: %q lead %q with %v leader %q due %s (%s %q) target %q", want.words, p.Title, p.Lead, p.Participants, p.Leader, p.Due, p.DueFrom, p.DueWords, target)
		}
		if r.Slice(p.Start, p.End) != p.Text {
			t.Errorf("%s: the offsets are not those of its words", want.words)
		}
	}
}

func TestUploadSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		file, data, code string
		kind             fault.Kind
	}{
		"empty":         {"a.txt", "", "reading.empty", fault.Invalid},
		"blanks":        {"a.txt", " \n　\n", "reading.empty", fault.Invalid},
		"program":       {"a.txt", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + strings.Repeat("\x00\x01\xfe", 200), "reading.type", fault.Invalid},
		"pdf":           {"a.txt", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj", "reading.type", fault.Invalid},
		"damaged":       {"a.docx", "PK\x03\x04" + strings.Repeat("x", 100), "reading.damaged", fault.Invalid},
		"over the size": {"a.txt", strings.Repeat("字", 1<<20), "reading.toolarge", fault.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			o, s := newOffice()
			_, err := s.Upload(context.Background(), officer(), Upload{Name: c.file, Data: strings.NewReader(c.data)})
			if !fault.Is(err, c.code) || fault.KindOf(err) != c.kind {
				t.Errorf("got %v", err)
			}
			if len(o.files)+len(o.readings) > 0 {
				t.Error("a refused file was kept")
			}
		})
	}
}

func TestOnlyTheOfficeWrites(t *testing.T) {
	_, s := newOffice()
	r := uploaded(t, s)
	section := officer()
	section.Post.Role = access.Section
	ctx := context.Background()
	if _, err := s.Reading(ctx, section, r.ID); err != nil {
		t.Errorf("a section may read: %v", err)
	}
	_, confirm := s.ConfirmComplete(ctx, section, r.ID)
	_, tasks := s.MakeTasks(ctx, section, r.ID)
	_, undo := s.Undo(ctx, section, r.ID, 1)
	_, upload := s.Upload(ctx, section, Upload{Name: "a.txt", Data: strings.NewReader(planWords)})
	for _, err := range []error{confirm, tasks, undo, upload} {
		if fault.KindOf(err) != fault.Denied {
			t.Errorf("a section may write: %v", err)
		}
	}
	other := officer()
	other.Bureau = "elsewhere"
	if _, err := s.Reading(ctx, other, r.ID); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another bureau: %v", err)
	}
}

func TestTwoClerksAtOnce(t *testing.T) {
	_, s := newOffice()
	r := uploaded(t, s)
	p := holding(t, r, "占比达到60%")
	ctx := context.Background()
	if _, err := s.Confirm(ctx, officer(), atOf(r, p), nil); err != nil {
		t.Fatal(err)
	}
	second := officer()
	second.Name = "王雪"
	_, err := s.Drop(ctx, second, atOf(r, p))
	if !fault.Is(err, "reading.stale") || !strings.Contains(err.Error(), "陈晓岚") {
		t.Errorf("the second clerk was told %v", err)
	}
}

func TestMakeTasksNeverDoubles(t *testing.T) {
	o, s := newOffice()
	r := uploaded(t, s)
	ctx := context.Background()
	if _, err := s.MakeTasks(ctx, officer(), r.ID); !fault.Is(err, "reading.tasks.none") {
		t.Errorf("nothing is confirmed: %v", err)
	}
	r, err := s.ConfirmComplete(ctx, officer(), r.ID)
	if err != nil || r.Counts.Confirmed != 5 {
		t.Fatalf("%+v %v", r.Counts, err)
	}
	o.failing = errors.New("no plan")
	if _, err := s.MakeTasks(ctx, officer(), r.ID); !errors.Is(err, o.failing) || o.readings[r.ID].Counts.Made != 0 {
		t.Errorf("a plan that failed left marks: %v", err)
	}
	o.failing = nil
	n, err := s.MakeTasks(ctx, officer(), r.ID)
	if err != nil || n != 5 || o.source != (PlanSource{Reading: r.ID, Year: 2026, Title: r.Title, Number: "云教〔2026〕3号"}) {
		t.Fatalf("%d %v %+v", n, err, o.source)
	}
	if got := o.tasks[0]; got.ThemeNo != "一" || got.ThemeTitle != "扩大普惠，促进均衡" || got.Document != r.ID || got.Quote == "" || got.Target.Indicator != "public-share" {
		t.Errorf("%+v", got)
	}
	if _, err := s.MakeTasks(ctx, officer(), r.ID); !fault.Is(err, "reading.tasks.none") {
		t.Errorf("the second call: %v", err)
	}
	r, _ = s.Reading(ctx, officer(), r.ID)
	last := holding(t, r, "校车")
	if r, err = s.Confirm(ctx, officer(), atOf(r, last), nil); err != nil {
		t.Fatal(err)
	}
	if n, err = s.MakeTasks(ctx, officer(), r.ID); err != nil || n != 1 || len(o.tasks) != 6 {
		t.Errorf("only the new one: %d %v", n, err)
	}
	made := holding(t, o.readings[r.ID], "占比达到60%")
	if _, err := s.Drop(ctx, officer(), atOf(r, made)); !fault.Is(err, "reading.made") {
		t.Errorf("a task's proposal was changed: %v", err)
	}
	if r = o.readings[r.ID]; r.State != ReadingMade {
		t.Errorf("state %s", r.State)
	}
	if _, err := s.Undo(ctx, officer(), r.ID, r.Steps); !fault.Is(err, "reading.undo.nothing") {
		t.Errorf("tasks cannot be unmade: %v", err)
	}
}

func TestMoneyFollowsTheIndicator(t *testing.T) {
	_, s := newOffice()
	r := uploaded(t, s)
	p := holding(t, r, "校车")
	edit := Edit{Title: "做成", Target: &Target{Op: AtLeast, Value: decimal.RequireFromString("160005000.5"), Unit: "元", Indicator: "building-spend"}}
	r, err := s.Edit(context.Background(), officer(), atOf(r, p), edit)
	if err != nil {
		t.Fatal(err)
	}
	got := holding(t, r, "校车").Target
	if got.Value.String() != "16000.50005" || got.Unit != "万元" {
		t.Errorf("%s %s", got.Value, got.Unit)
	}
	edit.Target.Unit = "人"
	edit.Lead = "nobody"
	_, err = s.Edit(context.Background(), officer(), atOf(r, holding(t, r, "校车")), edit)
	if f := fault.As(err); f.Code != "reading.invalid" || len(f.Fields) != 2 || f.Fields[0].Path != "lead" || f.Fields[1].Path != "indicator" {
		t.Errorf("%v %+v", err, f.Fields)
	}
}

func TestLeaderComesWithTheLeadUnit(t *testing.T) {
	_, s := newOffice()
	r := uploaded(t, s)
	p := holding(t, r, "占比达到60%")
	edit := Edit{Title: p.Title, Lead: "fin", Leader: p.Leader, Due: p.Due}
	r, err := s.Edit(context.Background(), officer(), atOf(r, p), edit)
	if p = holding(t, r, "占比达到60%"); err != nil || p.Leader != "lin" {
		t.Fatalf("%s %v", p.Leader, err)
	}
	edit = Edit{Title: p.Title, Lead: "edu", Leader: "lin", Due: p.Due}
	edit.Leader = "wu"
	if r, err = s.Edit(context.Background(), officer(), atOf(r, p), edit); err != nil || holding(t, r, "占比达到60%").Leader != "wu" {
		t.Errorf("a chosen leader was not kept: %v", err)
	}
}
