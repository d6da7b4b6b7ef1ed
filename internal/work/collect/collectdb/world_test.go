package collectdb_test

import (
	"testing"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect/collecttest"
)

// world is a bureau on a real database, in this folder's words.
type world struct{ *collecttest.World }

func newWorld(t testing.TB, s *store.Store, schools int) *world {
	t.Helper()
	return &world{collecttest.New(t, s, schools)}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
