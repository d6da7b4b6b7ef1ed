package collectdb_test

import (
	"context"
	"fmt"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

var year = []string{
	"2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06",
	"2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12",
}

// BenchmarkMatrix opens a campaign of 1,300 units and twelve months.
func BenchmarkMatrix(b *testing.B) {
	each(b, func(b *testing.B, s *store.Store) {
		w := newWorld(b, s, 1300)
		id := w.Open(year...).Campaign.ID
		for b.Loop() {
			m, err := w.Matrix(context.Background(), w.Chief, id)
			if err != nil || len(m.Rows) != 1300 {
				b.Fatal(err, len(m.Rows))
			}
		}
	})
}

// BenchmarkSubmit hands in 1,000 returns of 1,000 schools, one after another.
func BenchmarkSubmit(b *testing.B) {
	each(b, func(b *testing.B, s *store.Store) {
		w := newWorld(b, s, 1000)
		w.Open(year[:9]...)
		i := 0
		ids := map[string]string{}
		for n := range 1000 {
			ids[fmt.Sprint(n)] = w.Owes(n, "2026-09").ID
		}
		b.ResetTimer()
		for range b.N {
			if i == 1000 {
				b.Skip("all are handed in")
			}
			in := collect.SubmitInput{SaveInput: collect.SaveInput{Return: ids[fmt.Sprint(i)], Raw: collecttest.Sheet("3", "10.5")}}
			if _, err := w.Submit(context.Background(), w.Clerk("wangxue", i), in); err != nil {
				b.Fatal(err)
			}
			i++
		}
	})
}

func each(b *testing.B, run func(*testing.B, *store.Store)) {
	b.Run("sqlite", func(b *testing.B) { run(b, storetest.SQLite(b)) })
	b.Run("postgres", func(b *testing.B) { run(b, storetest.Postgres(b)) })
}
