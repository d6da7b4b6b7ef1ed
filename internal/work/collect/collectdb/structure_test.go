package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// A merger in the middle of a year: what was stated stays with who stated it, what
// comes after is stated by the unit that carries on, and no month counts twice.
func TestNoMonthCountsTwiceOrIsLostOverAMerger(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		units := w.Units.(*org.Service)
		units.Followers = []org.Follower{w.Service}
		out := w.Open("2026-08", "2026-09", "2026-10", "2026-11")
		for i := range 3 {
			o := w.Owes(i, "2026-08")
			_, err := w.Submit(ctx, w.Clerk("clerk", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("10", "1.00")}})
			must(t, err)
		}
		_, err := units.Restructure(ctx, access.System(w.Bureau), org.Restructuring{
			Kind: org.Merged, Unit: collecttest.SchoolID(0), Into: collecttest.SchoolID(1), On: on(10, 20), DocNo: "云教〔2026〕51号"})
		must(t, err)
		w.SetTime(w.Time().AddDate(0, 2, 0))
		facts, err := w.Facts(ctx, w.Bureau, "works", []string{"total"}, []string{"2026-08", "2026-09", "2026-10", "2026-11"})
		must(t, err)
		got := map[string]int{}
		for _, f := range facts {
			got[f.Period]++
			if f.Unit == collecttest.SchoolID(0) && f.Period > "2026-09" {
				t.Errorf("the merged school still owes %s", f.Period)
			}
		}
		for p, want := range map[string]int{"2026-08": 3, "2026-09": 3, "2026-10": 2, "2026-11": 2} {
			if got[p] != want {
				t.Errorf("%s is stated or owed by %d units, want %d", p, got[p], want)
			}
		}
		m, err := w.Matrix(ctx, w.Chief, out.Campaign.ID)
		must(t, err)
		if len(m.Rows) != 3 {
			t.Errorf("%d rows: the merged school's past is gone", len(m.Rows))
		}
		list, err := w.Overdue(ctx, w.Chief, collect.ChaseFilter{})
		must(t, err)
		if list.Total != 3+2+2 { // September of three, October and November of two
			t.Errorf("%d overdue", list.Total)
		}
	})
}
