package collect_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// restructured opens a campaign for July to December 2026 on 12 October, of the
// east zone, with 青溪小学 in it and 河西小学 (west) outside.
func (w *world) restructured() collect.Campaign {
	w.t.Helper()
	w.grown()
	in := newCampaign()
	in.Periods = months("2026-08", "2026-09", "2026-10", "2026-11", "2026-12")
	in.Units = collect.UnitRule{Types: []org.UnitType{org.Primary}, Zones: []string{"east"}}
	out, err := w.OpenCampaign(context.Background(), chief, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Campaign
}

func event(kind org.EventKind, subject org.Unit, into string, on period.Date) org.Event {
	return org.Event{ID: "e1", Unit: subject.ID, Kind: kind, On: on, Into: into, DocNo: "云教〔2026〕51号", Subject: subject}
}

func TestAMergerLeavesThePastWhereItWas(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	c := w.restructured()
	w.submit(w.of(school, "2026-08"), sheet(3, 1, 2, "1.00"))
	on := period.Date{Year: 2026, Month: time.November, Day: 10}
	gone := org.Unit{ID: school, Name: "青溪小学", Type: org.Primary, Zone: "east", Until: on.AddDays(-1)}
	e := event(org.Merged, gone, "school-c", on)
	texts, err := w.Foresee(ctx, bureau, e)
	if err != nil || len(texts) != 3 {
		t.Fatalf("foreseen %v %+v", err, texts)
	}
	if w.of("school-c", "2026-11").ID != "" || w.of(school, "2026-11").State != collect.Owed {
		t.Fatal("foreseeing wrote")
	}
	if err := w.Follow(ctx, access.System(bureau), e); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ unit, month, state string }{
		{school, "2026-08", "submitted"}, {school, "2026-09", "owed"}, {school, "2026-10", "owed"}, // reported before the day
		{school, "2026-11", "exempt"}, {school, "2026-12", "exempt"},
		{"school-c", "2026-10", ""}, {"school-c", "2026-11", "owed"}, {"school-c", "2026-12", "owed"},
		{"school-d", "2026-11", "owed"}, // whoever owed before owes on
	} {
		if o := w.of(x.unit, x.month); string(o.State) != x.state {
			t.Errorf("%s %s: %q, want %q", x.unit, x.month, o.State, x.state)
		}
	}
	if why := w.of(school, "2026-11").Excuse(); why == "" {
		t.Error("the lifted return says no reason")
	}
	if rule := w.store.campaigns[c.ID].Units; len(rule.Include) != 1 || rule.Include[0] != "school-c" {
		t.Errorf("the campaign's units %+v", rule)
	}
	before := len(w.store.rows)
	if err := w.Follow(ctx, access.System(bureau), e); err != nil || len(w.store.rows) != before {
		t.Errorf("told twice it made more: %d, %v", len(w.store.rows)-before, err)
	}
}

func TestClosingAndOpening(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.restructured()
	on := period.Date{Year: 2026, Month: time.October, Day: 20}
	gone := org.Unit{ID: "school-d", Name: "云湖实验小学", Type: org.Primary, Zone: "east", Until: on.AddDays(-1)}
	if err := w.Follow(ctx, access.System(bureau), event(org.Closed, gone, "", on)); err != nil {
		t.Fatal(err)
	}
	fresh := org.Unit{ID: "school-e", Name: "滨湖小学", Type: org.Primary, Zone: "east", From: on}
	if err := w.Follow(ctx, access.System(bureau), event(org.Opened, fresh, "", on)); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ unit, month, state string }{
		{"school-d", "2026-09", "owed"}, {"school-d", "2026-10", "exempt"},
		{"school-e", "2026-09", ""}, {"school-e", "2026-10", "owed"}, {"school-e", "2026-12", "owed"},
	} {
		if o := w.of(x.unit, x.month); string(o.State) != x.state {
			t.Errorf("%s %s: %q, want %q", x.unit, x.month, o.State, x.state)
		}
	}
}

func TestAReturnBearsTheNameOfItsPeriod(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	units := w.Units.(bureauUnits)
	for i, u := range units.all {
		if u.ID == school {
			units.all[i].Name = "青溪实验小学"
			units.all[i].Former = []org.Former{{Name: "青溪小学", Until: period.Date{Year: 2026, Month: 9, Day: 14}}}
		}
	}
	at := w.open()
	items, err := w.Owed(ctx, clerk)
	if err != nil || len(items) != 2 {
		t.Fatal(err, len(items))
	}
	for _, item := range items {
		want := map[string]string{"2026-08": "青溪小学", "2026-09": "青溪实验小学"}[item.Period.String()]
		if item.UnitName != want {
			t.Errorf("%s: %s, want %s", item.Period, item.UnitName, want)
		}
	}
	r, err := w.Return(ctx, clerk, at("2026-08").ID)
	if err != nil || r.Unit.Name != "青溪小学" {
		t.Errorf("the return of August is %s's: %v", r.Unit.Name, err)
	}
}
