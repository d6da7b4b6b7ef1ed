package paramdb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func TestValues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), paramdb.New(s)
		always := param.Value{Code: "生均公用经费.小学", Text: "720", Unit: "元", Source: "甲财〔2025〕1号", Certain: true, Own: true}
		later := always
		later.Text, later.From, later.Certain = "750.50", period.Date{Year: 2026, Month: time.September, Day: 1}, false
		for _, v := range []param.Value{later, {Code: always.Code, Text: "1", Source: "x"}, always, {Code: "other", Text: "2", Source: "x"}} {
			if err := db.Set(ctx, "b", v); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.Values(ctx, "b", always.Code)
		if err != nil || len(got) != 2 || got[0] != always || got[1] != later {
			t.Errorf("came back as %+v %v", got, err)
		}
		if all, err := db.Values(ctx, "b", ""); err != nil || len(all) != 3 {
			t.Errorf("%d of all %v", len(all), err)
		}
		if none, err := db.Values(ctx, "c", ""); err != nil || len(none) != 0 {
			t.Errorf("another bureau sees %+v %v", none, err)
		}
	})
}
