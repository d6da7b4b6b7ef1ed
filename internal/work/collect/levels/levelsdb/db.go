// Package levelsdb keeps mandates and the acts above in SQL, on both databases.
//
// It holds no rule: what a row means is decided in work/collect/levels.
package levelsdb

import (
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect/levels"
)

// DB fulfils levels.Mandates, levels.AboveActs and levels.AboveDrafts.
type DB struct{ s *store.Store }

var (
	_ levels.Mandates    = (*DB)(nil)
	_ levels.AboveActs   = (*DB)(nil)
	_ levels.AboveDrafts = (*DB)(nil)
)

// New is the store of mandates and acts above in a database.
func New(s *store.Store) *DB { return &DB{s} }

// date reads a stored day; "" is the zero Date. A text that is no day cannot be
// stored by this package.
func date(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		return period.Date{}
	}
	return d
}
