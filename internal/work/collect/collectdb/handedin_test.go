package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"slices"
	"testing"
	"time"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// What a form refers to is found in one query: exact periods, the latest before
// one, several forms at once, and nothing that is not handed in.
func TestReturnsThatAreReferredTo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		w.Open("2026-05", "2026-06", "2026-07", "2026-08", "2026-09")
		stand := func(month string, state collect.State, record string) {
			o := w.Owes(0, month)
			o.State, o.Record, o.RecordNo, o.SubmittedAt = state, record, 1, w.Time()
			must(t, w.DB.Update(ctx, o))
		}
		stand("2026-05", collect.Locked, "r5")
		stand("2026-06", collect.Reviewed, "r6")
		stand("2026-07", collect.Back, "r7")
		stand("2026-08", collect.Draft, "r8")
		stand("2026-09", collect.Submitted, "r9")

		// The same unit answers another form, in school years, and this one once more.
		year := w.Owes(0, "2026-05")
		year.ID, year.Form, year.Campaign, year.Period, year.Record = "year", "basic", "other", monthOf(t, "2025-2026"), "y"
		again := w.Owes(0, "2026-06")
		again.ID, again.Campaign, again.Record, again.SubmittedAt = "again", "other", "r6b", w.Time().Add(time.Hour)
		must(t, w.DB.AddObligations(ctx, []collect.Obligation{year, again}))

		for name, c := range map[string]struct {
			wanted []collect.Wanted
			want   []string
		}{
			"one period":             {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-09")}}, []string{"r9"}},
			"sent back":              {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-07")}}, nil},
			"a draft":                {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-08")}}, nil},
			"the latest before":      {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-09"), Before: true}}, []string{"r6b", "r6"}},
			"none before":            {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-05"), Before: true}}, nil},
			"of two, the last first": {[]collect.Wanted{{Form: "works", Period: monthOf(t, "2026-06")}}, []string{"r6b", "r6"}},
			"another kind":           {[]collect.Wanted{{Form: "basic", Period: monthOf(t, "2025-2026")}}, []string{"y"}},
			"two forms, three periods": {[]collect.Wanted{{Form: "basic", Period: monthOf(t, "2026-2027"), Before: true}, {Form: "works", Period: monthOf(t, "2026-05")},
				{Form: "works", Period: monthOf(t, "2026-09")}}, []string{"r5", "r9", "y"}},
			"nothing": {nil, nil},
		} {
			found, err := w.DB.HandedIn(ctx, w.Bureau, collecttest.SchoolID(0), c.wanted)
			must(t, err)
			var got []string
			for _, o := range found {
				got = append(got, o.Record)
			}
			if len(c.wanted) > 1 {
				slices.Sort(got)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: %v", name, got)
			}
		}
		september := []collect.Wanted{{Form: "works", Period: monthOf(t, "2026-09")}}
		if other, err := w.DB.HandedIn(ctx, w.Bureau, collecttest.SchoolID(1), september); err != nil || len(other) != 0 {
			t.Errorf("another unit's return: %v %+v", err, other)
		}
		if other, err := w.DB.HandedIn(ctx, "another-bureau", collecttest.SchoolID(0), september); err != nil || len(other) != 0 {
			t.Errorf("another bureau's return: %v %+v", err, other)
		}
	})
}

func monthOf(t *testing.T, id string) period.Period {
	t.Helper()
	p, err := period.Parse(id)
	must(t, err)
	return p
}
