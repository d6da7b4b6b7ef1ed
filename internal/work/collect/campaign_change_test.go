package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// grown adds two schools and a section to the bureau.
func (w *world) grown() {
	units := w.Units.(bureauUnits)
	units.all = append(units.all,
		org.Unit{ID: "school-c", Name: "河西小学", Type: org.Primary, Zone: "west"},
		org.Unit{ID: "school-d", Code: "2135000009", Name: "云湖实验小学", Short: "实小", Type: org.Primary, Zone: "east"},
		org.Unit{ID: "sec-other", Name: "基础教育科", Type: org.Section})
	w.Units = units
}

func TestUnitsThatJoinOweAtOnceAndThoseThatLeaveNoMore(t *testing.T) {
	w := newWorld(t)
	w.grown()
	ctx := context.Background()
	in := newCampaign()
	in.Units = collect.UnitRule{Types: []org.UnitType{org.Primary}, Zones: []string{"east"}}
	in.Periods, in.Grace = months("2026-08", "2026-09", "2026-10"), 1
	out, err := w.OpenCampaign(ctx, chief, in)
	if err != nil {
		t.Fatal(err)
	}
	w.at(10, 20, 9) // September was due on the 13th
	terms := out.Campaign.Terms()
	terms.Units = collect.UnitRule{Types: []org.UnitType{org.Primary}, Exclude: []string{"school-d"}}
	told, err := w.ForeseeChange(ctx, chief, out.Campaign.ID, terms)
	if err != nil {
		t.Fatal(err)
	}
	if len(told.Joining) != 1 || told.Joining[0].ID != "school-c" || told.Added != 2 || len(told.Leaving) != 1 || told.Leaving[0].ID != "school-d" || told.Lifted != 1 {
		t.Fatalf("foreseen %+v", told)
	}
	if len(w.store.rows) != 6 {
		t.Fatal("foreseeing wrote")
	}
	if _, err := w.ChangeCampaign(ctx, chief, out.Campaign.ID, out.Campaign.Rev, terms); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ unit, month, state, due, grace string }{
		{"school-c", "2026-09", "owed", "2026-10-27", "2026-10-28"}, // five working days from today
		{"school-c", "2026-10", "owed", "2026-11-06", "2026-11-09"}, // as for everybody
		{"school-d", "2026-09", "owed", "2026-10-13", "2026-10-14"}, // has begun: stays
		{"school-d", "2026-10", "exempt", "2026-11-06", "2026-11-09"},
	} {
		o := w.of(c.unit, c.month)
		if string(o.State) != c.state || o.Due.String() != c.due || o.GraceOn.String() != c.grace {
			t.Errorf("%s %s: %s, due %s, grace %s", c.unit, c.month, o.State, o.Due, o.GraceOn)
		}
	}
	terms.Units.Exclude = nil
	told, err = w.ChangeCampaign(ctx, chief, out.Campaign.ID, out.Campaign.Rev, terms)
	if err != nil || w.of("school-d", "2026-10").State != collect.Owed || len(told.Joining) != 1 {
		t.Errorf("the school that came back: %v %+v", err, told)
	}
}

// of is a unit's return for a month; empty when it owes none.
func (w *world) of(unit, month string) collect.Obligation {
	for _, o := range w.store.rows {
		if o.Unit == unit && o.Period.String() == month {
			return o
		}
	}
	return collect.Obligation{}
}

func TestNewDaysHoldForWhatHasNotBegun(t *testing.T) {
	w := newWorld(t)
	in := newCampaign()
	in.Periods = months("2026-09", "2026-10")
	out, err := w.OpenCampaign(context.Background(), chief, in)
	if err != nil {
		t.Fatal(err)
	}
	terms := out.Campaign.Terms()
	terms.Due.Workdays, terms.Grace = 8, 2
	told, err := w.ChangeCampaign(context.Background(), chief, out.Campaign.ID, out.Campaign.Rev, terms)
	if err != nil || len(told.Redated) != 1 {
		t.Fatalf("%v %+v", err, told)
	}
	if o := w.of(school, "2026-09"); o.Due.String() != "2026-10-13" || !o.GraceOn.IsZero() {
		t.Errorf("September moved to %s", o.Due)
	}
	if o := w.of(school, "2026-10"); o.Due.String() != "2026-11-11" || o.GraceOn.String() != "2026-11-13" {
		t.Errorf("October is due on %s, grace to %s", o.Due, o.GraceOn)
	}
}

func TestHandingOver(t *testing.T) {
	w := newWorld(t)
	w.grown()
	ctx := context.Background()
	w.open()
	var c collect.Campaign
	for _, c = range w.store.campaigns {
	}
	terms := c.Terms()
	terms.Owner = school
	if _, err := w.ChangeCampaign(ctx, chief, c.ID, c.Rev, terms); !hasField(wantFault(t, err, "collect.campaign"), "owner") {
		t.Error("a school owns a campaign")
	}
	terms.Owner = "sec-other"
	if _, err := w.ChangeCampaign(ctx, actor("x", "sec-other", access.Section), c.ID, c.Rev, terms); fault.KindOf(err) != fault.Denied {
		t.Errorf("another section took the campaign: %v", err)
	}
	if _, err := w.ChangeCampaign(ctx, office, c.ID, c.Rev+7, terms); !fault.Is(err, "campaign.stale") {
		t.Errorf("changed what was not on the screen: %v", err)
	}
	if _, err := w.ChangeCampaign(ctx, office, c.ID, c.Rev, terms); err != nil {
		t.Fatal(err)
	}
	if o := w.of(school, "2026-09"); o.Owner != "sec-other" {
		t.Errorf("the return is still reviewed by %s", o.Owner)
	}
	if n := w.inbox.sent[len(w.inbox.sent)-1]; n.Unit != "sec-other" || n.Text.Key != "collect.notice.handed" {
		t.Errorf("the new owner was not told: %+v", n)
	}
}

func TestChoosingUnitsByNamesThatWerePasted(t *testing.T) {
	w := newWorld(t)
	w.grown()
	got, err := w.ChooseUnits(context.Background(), chief, collect.UnitsWanted{
		Types: []org.UnitType{org.Primary}, Zones: []string{"west"},
		Include: " 实 小\n青溪小学，没有的学校；２１３５０００００９", Exclude: "河西小学、也没有",
	})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, u := range got.Units {
		names = append(names, u.Name)
	}
	if len(names) != 2 || names[0] != "青溪小学" || names[1] != "云湖实验小学" {
		t.Errorf("chosen %v", names)
	}
	if len(got.Unknown) != 1 || got.Unknown[0] != "没有的学校" || len(got.Unwanted) != 1 || len(got.Rule.Include) != 2 {
		t.Errorf("%+v", got)
	}
	if _, err := w.ChooseUnits(context.Background(), clerk, collect.UnitsWanted{}); err == nil {
		t.Error("a school chose units")
	}
}

func TestRemindingAcrossCampaigns(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	at := w.open()
	own := []string{at("2026-08").ID, at("2026-09").ID}
	foreignOwner := at("2026-08")
	foreignOwner.ID, foreignOwner.Campaign, foreignOwner.Owner = "01a201dc-0000-7000-8000-000000000001", "01a201dc-0000-7000-8000-000000000002", "sec-other"
	w.store.rows[foreignOwner.ID] = foreignOwner
	w.store.campaigns[foreignOwner.Campaign] = collect.Campaign{ID: foreignOwner.Campaign, Bureau: bureau, Owner: "sec-other", Title: "别科的", State: collect.Running}
	w.at(11, 2, 9)
	list, err := w.Overdue(ctx, chief, collect.ChaseFilter{})
	if err != nil || list.Total != 3 { // 石桥小学 owes August
		t.Fatalf("the section's list: %v, %d", err, list.Total)
	}
	results, err := w.RemindAll(ctx, chief, append(own, foreignOwner.ID))
	if err != nil || len(results) != 3 {
		t.Fatalf("%v %+v", err, results)
	}
	failed := 0
	for _, r := range results {
		if r.Err != nil {
			failed++
			if r.Return != foreignOwner.ID {
				t.Errorf("%+v", r)
			}
		}
	}
	if failed != 1 || len(w.inbox.sent) != 1 || w.inbox.sent[0].Text.Key != "collect.notice.remind.many" {
		t.Errorf("%d refused, notices %+v", failed, w.inbox.sent)
	}
	refused, err := w.Refused(ctx, chief, append(results, collect.Result{Return: "nowhere", Err: fault.New(fault.NotFound, "notfound")}))
	if err != nil || len(refused) != 2 || refused[0].ID != foreignOwner.ID || refused[0].Title != "别科的" || refused[0].UnitName == "" {
		t.Fatalf("%v %+v", err, refused)
	}
	if !fault.Is(refused[0].Err, "collect.owner") || refused[1].ID != "" || !fault.Is(refused[1].Err, "notfound") {
		t.Errorf("%v, %v", refused[0].Err, refused[1].Err)
	}
	// A school does not hear what a return is that it cannot see.
	if hidden, err := w.Refused(ctx, clerk, []collect.Result{{Return: foreignOwner.ID, Err: fault.New(fault.NotFound, "notfound")}}); err != nil || len(hidden) != 1 || hidden[0].ID != "" || hidden[0].UnitName != "" {
		t.Errorf("%v %+v", err, hidden)
	}
	all, err := w.Overdue(ctx, office, collect.ChaseFilter{})
	if err != nil || all.Total != 4 {
		t.Errorf("the office's list: %v, %d", err, all.Total)
	}
	if _, err := w.Overdue(ctx, clerk, collect.ChaseFilter{}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school sees the chase list: %v", err)
	}
	var none period.Date
	if list.Units[0].Rows[0].Due == none {
		t.Error("no due day")
	}
}
