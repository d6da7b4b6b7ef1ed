package collectdb_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

func on(month, day int) period.Date {
	return period.Date{Year: 2026, Month: 1, Day: 1}.AddDays(daysTo[month-1] + day - 1)
}

// daysTo are the days of 2026 before each month.
var daysTo = []int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

func TestOverdueCountsGraceAndWhatWasSentBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		ctx := context.Background()
		out := w.Open("2026-09") // due on 13 October
		graced, back, draft, plain := w.Owes(0, "2026-09"), w.Owes(1, "2026-09"), w.Owes(2, "2026-09"), w.Owes(3, "2026-09")
		must(t, w.DB.Extend(ctx, w.Bureau, []string{graced.ID}, graced.Due, on(10, 20)))
		back.State, back.BackDue = collect.Back, on(10, 16)
		must(t, w.DB.Update(ctx, back))
		draft.State = collect.Draft
		must(t, w.DB.Update(ctx, draft))
		for _, c := range []struct {
			day  period.Date
			want []string
		}{
			{on(10, 13), nil},
			{on(10, 14), []string{draft.ID, plain.ID}},
			{on(10, 17), []string{draft.ID, plain.ID, back.ID}},
			{on(10, 21), []string{draft.ID, plain.ID, graced.ID, back.ID}},
		} {
			got, counts, err := w.DB.Overdue(ctx, collect.OverdueQuery{Bureau: w.Bureau, Day: c.day, Limit: 10})
			must(t, err)
			var ids []string
			for _, o := range got {
				ids = append(ids, o.ID)
				if !o.Late(c.day) {
					t.Errorf("%s: SQL calls late what the rule does not: %+v", c.day, o)
				}
			}
			slices.Sort(ids)
			slices.Sort(c.want)
			if !slices.Equal(ids, c.want) || counts[out.Campaign.ID] != len(c.want) {
				t.Errorf("%s: %d overdue, want %d; counted %v", c.day, len(ids), len(c.want), counts)
			}
			tallies, err := w.DB.Tallies(ctx, w.Bureau, 2026, c.day)
			must(t, err)
			late := 0
			for _, tally := range tallies {
				late += tally.Late
			}
			if late != len(c.want) {
				t.Errorf("%s: tallies say %d late, the list %d", c.day, late, len(c.want))
			}
		}
		for owner, want := range map[string]int{"sec": 4, "other": 0} {
			got, _, err := w.DB.Overdue(ctx, collect.OverdueQuery{Bureau: w.Bureau, Day: on(10, 21), Owner: owner, Limit: 10})
			if err != nil || len(got) != want {
				t.Errorf("owner %s: %d %v", owner, len(got), err)
			}
		}
	})
}

func TestLiftAndRestoreGiveBackWhatWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		ctx := context.Background()
		out := w.Open("2026-09")
		var ids []string
		for i, change := range []func(*collect.Obligation){
			func(*collect.Obligation) {},
			func(o *collect.Obligation) { o.State, o.Record = collect.Draft, "rec" },
			func(o *collect.Obligation) { o.State, o.Record, o.BackDue = collect.Back, "rec", on(10, 20) },
			func(o *collect.Obligation) { o.State = collect.Locked },
		} {
			o := w.Owes(i, "2026-09")
			change(&o)
			must(t, w.DB.Update(ctx, o))
			ids = append(ids, o.ID)
		}
		lifted, err := w.DB.Lift(ctx, w.Bureau, ids, "end", "停报")
		if err != nil || len(lifted) != 3 {
			t.Fatalf("%v %v", lifted, err)
		}
		if o := w.Read(ids[1]); o.State != collect.Exempt || o.Excuse() != "停报" {
			t.Errorf("%+v", o)
		}
		if restored, err := w.DB.Restore(ctx, w.Bureau, out.Campaign.ID, "rule:x"); err != nil || len(restored) != 0 {
			t.Errorf("another cause gave back %v %v", restored, err)
		}
		restored, err := w.DB.Restore(ctx, w.Bureau, out.Campaign.ID, "end")
		if err != nil || len(restored) != 3 {
			t.Fatalf("%v %v", restored, err)
		}
		for i, want := range []collect.State{collect.Owed, collect.Draft, collect.Back, collect.Locked} {
			if o := w.Read(ids[i]); o.State != want || o.LiftedBy != "" {
				t.Errorf("return %d came back as %s", i, o.State)
			}
		}
	})
}

func TestACampaignKeepsItsTerms(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		ctx := context.Background()
		c := w.Open("2026-09", "2026-11").Campaign
		c.Grace, c.Remind, c.Recurs, c.Follows = 2, collect.ReminderPlan{Before: 3, OnDay: true, Every: 2, Head: 2}, true, "earlier"
		c.State, c.EndedOn, c.EndedWhy, c.WarnedOn = collect.Ended, on(10, 12), "合并到年报", on(10, 1)
		must(t, w.DB.UpdateCampaign(ctx, c))
		c.Rev++
		got, err := w.DB.Campaign(ctx, w.Bureau, c.ID)
		must(t, err)
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c) {
			t.Errorf("read back\n%+v, want\n%+v", got, c)
		}
		n, err := w.DB.Redate(ctx, w.Bureau, c.ID, "2026-11", on(10, 12), on(11, 1), on(11, 10), on(11, 12))
		if o := w.Owes(0, "2026-11"); err != nil || n != 1 || o.Opens != on(11, 1) || o.Due != on(11, 10) || o.GraceOn != on(11, 12) {
			t.Errorf("%d %v %+v", n, err, o)
		}
		if n, err := w.DB.Redate(ctx, w.Bureau, c.ID, "2026-09", on(10, 12), on(11, 1), on(11, 10), on(11, 12)); err != nil || n != 0 {
			t.Errorf("the days of a period that has begun moved: %d %v", n, err)
		}
		must(t, w.DB.HandOver(ctx, w.Bureau, c.ID, "sec2"))
		if o := w.Owes(0, "2026-09"); o.Owner != "sec2" {
			t.Errorf("the return still belongs to %s", o.Owner)
		}
	})
}

// Two servers with one clock: each return is reminded once.
func TestRemindersOfTwoServersGoOutOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 20)
		ctx := context.Background()
		c := w.Open("2026-08").Campaign
		c.Remind = collect.ReminderPlan{Every: 1}
		must(t, w.DB.UpdateCampaign(ctx, c))
		w.SetTime(w.Time().AddDate(0, 0, 1))
		total := make(chan int, 2)
		for range 2 {
			go func() {
				n, err := w.RemindByClock(ctx, w.Bureau)
				if err != nil {
					t.Error(err)
				}
				total <- n
			}()
		}
		if a, b := <-total, <-total; a+b != 20 {
			t.Errorf("%d and %d reminders for 20 returns", a, b)
		}
		if o := w.Owes(7, "2026-08"); o.Reminders != 1 {
			t.Errorf("%d reminders", o.Reminders)
		}
	})
}
