package collect_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// at moves the clock to an hour of a day of 2026.
func (w *world) at(month time.Month, day, hour int) {
	w.now = time.Date(2026, month, day, hour, 0, 0, 0, time.FixedZone("", 8*3600))
}

// planned is a campaign for September (due on 13 October 2026, a Tuesday) with a
// reminder plan, opened on 1 October.
func (w *world) planned(plan collect.ReminderPlan, grace int) collect.Campaign {
	w.t.Helper()
	w.at(10, 1, 9)
	in := newCampaign()
	in.Periods, in.Remind, in.Grace = months("2026-09"), plan, grace
	out, err := w.OpenCampaign(context.Background(), chief, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return out.Campaign
}

func (w *world) tick() int {
	w.t.Helper()
	n, err := w.RemindByClock(context.Background(), bureau)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func TestThePlanRemindsOnItsDaysOnly(t *testing.T) {
	w := newWorld(t)
	w.planned(collect.ReminderPlan{Before: 3, OnDay: true, Every: 2, Head: 2}, 0)
	for _, c := range []struct {
		day, hour, want, notices int
	}{
		{8, 9, 0, 0},  // Thursday: four working days ahead (10 October is worked)
		{9, 7, 0, 0},  // the day, before the hour
		{9, 8, 1, 1},  // three working days ahead
		{9, 20, 0, 0}, // once
		{10, 9, 0, 0}, // no reminder of the plan falls here
		{11, 9, 0, 0}, // Sunday
		{13, 9, 1, 1}, // the deadline
		{14, 9, 0, 0}, // one working day late
		{15, 9, 1, 1}, // two: the first reminder after the deadline
		{17, 9, 0, 0}, // Saturday
		{19, 9, 1, 2}, // four: the second, and the head is told
	} {
		w.at(10, c.day, c.hour)
		before := len(w.inbox.sent)
		if got := w.tick(); got != c.want || len(w.inbox.sent)-before != c.notices {
			t.Errorf("on %d October at %d: %d reminders, %d notices; want %d, %d", c.day, c.hour, got, len(w.inbox.sent)-before, c.want, c.notices)
		}
	}
	if last := w.inbox.sent[len(w.inbox.sent)-1]; last.Role != access.Head || last.Text.Key != "collect.notice.remind.late" {
		t.Errorf("the last notice went to %s as %s", last.Role, last.Text.Key)
	}
	for _, o := range w.store.rows {
		if o.Reminders != 4 {
			t.Errorf("%d reminders are counted on the return", o.Reminders)
		}
	}
}

func TestWhatWasMissedIsMadeUpForOnce(t *testing.T) {
	w := newWorld(t)
	w.planned(collect.ReminderPlan{Before: 3, OnDay: true, Every: 1}, 0)
	w.at(11, 7, 9) // a Saturday, after three weeks of standing still
	if n := w.tick(); n != 0 {
		t.Errorf("%d reminders on a day off", n)
	}
	w.at(11, 9, 9)
	if n := w.tick(); n != 1 || len(w.inbox.sent) != 1 {
		t.Errorf("%d reminders, %d notices after standing still", n, len(w.inbox.sent))
	}
}

func TestAReminderByHandTakesTheClocksPlace(t *testing.T) {
	w := newWorld(t)
	c := w.planned(collect.ReminderPlan{OnDay: true}, 0)
	w.at(10, 13, 8)
	var id string
	for _, o := range w.store.rows {
		id = o.ID
	}
	results, err := w.Remind(context.Background(), chief, c.ID, []string{id})
	if err != nil || results[0].Err != nil {
		t.Fatalf("%v %+v", err, results)
	}
	if n := w.tick(); n != 0 {
		t.Errorf("the clock reminded again on the same day: %d", n)
	}
	results, err = w.Remind(context.Background(), chief, c.ID, []string{id})
	if err != nil || !fault.Is(results[0].Err, "return.reminded") {
		t.Errorf("a second reminder by hand: %v %+v", err, results)
	}
}

func TestWhatWasJustSentBackIsNotRemindedOfAtOnce(t *testing.T) {
	w := newWorld(t)
	w.planned(collect.ReminderPlan{Before: 3, OnDay: true}, 0)
	w.at(10, 9, 10)
	var o collect.Obligation
	for _, o = range w.store.rows {
	}
	o = w.submit(o, sheet(3, 1, 2, "1.00"))
	for _, by := range []access.Actor{checker, head} {
		var err error
		if o, err = w.Sign(context.Background(), by, collect.Seen{Return: o.ID, Base: o.RecordNo}); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.SendBack(context.Background(), chief, collect.SendBackInput{Seen: collect.Seen{Return: o.ID, Base: o.RecordNo},
		Reasons: []collect.Reason{{Text: "请核对"}}, Workdays: 2, Label: func(key string, _ ...any) string { return key }})
	if err != nil {
		t.Fatal(err)
	}
	if n := w.tick(); n != 0 {
		t.Errorf("%d reminders on the day of sending back", n)
	}
	w.at(10, 12, 9) // the day that was set
	if n := w.tick(); n != 1 {
		t.Errorf("%d reminders on the day that was set", n)
	}
}

func TestGraceCountsAsOnTime(t *testing.T) {
	w := newWorld(t)
	w.planned(collect.ReminderPlan{}, 2)
	var o collect.Obligation
	for _, o = range w.store.rows {
	}
	w.at(10, 15, 9) // due on the 13th, grace to the 15th
	if o.Late(w.today()) || !o.InGrace(w.today()) || o.LateAfter().Day != 15 {
		t.Errorf("within the grace: late %v, in grace %v, until %s", o.Late(w.today()), o.InGrace(w.today()), o.LateAfter())
	}
	w.at(10, 16, 9)
	if !o.Late(w.today()) {
		t.Error("not late after the grace")
	}
	w.at(10, 15, 9)
	o = w.submit(o, sheet(3, 1, 2, "1.00"))
	w.at(10, 30, 9)
	if onTime, known := o.OnTime(w.today()); !onTime || !known {
		t.Error("handed in within the grace and not on time")
	}
}
