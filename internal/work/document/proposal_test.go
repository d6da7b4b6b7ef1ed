package document

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/fault"
)

// planWords is a small plan; every sentence tries one thing.
const planWords = `云湖区教育局2026年工作要点
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

// bureauOf is a desk in a bureau with the units of planWords.
func bureauOf(t *testing.T) *reader {
	t.Helper()
	r := newReader(t)
	r.has.units = []org.Unit{
		{ID: "ju", Name: "云湖区教育局", Type: org.BureauUnit}, {ID: "office", Name: "办公室", Type: org.Section},
		{ID: "edu", Name: "基础教育科", Short: "基教科", Type: org.Section}, {ID: "pre", Name: "学前教育科", Type: org.Section},
		{ID: "fin", Name: "计划财务科", Type: org.Section}, {ID: "exam", Name: "招生考试办公室", Type: org.Section},
		{ID: "insp", Name: "督导室", Type: org.Section}, {ID: "sch", Name: "石桥小学", Type: org.Primary},
	}
	return r
}

func TestOwners(t *testing.T) {
	d, err := bureauOf(t).directory(context.Background(), office)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"由基础教育科牵头、计划财务科配合": "edu | fin",
		"由督导室负责": "insp | ",
		"基教科、学前教育科共同负责，计划财务科参与":     "edu | pre fin",
		"（牵头单位：督导室；配合单位：计划财务科、办公室）": "insp | fin office",
		"责任单位:招生考试办公室":              "exam | ",
		"由招生考试办公室负责":                "exam | ",
		"由区政府办公室牵头":                 " | ",
		"基础教育科学研究负责人培训":             " | ",
		"石桥小学综合楼主体封顶，由计划财务科负责":      "fin | ",
		"由教育局牵头":                    " | ",
		"基础教育科会同计划财务科制定办法":          "edu | ",
		"各学校配合":                     " | ",
		"由督导室牵头，各科室配合":              "insp | ",
		"计划财务科牵头、计划财务科配合":           "fin | ",
		"": " | ",
		"由办公室、督导室和基教科牵头，石桥小学配合开展检查": "office | insp edu sch",
	} {
		lead, with := ownersAmong([]rune(text), d.Mentions([]rune(text)))
		if got := lead + " | " + strings.Join(with, " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestShortNamesThatAreNames(t *testing.T) {
	d := Directory{Units: []org.Unit{{ID: "a", Name: "一中", Short: "一中"}, {ID: "b", Name: "", Short: "科"}}}
	if lead, _ := ownersAmong([]rune("由一中牵头"), d.Mentions([]rune("由一中牵头"))); lead != "a" {
		t.Errorf("lead %q", lead)
	}
	if m := d.Mentions([]rune("各科室")); len(m) != 0 {
		t.Errorf("one character is no name: %v", m)
	}
}

func TestDue(t *testing.T) {
	for _, c := range []struct{ text, words, date, want string }{
		{"x", "8月底前", "2026-08-31", "2026-08-31 8月底前 text"},
		{"x", "秋季学期", "2026-11-30", "2026-11-30 秋季学期 term"},
		{"9月10日前表彰", "", "", "2026-09-10 9月10日前 text"},
		{"2月底前完成", "", "", "2026-02-28 2月底前 text"},
		{"2028年2月完成", "", "", "2028-02-29 2028年2月 text"},
		{"2月30日前完成", "", "", "  "},
		{"13月完成", "", "", "  "},
		{"全年培训", "", "", "2026-12-31 全年 year"},
		{"每学期两次", "", "", "2026-12-31 每学期 year"},
		{"近期完成", "近期", "", " 近期 "},
		{"完成", "", "", "  "},
	} {
		d := dueOf(c.text, c.words, c.date, 2026)
		if got := d.date.String() + " " + d.words + " " + string(d.from); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ proposed, text, want string }{
		{"全年新增学位900个", "", "新增学位900个"},
		{"12月底前占比达到60%", "", "占比达到60%"},
		{"由招生考试办公室负责", "随迁子女就读比例保持在95%以上，由招生考试办公室负责", "随迁子女就读比例保持在95%以上"},
		{"", "9月10日前表彰优秀教师80名，由人事科负责", "表彰优秀教师80名"},
		{"", "（牵头单位：督导室）", "（牵头单位：督导室）"},
		{strings.Repeat("长", 60), "", strings.Repeat("长", 40)},
	} {
		if got := titleFor(c.proposed, c.text); got != c.want {
			t.Errorf("%q %q: %q, want %q", c.proposed, c.text, got, c.want)
		}
	}
}

func TestTargetSigns(t *testing.T) {
	for text, want := range map[string]string{
		"总体近视率控制在40%以内":   "≤ 40%",
		"比例不低于95%":        "≥ 95%",
		"报表不超过20张":        "≤ 20张",
		"投资16000万元":       "≥ 16000万元",
		"投资1.6亿元":         "≥ 16000万元",
		"消除56人以上大班额":      "",
		"对不足100人的教学点建档4份": "≥ 4份",
		"合格率达到98%以上":      "≥ 98%",
		"经费3000元":         "≥ 3000元",
		"占比达到60%":         "≥ 60%",
		"事故发生率低于0.05%":    "≤ 0.05%",
	} {
		doc := docread.ReadText("2026年工作要点\n一、重点任务\n12月底前"+text+"。", docread.Options{})
		r := []rune(doc.Text)
		got := ""
		if target := targetIn(doc.Figures, r, 0, len(r)); target != nil {
			got = fmt.Sprintf("%s %s%s", target.Op, target.Value, target.Unit)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestConvertIsExact(t *testing.T) {
	for _, c := range []struct{ value, from, to, want string }{
		{"160005000.5", "元", "万元", "16000.50005"}, {"1.6", "亿元", "万元", "16000"}, {"3", "万人", "人", "30000"}, {"7", "所", "所", "7"},
	} {
		got, ok := convert(decimal.RequireFromString(c.value), c.from, c.to)
		if !ok || got.String() != c.want {
			t.Errorf("%s %s = %s %s, want %s", c.value, c.from, got, c.to, c.want)
		}
	}
	for _, c := range [][2]string{{"元", "人"}, {"%", "个百分点"}, {"", "元"}} {
		if _, ok := convert(decimal.NewFromInt(1), c[0], c[1]); ok {
			t.Errorf("%v were converted", c)
		}
	}
}

func TestMergeSplitAddUndo(t *testing.T) {
	s := bureauOf(t)
	ctx := context.Background()
	r := s.read(planWords)
	begin := r.Proposals

	second := titled(t, r, "2所小区")
	r, err := s.Merge(ctx, office, at(r, second))
	if err != nil {
		t.Fatal(err)
	}
	joined := titled(t, r, "2所小区")
	if !strings.Contains(joined.Text, "占比达到60%") || joined.Lead != "pre" || joined.Rev != 2 || r.Counts.All() != len(begin)-1 {
		t.Errorf("%+v", joined)
	}
	if _, err := s.Merge(ctx, office, at(r, joined)); !fault.Is(err, "reading.merge.first") {
		t.Errorf("there is none before: %v", err)
	}
	if _, err := s.Merge(ctx, office, at(r, titled(t, r, "16000万元"))); !fault.Is(err, "reading.merge.apart") {
		t.Errorf("another heading: %v", err)
	}

	both := titled(t, r, "优质均衡自评")
	cuts := r.Cuts(&both)
	if len(cuts) != 1 {
		t.Fatalf("cuts %+v", cuts)
	}
	if _, err := s.Split(ctx, office, at(r, both), cuts[0].At+1); !fault.Is(err, "reading.split.where") {
		t.Errorf("no such place: %v", err)
	}
	if r, err = s.Split(ctx, office, at(r, both), 0); err != nil {
		t.Fatal(err)
	}
	first, rest := titled(t, r, "制定办学方案"), titled(t, r, "优质均衡自评")
	if first.Title != "制定办学方案" || first.Due.String() != "2026-10-31" || first.Lead != "insp" || rest.Due.String() != "2026-11-30" || rest.Lead != "insp" ||
		rest.Title != "完成优质均衡自评并报市级复核" || rest.No != first.No+1 {
		t.Errorf("%+v\n%+v", first, rest)
	}

	if r, err = s.Add(ctx, office, r.ID, "坚持以人民为中心\n发展教育。"); err != nil {
		t.Fatal(err)
	}
	if p := titled(t, r, "坚持以人民"); p.No != 1 || r.Slice(p.Start, p.End) != "坚持以人民为中心发展教育" {
		t.Errorf("%+v", p)
	}
	for words, code := range map[string]string{"坚持以人民为中心发展教育": "reading.add.twice", "没有这句话": "reading.add.nowhere", "坚": "reading.add.short", strings.Repeat("坚持", 1001): "reading.add.long"} {
		if _, err := s.Add(ctx, office, r.ID, words); !fault.Is(err, code) {
			t.Errorf("%s: %v", words, err)
		}
	}

	if _, err := s.Undo(ctx, office, r.ID, r.Steps-1); !fault.Is(err, "reading.undo.stale") {
		t.Errorf("an older step: %v", err)
	}
	for r.Steps > 0 {
		if r, err = s.Undo(ctx, office, r.ID, r.Steps); err != nil {
			t.Fatal(err)
		}
	}
	sameProposals(t, begin, r.Proposals)
}

// sameProposals compares what people see: revisions go on.
func sameProposals(t *testing.T, want, got []Proposal) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d proposals, want %d", len(got), len(want))
	}
	for i := range want {
		a, b := want[i], got[i]
		a.Rev, a.ByName, b.Rev, b.ByName = 0, "", 0, ""
		if !a.same(b) || a.ID != b.ID || a.No != b.No || !reflect.DeepEqual(a.Participants, b.Participants) {
			t.Errorf("%d: %+v, want %+v", i, b, a)
		}
	}
}

// Whatever acts come in whatever order: undoing them all leads back to the
// beginning, numbers run without a gap, and the counts add up.
func TestAnyActsCanBeUndone(t *testing.T) {
	for seed := range uint64(25) {
		s := bureauOf(t)
		ctx, dice := context.Background(), rand.New(rand.NewPCG(seed, 7))
		r := s.read(planWords)
		begin := r.Proposals
		for range 25 {
			next, err := anyAct(ctx, s, r, dice)
			if fault.KindOf(err) == fault.Conflict {
				continue
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			r = next
			checkNumbers(t, r)
		}
		for r.Steps > 0 {
			var err error
			if r, err = s.Undo(ctx, office, r.ID, r.Steps); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			checkNumbers(t, r)
		}
		sameProposals(t, begin, r.Proposals)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func anyAct(ctx context.Context, s *reader, r Reading, dice *rand.Rand) (Reading, error) {
	p := r.Proposals[dice.IntN(len(r.Proposals))]
	here := at(r, p)
	switch dice.IntN(8) {
	case 0:
		return s.Confirm(ctx, office, here, &Edit{Title: "改" + p.Title[:3], Lead: "fin", Participants: []string{"edu", "fin"}})
	case 1:
		return s.Drop(ctx, office, here)
	case 2:
		return s.Merge(ctx, office, here)
	case 3:
		return s.Split(ctx, office, here, 0)
	case 4:
		return s.Reopen(ctx, office, here)
	case 5:
		return s.ConfirmComplete(ctx, office, r.ID)
	case 6:
		if r.Steps > 0 {
			return s.Undo(ctx, office, r.ID, r.Steps)
		}
	}
	return s.Edit(ctx, office, here, Edit{Title: "题目", Due: p.Due, Target: p.Target})
}

func checkNumbers(t *testing.T, r Reading) {
	t.Helper()
	no := 0
	for _, p := range r.Proposals {
		if p.State == Merged {
			if p.No != 0 {
				t.Errorf("a merged one has number %d", p.No)
			}
			continue
		}
		if no++; p.No != no {
			t.Errorf("number %d, want %d", p.No, no)
		}
	}
	if r.Counts.All() != no {
		t.Errorf("counts %+v, %d stand", r.Counts, no)
	}
}
