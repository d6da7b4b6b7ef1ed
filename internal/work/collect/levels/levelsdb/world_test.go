package levelsdb_test

import (
	"testing"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect/collecttest"
)

// world is a bureau on a real database, in this folder's words.
type world struct{ *collecttest.World }

func newWorld(t testing.TB, s *store.Store, schools int) *world {
	t.Helper()
	return &world{collecttest.New(t, s, schools)}
}

// newWorldOf is newWorld with a bureau of one's own: codes name one bureau each.
func newWorldOf(t testing.TB, s *store.Store, schools int, bureau org.Bureau) *world {
	t.Helper()
	return &world{collecttest.NewOf(t, s, schools, bureau)}
}

// on is a day of 2026.
func on(month time.Month, day int) period.Date {
	return period.Date{Year: 2026, Month: month, Day: day}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
