package store

import (
	"context"
	"errors"
)

// ErrNoTx says that what only makes sense inside a transaction was asked for
// without one.
var ErrNoTx = errors.New("store: not inside a transaction")

// Hold lets the transaction in ctx wait until no other holds the name within the
// bureau, and then holds it until it ends. It is for rules over many rows, which no
// revision of one row can guard: hold, read, judge, write. What others committed
// under the same name before is seen by the next read.
//
// SQLite has one writing transaction at a time, so nothing is left to wait for.
func (s *Store) Hold(ctx context.Context, bureau, name string) error {
	open := current(ctx, s)
	if open == nil {
		return ErrNoTx
	}
	if s.Dialect == SQLite {
		return nil
	}
	if err := open.begun(); err != nil {
		return err
	}
	// Of two names with one hash the second only waits longer.
	_, err := open.tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", bureau+"/"+name)
	return err
}
