package collect_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

func TestWrongSumIsRefusedByName(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	_, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(9, 1, 2, "10")}})
	f := wantFault(t, err, "return.checks")
	if !hasField(f, "total") {
		t.Errorf("fields %+v", f.Fields)
	}
	if now, _ := w.store.Obligation(context.Background(), bureau, o.ID); now.State != collect.Owed {
		t.Errorf("state %s", now.State)
	}
}

func TestMissingAndUnreadableCellsAreNamed(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	_, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{
		Return: o.ID, Raw: form.Raw{"total": "three", "done": "1", "list[r1].paid": "5"},
	}})
	f := wantFault(t, err, "return.checks")
	for _, path := range []string{"total", "building", "list[r1].name"} {
		if !hasField(f, path) {
			t.Errorf("%s is not named: %+v", path, f.Fields)
		}
	}
	seen := map[string]int{}
	for _, field := range f.Fields {
		seen[field.Path]++
	}
	if seen["total"] != 1 {
		t.Errorf("total is named %d times", seen["total"])
	}
}

func TestExperienceAsksForExplanation(t *testing.T) {
	w := newWorld(t)
	at := w.open()
	w.submit(at("2026-08"), sheet(3, 1, 2, "100"))
	o := at("2026-09")
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "90")}}
	_, err := w.Submit(context.Background(), clerk, in)
	f := wantFault(t, err, "return.checks")
	if len(f.Fields) != 1 || f.Fields[0].Key != "collect.need.explanation" {
		t.Fatalf("fields %+v", f.Fields)
	}
	key := f.Fields[0].Path[len("explain:"):]
	in.Explanations = map[string]string{key: "  "}
	if _, err := w.Submit(context.Background(), clerk, in); !fault.Is(err, "return.checks") {
		t.Errorf("blanks explain nothing: %v", err)
	}
	in.Explanations[key] = "上月多报一笔，已核减"
	out, err := w.Submit(context.Background(), clerk, in)
	if err != nil || out.State != collect.Submitted {
		t.Fatalf("%v %s", err, out.State)
	}
}

func TestExplanationIsOfferedNextPeriod(t *testing.T) {
	w := newWorld(t)
	if _, err := w.OpenCampaign(context.Background(), chief, func() collect.NewCampaign {
		in := newCampaign()
		in.Periods = months("2026-07", "2026-08", "2026-09")
		return in
	}()); err != nil {
		t.Fatal(err)
	}
	find := func(month string) collect.Obligation {
		for _, o := range w.store.rows {
			if o.Unit == school && o.Period.String() == month {
				return o
			}
		}
		t.Fatal(month)
		return collect.Obligation{}
	}
	w.submit(find("2026-07"), sheet(3, 1, 2, "100"))
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: find("2026-08").ID, Raw: sheet(3, 1, 2, "90")}}
	_, err := w.Submit(context.Background(), clerk, in)
	key := wantFault(t, err, "return.checks").Fields[0].Path[len("explain:"):]
	in.Explanations = map[string]string{key: "核减"}
	if _, err := w.Submit(context.Background(), clerk, in); err != nil {
		t.Fatal(err)
	}
	r, err := w.Return(context.Background(), clerk, find("2026-09").ID)
	if err != nil || len(r.Offered) != 1 || r.Offered[0].Text != "核减" || r.Offered[0].From != "2026-08" {
		t.Errorf("offered %+v, %v", r.Offered, err)
	}
	_, err = w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: find("2026-09").ID, Raw: sheet(3, 1, 2, "80")}})
	_ = wantFault(t, err, "return.checks") // offered is not said
}

func TestEmptyReturnNeedsAReason(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: form.Raw{}}}
	_, err := w.Submit(context.Background(), clerk, in)
	if f := wantFault(t, err, "return.checks"); !hasField(f, "nothing") {
		t.Errorf("fields %+v", f.Fields)
	}
	in.Nothing = "本月没有在建项目"
	out, err := w.Submit(context.Background(), clerk, in)
	if err != nil || out.State != collect.Submitted || out.Paper.Nothing != in.Nothing {
		t.Errorf("%v %+v", err, out)
	}
}

func TestTwiceIsOnce(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "10")}}
	for range 2 {
		out, err := w.Submit(context.Background(), clerk, in)
		if err != nil || out.State != collect.Submitted {
			t.Fatalf("%v %s", err, out.State)
		}
	}
	if n := w.log.count("return.submit"); n != 1 {
		t.Errorf("%d entries", n)
	}
	in.Raw = sheet(4, 2, 2, "10")
	if _, err := w.Submit(context.Background(), clerk, in); !fault.Is(err, "return.moved") {
		t.Errorf("other figures were taken after the hand-in: %v", err)
	}
	if _, err := w.Submit(context.Background(), clerk2, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: 1}}); !fault.Is(err, "return.moved") {
		t.Errorf("another person handed in again: %v", err)
	}
}

func TestLateIsComputed(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	day := o.Due
	if o.Late(day) || !o.Late(day.AddDays(1)) {
		t.Error("late begins on the day after the due day")
	}
	w.now = day.AddDays(3).Time()
	out := w.submit(o, sheet(3, 1, 2, "10"))
	if out.Late(day.AddDays(9)) {
		t.Error("what is handed in is not late")
	}
	if onTime, known := out.OnTime(day.AddDays(9)); onTime || !known {
		t.Error("it was handed in after its day")
	}
}

func TestOnlyClerksOfTheSchoolHandIn(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	for name, by := range map[string]access.Actor{"head": head, "section": chief} {
		_, err := w.Submit(context.Background(), by, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "1")}})
		if fault.KindOf(err) != fault.Denied {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWithdrawnIsNotHandedIn(t *testing.T) {
	w := newWorld(t)
	o := w.submit(w.open()("2026-09"), sheet(3, 1, 2, "10"))
	seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
	if _, err := w.Withdraw(context.Background(), clerk2, seen); fault.KindOf(err) != fault.Denied {
		t.Errorf("somebody else withdrew it: %v", err)
	}
	out, err := w.Withdraw(context.Background(), clerk, seen)
	if err != nil || out.State != collect.Draft || !out.HandedInOn.IsZero() || len(out.Paper.Signatures) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	w.now = w.now.Add(20 * 24 * time.Hour)
	if !out.Late(o.Due.AddDays(10)) {
		t.Error("a withdrawn return can be late again")
	}
}
