package levelsdb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/calendar"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// A mandate that is issued after its own days are over gives the schools as many working
// days as the rule does, from today; one that reaches the day above needs a reason.
func TestAMandateIssuedLateGivesNewDays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		rule := collect.DueRule{Workdays: 2, After: collect.AfterEnd} // 9 October; the city's day is the 21st
		in := issue(2)
		l.county.SetTime(time.Date(2026, 10, 15, 9, 0, 0, 0, calendar.Zone))
		days, err := l.levels.OwnDays(ctx, l.county.Chief, l.mandate.ID, rule, 0)
		if err != nil || len(days) != 1 || days[0].Fresh == nil || days[0].Fresh.Due != on(10, 19) || days[0].Fresh.Late {
			t.Fatalf("%+v %v", days, err)
		}
		l.county.SetTime(time.Date(2026, 10, 23, 9, 0, 0, 0, calendar.Zone))
		in.Fresh = true
		_, err = l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, in)
		if f := fault.As(err); !fault.Is(err, "collect.campaign") || f.Fields[0].Path != "freshwhy" {
			t.Fatalf("after the day above, without a reason: %v", err)
		}
		if n := len(l.county.squares(t)); n != 0 {
			t.Errorf("%d returns although it was refused", n)
		}
		in.FreshWhy = "市局 10 月 22 日才下发，已电话说明"
		opened, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, in)
		must(t, err)
		for _, cell := range l.county.squares(t) {
			if cell.Due != on(10, 27) {
				t.Errorf("%s is due on %s", cell.Unit, cell.Due)
			}
		}
		if all := l.logged(t, opened.Campaign.ID, "mandate.fresh"); len(all) != 1 {
			t.Errorf("the log has %+v", all)
		}
	})
}

// squares are the cells of all campaigns of the bureau.
func (w *world) squares(t *testing.T) []collect.Cell {
	t.Helper()
	ctx := context.Background()
	campaigns, err := w.DB.Campaigns(ctx, w.Bureau, 0)
	must(t, err)
	var all []collect.Cell
	for _, c := range campaigns {
		cells, err := w.DB.Cells(ctx, w.Bureau, c.ID)
		must(t, err)
		all = append(all, cells...)
	}
	return all
}
