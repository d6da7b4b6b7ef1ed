// Package orgdb keeps the organisation in the database.
package orgdb

import (
	"database/sql/driver"
	"fmt"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

// DB implements org.Store.
type DB struct{ s *store.Store }

var _ org.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

// taken turns a broken unique index into the Conflict fault.
func taken(err error) error {
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "org.taken")
	}
	return err
}

// civil is a date column: YYYY-MM-DD, empty for an open end.
type civil struct{ period.Date }

// Value implements driver.Valuer.
func (c civil) Value() (driver.Value, error) { return c.String(), nil }

// Scan implements sql.Scanner.
func (c *civil) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return c.UnmarshalText([]byte(v))
	case []byte:
		return c.UnmarshalText(v)
	default:
		return fmt.Errorf("a date is stored as %T", src)
	}
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
