package collectdb_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// steppedStore lets somebody else write the envelope of a return, once, just before
// its own write.
type steppedStore struct {
	collect.Store
	raw     *store.Store
	stepped bool
}

func (s *steppedStore) Update(ctx context.Context, o collect.Obligation) error {
	if !s.stepped {
		s.stepped = true
		if _, err := s.raw.Write(ctx).NewRaw("UPDATE obligation SET rev = rev + 1 WHERE id = ?", o.ID).Exec(ctx); err != nil {
			return err
		}
	}
	return s.Store.Update(ctx, o)
}

// While cells are being saved the envelope takes a step that leaves the return open:
// the cells are saved all the same, and nobody hears of it.
func TestCellsPassASteppedEnvelope(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		w := newWorld(t, s, 1)
		w.Open("2026-09")
		o := w.Owes(0, "2026-09")
		clerk := w.Clerk("wangxue", 0)
		_, err := w.SaveCells(ctx, clerk, collect.CellsInput{Return: o.ID, Cells: form.Raw{"total": "3"}})
		must(t, err)
		stepped := &steppedStore{Store: w.Store, raw: s}
		w.Store = stepped
		out, err := w.SaveCells(ctx, clerk, collect.CellsInput{Return: o.ID, Base: 1, Cells: form.Raw{"spent": "2.50"}})
		must(t, err)
		if !stepped.stepped || out.By != "" || len(out.Clashes) != 0 || out.Obligation.RecordNo != 2 || out.Now.Values.Get("spent").Number().String() != "2.5" {
			t.Errorf("heard %+v", out)
		}
		if n := w.entries(o.ID, "return.save"); n != 2 {
			t.Errorf("%d saves are in the log, want 2", n)
		}
	})
}
