package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"strings"
	"testing"

	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// A campaign moves to a new version with its drafts; what was handed in and the old revisions remain as they were.
func TestMoveToVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		w := newWorld(t, s, 3)
		opened := w.Open("2026-09")
		one, two := w.Owes(0, "2026-09"), w.Owes(1, "2026-09")
		handed, err := w.Submit(ctx, w.Clerk("a", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: one.ID, Raw: collecttest.Sheet("3", "1.5")}})
		must(t, err)
		draft, err := w.SaveDraft(ctx, w.Clerk("b", 1), collect.SaveInput{Return: two.ID, Raw: collecttest.Sheet("4", "2.5")})
		must(t, err)
		newer := strings.Replace(collecttest.Works, "      - {code: spent, name: 本年完成投资, type: money, unit: 万元, decimals: 2}\n", "      - {code: note, name: 备注, type: text}\n", 1)
		_, err = w.Records.(*record.Service).Publish(ctx, w.Chief, newer)
		must(t, err)

		m, err := w.MoveToVersion(ctx, w.Chief, opened.Campaign.ID, opened.Campaign.Rev, 2)
		must(t, err)
		if m.Blank != 1 || len(m.Drafts) != 1 || m.Kept != 1 || len(m.Drafts[0].Lost) != 1 || m.Drafts[0].Lost[0].Code != form.FieldRemoved {
			t.Errorf("got %+v", m)
		}
		if o := w.Read(handed.ID); o.Version != 1 || o.Rev != handed.Rev {
			t.Errorf("what was handed in became %+v", o)
		}
		if o := w.Owes(2, "2026-09"); o.Version != 2 {
			t.Errorf("the blank return became %+v", o)
		}
		o := w.Read(two.ID)
		now, err := w.Records.LoadRev(ctx, w.Bureau, o.Record, o.RecordNo)
		must(t, err)
		before, err := w.Records.LoadRev(ctx, w.Bureau, o.Record, draft.Obligation.RecordNo)
		must(t, err)
		if o.Version != 2 || now.Version != 2 || now.Values.Get("total").String() != "4" || before.Version != 1 || before.Values.Get("spent").IsMissing() {
			t.Errorf("got %+v %+v %+v", o, now, before)
		}
		if _, err := w.SaveDraft(ctx, w.Clerk("b", 1), collect.SaveInput{Return: two.ID, Base: o.RecordNo, Raw: form.Raw{"total": "5", "note": "x"}}); err != nil {
			t.Error(err)
		}
		o.Version = 3
		if err := w.DB.MoveVersion(ctx, o); !fault.Is(err, "return.moved") {
			t.Errorf("a stale revision was moved: %v", err)
		}
	})
}
