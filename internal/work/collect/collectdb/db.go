// Package collectdb keeps campaigns and obligations in SQL, on both databases.
//
// It holds no rule: what a row means is decided in work/collect.
package collectdb

import (
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

// DB fulfils collect.Store.
type DB struct{ s *store.Store }

var _ collect.Store = (*DB)(nil)

// New is the store of campaigns and returns in a database.
func New(s *store.Store) *DB { return &DB{s} }

// chunk is how many rows one INSERT carries: bun writes values into the text,
// and a statement of some hundred kilobytes is parsed quickly everywhere.
const chunk = 200

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// date reads a stored day; "" is the zero Date. A text that is no day cannot be
// stored by this package.
func date(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		return period.Date{}
	}
	return d
}
