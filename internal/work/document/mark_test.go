package document

import (
	"context"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// mark finds the mark with some words behind others.
func (c *reader) mark(r Reading, kind docmark.Kind, words, after string) Mark {
	c.t.Helper()
	d, err := c.Directory(context.Background(), office)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, m := range r.Marks(d) {
		if m.Kind == kind && m.Words == words && strings.HasSuffix(r.Slice(0, m.Start), after) {
			return m
		}
	}
	c.t.Fatalf("no %s %q behind %q", kind, words, after)
	return Mark{}
}

func markAt(r Reading, m Mark) MarkAt {
	return MarkAt{Reading: r.ID, Kind: m.Kind, Start: m.Start, Seen: m.Seen()}
}

// editOf are the fields of a mark as its form shows them.
func editOf(m Mark) MarkEdit {
	f := m.Figure
	in := MarkEdit{Words: m.Words, Value: f.Value, Value2: f.Value2, Kind: f.Kind, Unit: f.Unit, Subject: f.Subject, Approx: f.Approx, Role: f.Role}
	switch m.Kind {
	case docmark.Deadline:
		in.Due, _ = period.ParseDate(m.Deadline.Date)
	case docmark.Owner:
		in.Unit = m.Unit
	}
	return in
}

func number(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func (c *reader) ok(r Reading, err error) Reading {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

func TestCorrectedFigureChangesTheOpenProposal(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	m := c.mark(r, docmark.Figure, "900", "学位")
	in := editOf(m)
	in.Value = number("950")
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	if got := c.mark(r, docmark.Figure, "900", "学位"); got.Figure.Value.String() != "950" || got.Corrected != office.Name {
		t.Errorf("%+v", got)
	}
	if p := titled(t, r, "学位900个"); p.Target.Value.String() != "950" {
		t.Errorf("target %s", p.Target.Value)
	}
	if len(r.Followed) != 1 || r.Followed[0] != (Followed{1, "target"}) {
		t.Errorf("followed %+v", r.Followed)
	}
	if last := c.has.log[len(c.has.log)-1]; last.Verb != "mark.set" || last.Data.(map[string]any)["marks"] == nil {
		t.Errorf("log %+v", last)
	}
	again, err := c.Reading(ctx, office, r.ID)
	if err != nil || c.mark(again, docmark.Figure, "900", "学位").Figure.Value.String() != "950" {
		t.Errorf("the correction was not kept: %v", err)
	}
	r = c.ok(c.Undo(ctx, office, r.ID, r.Steps))
	if p := titled(t, r, "学位900个"); p.Target.Value.String() != "900" || len(r.Corrections) != 0 {
		t.Errorf("undo left target %s and %d corrections", p.Target.Value, len(r.Corrections))
	}
	if got := c.mark(r, docmark.Figure, "900", "学位"); got.Figure.Value.String() != "900" || got.Corrected != "" {
		t.Errorf("undo left %+v", got)
	}
}

func TestDecidedProposalsStayAndTellTheDifference(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	r = c.ok(c.Confirm(ctx, office, at(r, titled(t, r, "学位900个")), nil))
	m := c.mark(r, docmark.Figure, "900", "学位")
	in := editOf(m)
	in.Value = number("950")
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	p := titled(t, r, "学位900个")
	if p.Target.Value.String() != "900" || len(r.Followed) != 0 {
		t.Errorf("a decided proposal was changed: %s %+v", p.Target.Value, r.Followed)
	}
	d, _ := c.Directory(ctx, office)
	now, fields := r.Differs(d, p)
	if strings.Join(fields, " ") != "target" || now.Target.Value.String() != "950" {
		t.Errorf("differs in %v: %+v", fields, now.Target)
	}
}

func TestHandWrittenFieldsStay(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	p := titled(t, r, "学位900个")
	r = c.ok(c.Edit(ctx, office, at(r, p), Edit{Title: p.Title, Lead: p.Lead, Due: p.Due, Target: &Target{Op: AtLeast, Value: *number("1000"), Unit: "个"}}))
	m := c.mark(r, docmark.Figure, "900", "学位")
	in := editOf(m)
	in.Value = number("950")
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	if p := titled(t, r, "学位900个"); p.Target.Value.String() != "1000" {
		t.Errorf("target %s", p.Target.Value)
	}
}

func TestDeadlineAndUnitFollow(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	m := c.mark(r, docmark.Deadline, "11月底前", "")
	in := editOf(m)
	in.Due = period.Date{Year: 2026, Month: 11, Day: 20}
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	if p := titled(t, r, "优质均衡自评"); p.Due.String() != "2026-11-20" {
		t.Errorf("due %s", p.Due)
	}
	m = c.mark(r, docmark.Owner, "督导室", "由")
	in = editOf(m)
	in.Unit = "exam"
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), in))
	if p := titled(t, r, "优质均衡自评"); p.Lead != "exam" {
		t.Errorf("lead %s", p.Lead)
	}
	m = c.mark(r, docmark.Deadline, "11月底前", "")
	r = c.ok(c.DropMark(ctx, office, markAt(r, m)))
	for _, d := range r.Doc.Deadlines {
		if d.Text == "11月底前" {
			t.Error("a dropped deadline is there")
		}
	}
}

func TestSplitAndMerge(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read("2026年工作要点\n一、任务\n8月底前新建幼儿园10—15所，培训教师1200人次。\n")
	m := c.mark(r, docmark.Figure, "10—15", "")
	if cuts := r.MarkCuts(m); len(cuts) != 1 || cuts[0].First != "10" || cuts[0].Second != "15" {
		t.Fatalf("%+v", cuts)
	}
	r = c.ok(c.SplitMark(ctx, office, markAt(r, m), 0))
	first, second := c.mark(r, docmark.Figure, "10", "幼儿园"), c.mark(r, docmark.Figure, "15", "—")
	if first.Figure.Value.String() != "10" || second.Figure.Value.String() != "15" || second.Figure.Unit != "所" || first.Figure.Kind == docread.KindRange {
		t.Errorf("%+v\n%+v", first.Figure, second.Figure)
	}
	in := editOf(second)
	in.Value = number("16")
	r = c.ok(c.CorrectMark(ctx, office, markAt(r, second), in))
	if len(r.Corrections) != 1 || len(r.Corrections[0].Marks) != 2 {
		t.Errorf("the second part was corrected beside the split: %+v", r.Corrections)
	}
	r = c.ok(c.MergeMarks(ctx, office, markAt(r, c.mark(r, docmark.Figure, "10", "幼儿园"))))
	joined := c.mark(r, docmark.Figure, "10—15", "").Figure
	if joined.Kind != docread.KindRange || joined.Value.String() != "10" || joined.Value2 == nil || joined.Unit != "所" {
		t.Errorf("%+v", joined)
	}
	m = c.mark(r, docmark.Figure, "1200", "")
	if _, err := c.MergeMarks(ctx, office, markAt(r, m)); !fault.Is(err, "mark.merge.last") {
		t.Errorf("nothing comes after: %v", err)
	}
	m = c.mark(r, docmark.Figure, "10—15", "")
	if _, err := c.MergeMarks(ctx, office, markAt(r, m)); err != nil && !fault.Is(err, "mark.merge.far") {
		t.Error(err)
	}
}

func TestAddMark(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read("2026年工作要点\n一、任务\n8月底前新建幼儿园六所，其余学校逐步改造。\n")
	d, _ := c.Directory(ctx, office)
	before, _, _ := strings.Cut(r.Doc.Text, "其余")
	at := len([]rune(before))
	m := r.Suggest(d, docmark.Figure, at-1, at+3)
	if m.Words != "其余学" || m.Figure.Value != nil {
		t.Errorf("suggested %+v", m)
	}
	in := MarkEdit{Words: "其余", Value: number("12"), Kind: docread.KindCount, Unit: "所", Subject: "学校", Role: docread.RoleTarget}
	r = c.ok(c.AddMark(ctx, office, r.ID, docmark.Figure, at, in))
	if got := c.mark(r, docmark.Figure, "其余", ""); got.Figure.Value.String() != "12" || got.Figure.Unit != "所" {
		t.Errorf("%+v", got.Figure)
	}
	in.Words = "其余学校"
	if _, err := c.AddMark(ctx, office, r.ID, docmark.Figure, at, in); fieldOf(err) != "words" {
		t.Errorf("two figures at one place: %v", err)
	}
	in.Words = "不在这里"
	if _, err := c.AddMark(ctx, office, r.ID, docmark.Figure, at, in); fieldOf(err) != "words" {
		t.Errorf("words that are not there: %v", err)
	}
}

// fieldOf is the first field that a fault names.
func fieldOf(err error) string {
	if err == nil || len(fault.As(err).Fields) == 0 {
		return ""
	}
	return fault.As(err).Fields[0].Path
}

func TestWrongFieldsOfAFigure(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	m := c.mark(r, docmark.Figure, "900", "学位")
	for name, change := range map[string]func(*MarkEdit){
		"words":   func(in *MarkEdit) { in.Words = "901" },
		"value":   func(in *MarkEdit) { in.Value = nil },
		"value2":  func(in *MarkEdit) { in.Kind, in.Value2 = docread.KindRange, number("3") },
		"kind":    func(in *MarkEdit) { in.Kind = "guess" },
		"approx":  func(in *MarkEdit) { in.Approx = "perhaps" },
		"role":    func(in *MarkEdit) { in.Role = "" },
		"unit":    func(in *MarkEdit) { in.Unit = strings.Repeat("个", 13) },
		"subject": func(in *MarkEdit) { in.Subject = strings.Repeat("学", 41) },
	} {
		in := editOf(m)
		change(&in)
		if _, err := c.CorrectMark(ctx, office, markAt(r, m), in); fieldOf(err) != name || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := c.has.readings[r.ID]; len(got.Corrections) != 0 || got.Rev != 1 {
		t.Error("a refused correction left a trace")
	}
}

func TestStaleMarks(t *testing.T) {
	c, ctx := newReader(t), context.Background()
	r := c.read(plan)
	m := c.mark(r, docmark.Figure, "900", "学位")
	seen := markAt(r, m)
	in := editOf(m)
	in.Value = number("950")
	second := office
	second.Name = "王雪"
	r = c.ok(c.CorrectMark(ctx, second, seen, in))
	if _, err := c.DropMark(ctx, office, seen); !fault.Is(err, "mark.stale") || !strings.Contains(err.Error(), "王雪") {
		t.Errorf("told %v", err)
	}
	r = c.ok(c.DropMark(ctx, office, markAt(r, c.mark(r, docmark.Figure, "900", "学位"))))
	if _, err := c.DropMark(ctx, office, seen); !fault.Is(err, "mark.gone") {
		t.Errorf("told %v", err)
	}
	steps := r.Steps
	m = c.mark(r, docmark.Figure, "60", "达到")
	if r = c.ok(c.CorrectMark(ctx, office, markAt(r, m), editOf(m))); r.Steps != steps {
		t.Error("a correction that changes nothing is an act")
	}
	clerk := access.Actor{Bureau: "b", Person: "tan", Post: access.Post{ID: "q", Unit: "qihui", Role: access.Clerk}, Door: access.Screen}
	if _, err := c.DropMark(ctx, clerk, markAt(r, m)); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school's clerk may: %v", err)
	}
}
