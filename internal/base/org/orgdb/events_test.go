package orgdb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func TestEventsAreKeptByBureauAndDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		db, ctx := orgdb.New(s), context.Background()
		at := time.Date(2026, 10, 12, 1, 2, 3, 0, time.UTC)
		late := org.Event{ID: "1", Unit: "a", Kind: org.Merged, On: period.Date{Year: 2026, Month: 10, Day: 1}, Into: "c", DocNo: "云教〔2026〕51号",
			Note: "按布局调整", Person: "p", PersonName: "刘敏", At: at}
		early := org.Event{ID: "2", Unit: "c", Kind: org.Renamed, On: period.Date{Year: 2026, Month: 9, Day: 1}, Name: "河西小学", Short: "河西", NewName: "新名", NewShort: "新",
			DocNo: "x", At: at}
		for _, e := range []org.Event{late, early} {
			if err := db.InsertEvent(ctx, "b", e); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.Events(ctx, "b")
		if err != nil || len(got) != 2 {
			t.Fatalf("%v %+v", err, got)
		}
		for i, want := range []org.Event{early, late} {
			if !got[i].At.Equal(want.At) {
				t.Errorf("at %s", got[i].At)
			}
			got[i].At = want.At
			if got[i].ID != want.ID || got[i].On != want.On || got[i].Into != want.Into || got[i].NewShort != want.NewShort || got[i].DocNo != want.DocNo || got[i].PersonName != want.PersonName {
				t.Errorf("event %d reads %+v", i, got[i])
			}
		}
		if other, err := db.Events(ctx, "other"); err != nil || len(other) != 0 {
			t.Errorf("another bureau sees %+v %v", other, err)
		}
	})
}
