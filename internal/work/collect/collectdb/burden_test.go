package collectdb_test

import (
	"context"
	"fmt"
	"nianlun/internal/work/collect/collecttest"
	"reflect"
	"testing"
	"time"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

func (w *world) handIn(i int, month string, took time.Duration) collect.Obligation {
	w.T.Helper()
	o := w.Owes(i, month)
	o.State, o.HandedInOn = collect.Submitted, period.Date{Year: 2026, Month: 10, Day: 12}
	o.Work = collect.Work{Opened: w.Time(), Seen: w.Time().Add(took), Active: took, Counted: true, Cells: 2, Kept: 1}
	must(w.T, w.DB.Opened(context.Background(), w.Bureau, o.ID, w.Time()))
	must(w.T, w.DB.Update(context.Background(), o))
	o.Rev++
	return o
}

func TestWorkComesBackAsItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		ctx := context.Background()
		w.Open("2026-09")
		o := w.Owes(0, "2026-09")
		if o.Work != (collect.Work{}) {
			t.Errorf("a new return took %+v", o.Work)
		}
		w.SetTime(w.Time().UTC().Truncate(time.Microsecond))
		must(t, w.DB.Opened(ctx, w.Bureau, o.ID, w.Time()))
		must(t, w.DB.Opened(ctx, w.Bureau, o.ID, w.Time().Add(time.Hour)))
		if got := w.Read(o.ID); !got.Work.Opened.Equal(w.Time()) || got.Rev != o.Rev {
			t.Errorf("opened %v at revision %d: the first opening counts and disturbs nobody", got.Work.Opened, got.Rev)
		}
		done := w.handIn(0, "2026-09", 90500*time.Millisecond)
		if got := w.Read(o.ID); !reflect.DeepEqual(got.Work, done.Work) {
			t.Errorf("came back as\n%+v\nnot\n%+v", got.Work, done.Work)
		}
	})
}

func TestCosts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		ctx := context.Background()
		w.Open("2026-08", "2026-09")
		for i, took := range []time.Duration{2 * time.Minute, 10 * time.Minute, 4 * time.Minute} {
			w.handIn(i, "2026-09", took)
		}
		w.handIn(0, "2026-08", 0) // came through the API: nobody worked on a screen
		exempt := w.Owes(3, "2026-08")
		exempt.State = collect.Exempt
		must(t, w.DB.Update(ctx, exempt))
		works := collect.FormVersion{Form: "works", No: 1}
		costs, err := w.DB.Costs(ctx, w.Bureau, 2026, "")
		must(t, err)
		got := map[string]collect.Cost{}
		for _, c := range costs {
			got[fmt.Sprint(c.Unit, " ", c.Month)] = c
		}
		// August is due in September, September in October.
		for key, want := range map[string]collect.Cost{
			"school-0000 9":  {Done: true, Counted: true, Cells: 2, Kept: 1},
			"school-0000 10": {Done: true, Counted: true, Cells: 2, Kept: 1, Active: 2 * time.Minute},
			"school-0003 10": {},
		} {
			want.Form = works
			if have := got[key]; have.Unit == "" {
				t.Errorf("nothing for %s", key)
			} else if have.Unit, have.Month = "", 0; have != want {
				t.Errorf("%s: %+v, want %+v", key, have, want)
			}
		}
		if len(costs) != 7 {
			t.Errorf("%d costs: the exempt one of eight costs nothing", len(costs))
		}
		one, err := w.DB.Costs(ctx, w.Bureau, 2026, collecttest.SchoolID(1))
		if err != nil || len(one) != 2 || one[0].Unit != collecttest.SchoolID(1) {
			t.Errorf("of one unit: %v %+v", err, one)
		}
		if none, err := w.DB.Costs(ctx, w.Bureau, 2025, ""); err != nil || len(none) != 0 {
			t.Errorf("of another year: %v %+v", err, none)
		}
		if none, err := w.DB.Costs(ctx, "another-bureau", 2026, ""); err != nil || len(none) != 0 {
			t.Errorf("of another bureau: %v %+v", err, none)
		}
		due, err := w.DB.Due(ctx, w.Bureau, 2026, collecttest.SchoolID(3))
		if err != nil || len(due) != 1 || due[0].Period.String() != "2026-09" {
			t.Errorf("due: %v %v", err, monthsOf(due))
		}
	})
}

// BenchmarkBurden is the account of 1,300 units and twelve months, all handed in.
func BenchmarkBurden(b *testing.B) {
	each(b, func(b *testing.B, s *store.Store) {
		w := newWorld(b, s, 1300)
		w.Open(year...)
		w.fillYear()
		for b.Loop() {
			got, err := w.Burden(context.Background(), w.Chief, 2026)
			if err != nil || len(got.Units) != 1300 || got.Total.Timed == 0 {
				b.Fatal(err, len(got.Units))
			}
		}
	})
}

// fillYear makes every return look handed in after some minutes.
func (w *world) fillYear() {
	w.T.Helper()
	_, err := w.SQL.Write(context.Background()).NewUpdate().Table("obligation").
		Set("active_ms = 60000 + length(id) * 1000 + (rev * 7919) % 600000").Set("cells = 60").Set("kept = 20").
		Set("handed_in_on = due_on").Set("state = 'locked'").Where("1 = 1").Exec(context.Background())
	must(w.T, err)
}
