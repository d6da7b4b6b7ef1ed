package indicatordb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/indicator/indicatordb"
)

var _ indicator.Store = (*indicatordb.DB)(nil)

func TestVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), indicatordb.New(s)
		at := time.Date(2026, 10, 16, 1, 2, 3, 4000, time.UTC)
		in := []indicator.Version{
			{Code: "b-two", No: 1, YAML: "数: '一'\n", Operands: []indicator.Operand{{Name: "数", Form: "f", Field: "n"}}, OwnerUnit: "o", Published: at, By: "周启明"},
			{Code: "a-one", No: 2, YAML: "y2", Published: at},
			{Code: "a-one", No: 1, YAML: "y1", Published: at},
		}
		for _, v := range in {
			if err := db.Insert(ctx, "b", v); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Insert(ctx, "b", in[0]); !fault.Is(err, "indicator.taken") {
			t.Errorf("a number that is taken: %v", err)
		}
		if err := db.Insert(ctx, "other", in[0]); err != nil {
			t.Errorf("another bureau: %v", err)
		}
		all, err := db.All(ctx, "b")
		if err != nil || len(all) != 3 || all[0].YAML != "y1" || all[1].YAML != "y2" || all[2].Code != "b-two" {
			t.Fatalf("all: %v %v", all, err)
		}
		one, err := db.Versions(ctx, "b", "b-two")
		if err != nil || len(one) != 1 {
			t.Fatalf("one: %v %v", one, err)
		}
		got := one[0]
		if got.YAML != in[0].YAML || got.Operands[0] != in[0].Operands[0] || !got.Published.Equal(at) || got.By != "周启明" || got.OwnerUnit != "o" {
			t.Errorf("came back as %+v", got)
		}
		if none, err := db.Versions(ctx, "b", "none"); err != nil || len(none) != 0 {
			t.Errorf("none: %v %v", none, err)
		}
	})
}
