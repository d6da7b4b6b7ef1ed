package collect_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

var office = actor("ban", "office", access.Office)

// recurring is a monthly campaign from September, approved to the end of the year.
func (w *world) recurring() collect.Campaign {
	w.t.Helper()
	w.at(10, 12, 9)
	in := newCampaign()
	in.Recurs, in.Periods = true, months("2026-09", "2026-10", "2026-11", "2026-12")
	out, err := w.OpenCampaign(context.Background(), chief, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Campaign
}

func (w *world) turn() collect.Turned {
	w.t.Helper()
	done, err := w.TurnCampaigns(context.Background(), bureau)
	if err != nil {
		w.t.Fatal(err)
	}
	return done
}

// owes lists the months that the school owes, with their states.
func (w *world) owes() []string {
	var all []string
	for _, o := range w.store.sorted() {
		if o.Unit == school {
			all = append(all, o.Period.String()+" "+string(o.State))
		}
	}
	return all
}

func TestARecurringCampaignMakesPeriodsAsTheyBegin(t *testing.T) {
	w := newWorld(t)
	w.recurring()
	if got := w.owes(); !slices.Equal(got, []string{"2026-09 owed", "2026-10 owed"}) {
		t.Fatalf("opened on 12 October: %v", got)
	}
	if done := w.turn(); done.Periods != 0 {
		t.Errorf("a period was made before it began: %+v", done)
	}
	w.at(11, 1, 0)
	for i := range 2 {
		if done := w.turn(); done.Periods != 1-i {
			t.Errorf("turn %d on 1 November: %+v", i, done)
		}
	}
	w.at(12, 20, 9) // standing still is made up for
	w.turn()
	if got := w.owes(); !slices.Equal(got, []string{"2026-09 owed", "2026-10 owed", "2026-11 owed", "2026-12 owed"}) {
		t.Errorf("on 20 December: %v", got)
	}
}

func TestWithoutANewApprovalItEndsAndNothingDisappears(t *testing.T) {
	w := newWorld(t)
	c := w.recurring()
	w.at(12, 4, 9) // 20 working days before 31 December have begun
	w.turn()
	w.turn()
	renew := 0
	for _, n := range w.inbox.sent {
		if n.Text.Key == "collect.notice.renew" && n.Unit == section && n.Role == access.Section {
			renew++
		}
	}
	if renew != 1 {
		t.Errorf("the owner was told %d times that the approval runs out", renew)
	}
	w.now = w.now.AddDate(0, 0, 30) // 3 January 2027
	if done := w.turn(); done.Ended != 1 {
		t.Fatalf("%+v", done)
	}
	if c := w.store.campaigns[c.ID]; c.State != collect.Ended || c.EndedWhy != "" {
		t.Errorf("%+v", c)
	}
	if got := w.owes(); len(got) != 4 || slices.ContainsFunc(got, func(s string) bool { return s[8:] != "owed" }) {
		t.Errorf("what was owed: %v", got)
	}
	w.now = w.now.AddDate(1, 0, 0)
	list, err := w.Overdue(context.Background(), chief, collect.ChaseFilter{})
	if err != nil || list.Total != 4 || len(list.Units) != 1 || !list.Units[0].Rows[0].Ended {
		t.Errorf("a year later: %v %+v", err, list)
	}
	if c := list.Units[0].Clerks; len(c) != 1 || c[0].Phone != "13800000001" || len(list.Units[0].Heads) != 1 {
		t.Errorf("whom to call: %+v", list.Units[0])
	}
	results, err := w.RemindOverdue(context.Background(), chief, c.ID)
	if err != nil || len(results) != 4 || results[0].Err != nil {
		t.Errorf("reminding after the end: %v %+v", err, results)
	}
}

func TestARenewedApprovalCarriesItIntoTheNextYear(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	c := w.recurring()
	terms := c.Terms()
	terms.EndsOn, terms.ListNo = period.Date{Year: 2027, Month: 12, Day: 31}, "云教表〔2027〕2号"
	if _, err := w.ChangeCampaign(ctx, chief, c.ID, c.Rev, terms); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.AddDate(0, 4, 0) // 12 February 2027
	done := w.turn()
	if done.Periods != 4 || done.Ended != 0 {
		t.Errorf("%+v", done)
	}
	var next collect.Campaign
	for _, other := range w.store.campaigns {
		if other.Follows == c.ID {
			next = other
		}
	}
	if next.Year != 2027 || len(next.Periods) != 2 || !next.Recurs || next.ListNo != "云教表〔2027〕2号" || w.store.campaigns[c.ID].Recurs {
		t.Errorf("the next year's campaign: %+v", next)
	}
	if done := w.turn(); done.Periods != 0 {
		t.Errorf("a second turn made %+v", done)
	}
}

func TestAPeriodMadeLateIsNotDueBeforeItIsMade(t *testing.T) {
	w := newWorld(t)
	w.recurring()
	w.at(12, 24, 9) // nothing ran since 12 October; November is due on 7 December
	w.turn()
	for _, o := range w.store.rows {
		if o.Period.String() == "2026-11" && o.Due.String() != "2026-12-31" {
			t.Errorf("November was made on 24 December and is due on %s", o.Due)
		}
		if o.Period.String() == "2026-10" && o.Due.String() >= "2026-12" {
			t.Errorf("October was there and is now due on %s", o.Due)
		}
	}
}

func TestWhatTheClockWillAskIsNotAskedByAnother(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	c := w.recurring()
	other := newCampaign()
	other.Periods = months("2026-12") // the recurring one makes it in December
	_, err := w.OpenCampaign(ctx, chief, other)
	_ = wantFault(t, err, "collect.twice")
	other.Periods, other.Year, other.EndsOn = months("2027-01"), 2027, period.Date{Year: 2027, Month: 12, Day: 31}
	if _, err := w.OpenCampaign(ctx, chief, other); err != nil {
		t.Fatalf("a period beyond the approval of the recurring one: %v", err)
	}
	terms := c.Terms()
	terms.EndsOn = other.EndsOn // now the clock would make January, too
	_, err = w.ChangeCampaign(ctx, chief, c.ID, c.Rev, terms)
	_ = wantFault(t, err, "collect.twice")
}

func TestEndingEarlySaysWhatHappens(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	in := newCampaign()
	in.Periods = months("2026-08", "2026-09", "2026-10", "2026-11")
	out, err := w.OpenCampaign(ctx, chief, in)
	if err != nil {
		t.Fatal(err)
	}
	var august collect.Obligation
	for _, o := range w.store.rows {
		if o.Unit == school && o.Period.String() == "2026-08" {
			august = o
		}
	}
	w.submit(august, sheet(3, 1, 2, "1.00"))
	_, foreseen, err := w.Ending(ctx, office, out.Campaign.ID)
	if err != nil || foreseen != (collect.Ending{Stay: 2, Lifted: 2, HandIn: 1}) {
		t.Errorf("foreseen %+v %v", foreseen, err)
	}
	seen := w.store.campaigns[out.Campaign.ID].Rev
	_, err = w.EndCampaign(ctx, office, out.Campaign.ID, collect.EndInput{Seen: seen})
	if f := wantFault(t, err, "collect.end"); !hasField(f, "why") {
		t.Errorf("fields %+v", f.Fields)
	}
	if _, err := w.EndCampaign(ctx, clerk, out.Campaign.ID, collect.EndInput{Seen: seen, Why: "x"}); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school ended a campaign: %v", err)
	}
	if _, err := w.EndCampaign(ctx, office, out.Campaign.ID, collect.EndInput{Seen: seen, Why: "并入年报"}); err != nil {
		t.Fatal(err)
	}
	want := []string{"2026-08 submitted", "2026-09 owed", "2026-10 exempt", "2026-11 exempt"}
	if got := w.owes(); !slices.Equal(got, want) {
		t.Errorf("after the end %v", got)
	}
	if w.log.count("campaign.end") != 1 {
		t.Error("the end is not in the log")
	}
	c := w.store.campaigns[out.Campaign.ID]
	if _, err := w.ChangeCampaign(ctx, chief, c.ID, c.Rev, c.Terms()); !fault.Is(err, "campaign.ended") {
		t.Errorf("an ended campaign was changed: %v", err)
	}
	n, err := w.Reopen(ctx, office, c.ID, collect.ReopenInput{Seen: c.Rev, Why: "年报推迟", EndsOn: c.EndsOn})
	if err != nil || n != 2 {
		t.Errorf("%d restored, %v", n, err)
	}
	want[2], want[3] = "2026-10 owed", "2026-11 owed"
	if got := w.owes(); !slices.Equal(got, want) {
		t.Errorf("after it runs again %v", got)
	}
}

func TestLettingGo(t *testing.T) {
	w := newWorld(t)
	w.open()
	for id, c := range w.store.campaigns {
		if _, err := w.EndCampaign(context.Background(), chief, id, collect.EndInput{Seen: c.Rev, Why: "重复", LetGo: true}); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.owes(); !slices.Equal(got, []string{"2026-08 exempt", "2026-09 exempt"}) {
		t.Errorf("%v", got)
	}
	for _, o := range w.store.rows {
		if o.Excuse() != "重复" {
			t.Errorf("the reason on the return is %q", o.Excuse())
		}
	}
}

func TestAPeriodStatedUnderAnEndedCampaignIsNotAskedAgain(t *testing.T) {
	w := newWorld(t)
	w.open()
	for id, c := range w.store.campaigns {
		if _, err := w.EndCampaign(context.Background(), chief, id, collect.EndInput{Seen: c.Rev, Why: "换办法"}); err != nil {
			t.Fatal(err)
		}
	}
	again := newCampaign()
	_, err := w.OpenCampaign(context.Background(), chief, again)
	_ = wantFault(t, err, "collect.twice")
	again.Periods = months("2026-10")
	if _, err := w.OpenCampaign(context.Background(), chief, again); err != nil {
		t.Errorf("a period that the ended one never asked: %v", err)
	}
}
