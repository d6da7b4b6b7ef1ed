// Package plandb stores plans and tasks through kit/store, on SQLite and
// PostgreSQL alike.
//
// It never decides anything: the rules stand in package plan.
package plandb

import (
	"context"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/plan"
)

// DB implements plan.Store.
type DB struct{ store *store.Store }

// New makes the store of plans.
func New(s *store.Store) *DB { return &DB{store: s} }

var _ plan.Store = (*DB)(nil)

// batch is how many rows one INSERT carries.
const batch = 200

// insert writes rows in batches; none writes nothing.
func insert[T any](ctx context.Context, s *store.Store, rows []T) error {
	for len(rows) > 0 {
		part := rows[:min(batch, len(rows))]
		if _, err := s.Write(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
			return err
		}
		rows = rows[len(part):]
	}
	return nil
}

// date is a civil day as text; the empty text for none.
type date = string

func readDate(text date) (period.Date, error) {
	if text == "" {
		return period.Date{}, nil
	}
	return period.ParseDate(text)
}
