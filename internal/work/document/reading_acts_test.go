package document

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/fault"
)

func TestTwoClerksAtOnce(t *testing.T) {
	s := bureauOf(t)
	r := s.read(planWords)
	p := titled(t, r, "占比达到60%")
	ctx := context.Background()
	if _, err := s.Confirm(ctx, office, at(r, p), nil); err != nil {
		t.Fatal(err)
	}
	second := office
	second.Name = "王雪"
	_, err := s.Drop(ctx, second, at(r, p))
	if !fault.Is(err, "reading.stale") || !strings.Contains(err.Error(), "陈晓岚") {
		t.Errorf("the second clerk was told %v", err)
	}
}

func TestMakeTasksNeverDoubles(t *testing.T) {
	s := bureauOf(t)
	r := s.read(planWords)
	ctx := context.Background()
	if _, err := s.MakeTasks(ctx, office, r.ID); !fault.Is(err, "reading.tasks.none") {
		t.Errorf("nothing is confirmed: %v", err)
	}
	r, err := s.ConfirmComplete(ctx, office, r.ID)
	if err != nil || r.Counts.Confirmed != 5 {
		t.Fatalf("%+v %v", r.Counts, err)
	}
	s.has.refuse = errors.New("no plan")
	if _, err := s.MakeTasks(ctx, office, r.ID); !errors.Is(err, s.has.refuse) || s.has.readings[r.ID].Counts.Made != 0 {
		t.Errorf("a plan that failed left marks: %v", err)
	}
	s.has.refuse = nil
	n, err := s.MakeTasks(ctx, office, r.ID)
	if err != nil || n != 5 || s.has.source != (PlanSource{Reading: r.ID, Year: 2026, Title: r.Title}) {
		t.Fatalf("%d %v %+v", n, err, s.has.source)
	}
	if got := s.has.tasks[0]; got.ThemeNo != "一" || got.ThemeTitle != "扩大普惠，促进均衡" || got.Document != r.ID || got.Quote == "" || got.Target.Indicator != "public-share" {
		t.Errorf("%+v", got)
	}
	if _, err := s.MakeTasks(ctx, office, r.ID); !fault.Is(err, "reading.tasks.none") {
		t.Errorf("the second call: %v", err)
	}
	r, _ = s.Reading(ctx, office, r.ID)
	last := titled(t, r, "校车")
	if r, err = s.Confirm(ctx, office, at(r, last), nil); err != nil {
		t.Fatal(err)
	}
	if n, err = s.MakeTasks(ctx, office, r.ID); err != nil || n != 1 || len(s.has.tasks) != 6 {
		t.Errorf("only the new one: %d %v", n, err)
	}
	made := titled(t, s.has.readings[r.ID], "占比达到60%")
	if made.Task != "task0" {
		t.Errorf("the proposal does not know its task: %q", made.Task)
	}
	if _, err := s.Drop(ctx, office, at(r, made)); !fault.Is(err, "reading.made") {
		t.Errorf("a task's proposal was changed: %v", err)
	}
	if r = s.has.readings[r.ID]; r.State != ReadingMade {
		t.Errorf("state %s", r.State)
	}
	if _, err := s.Undo(ctx, office, r.ID, r.Steps); !fault.Is(err, "reading.undo.nothing") {
		t.Errorf("tasks cannot be unmade: %v", err)
	}
}

func TestMoneyFollowsTheIndicator(t *testing.T) {
	s := bureauOf(t)
	r := s.read(planWords)
	p := titled(t, r, "校车")
	edit := Edit{Title: "做成", Target: &Target{Op: AtLeast, Value: decimal.RequireFromString("160005000.5"), Unit: "元", Indicator: "invested"}}
	r, err := s.Edit(context.Background(), office, at(r, p), edit)
	if err != nil {
		t.Fatal(err)
	}
	got := titled(t, r, "校车").Target
	if got.Value.String() != "16000.50005" || got.Unit != "万元" {
		t.Errorf("%s %s", got.Value, got.Unit)
	}
	edit.Target.Unit = "人"
	edit.Lead = "nobody"
	_, err = s.Edit(context.Background(), office, at(r, titled(t, r, "校车")), edit)
	if f := fault.As(err); f.Code != "reading.invalid" || len(f.Fields) != 2 || f.Fields[0].Path != "lead" || f.Fields[1].Path != "indicator" {
		t.Errorf("%v %+v", err, f.Fields)
	}
}

func TestLeaderComesWithTheLeadUnit(t *testing.T) {
	s := bureauOf(t)
	r := s.read(planWords)
	p := titled(t, r, "占比达到60%")
	edit := Edit{Title: p.Title, Lead: "fin", Leader: p.Leader, Due: p.Due}
	r, err := s.Edit(context.Background(), office, at(r, p), edit)
	if p = titled(t, r, "占比达到60%"); err != nil || p.Leader != "lin" {
		t.Fatalf("%s %v", p.Leader, err)
	}
	edit = Edit{Title: p.Title, Lead: "edu", Leader: "lin", Due: p.Due}
	edit.Leader = "wu"
	if r, err = s.Edit(context.Background(), office, at(r, p), edit); err != nil || titled(t, r, "占比达到60%").Leader != "wu" {
		t.Errorf("a chosen leader was not kept: %v", err)
	}
}
