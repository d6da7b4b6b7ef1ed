package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"
)

type txKey struct{}

type openTx struct {
	store *Store
	tx    bun.Tx
	after []func()
}

// InTx runs fn in a transaction that travels in the context; everything that
// reads and writes through that context is committed together or not at all. A
// call inside a transaction of the same store joins it. On SQLite transactions
// that wait for the writer share a commit; see group.go.
func (s *Store) InTx(ctx context.Context, fn func(context.Context) error) (err error) {
	if outer := current(ctx, s); outer != nil {
		return fn(ctx)
	}
	if s.queue != nil {
		return s.queue.inGroup(ctx, s, fn)
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	open := &openTx{store: s, tx: tx}
	defer func() {
		// After Commit this does nothing; after an error or a panic it undoes all.
		if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) && err == nil {
			err = e
		}
	}()
	if err := fn(context.WithValue(ctx, txKey{}, open)); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	for _, call := range open.after {
		call()
	}
	return nil
}

// AfterCommit calls fn when the transaction in ctx has been committed; at once
// when there is none. It is for hints (wake a worker), never for work that must
// not be lost.
func (s *Store) AfterCommit(ctx context.Context, fn func()) {
	if open := current(ctx, s); open != nil {
		open.after = append(open.after, fn)
		return
	}
	fn()
}

// Read is where a query reads: the transaction in ctx, or the pool of readers.
func (s *Store) Read(ctx context.Context) bun.IDB {
	if open := current(ctx, s); open != nil {
		return open.tx
	}
	return s.reader
}

// Write is where a statement writes: the transaction in ctx, or the writer,
// which commits the statement by itself.
func (s *Store) Write(ctx context.Context) bun.IDB {
	if open := current(ctx, s); open != nil {
		return open.tx
	}
	return s.writer
}

// SQLTx is the transaction in ctx for the job queue, which brings its own SQL;
// nil when there is none.
func (s *Store) SQLTx(ctx context.Context) *sql.Tx {
	if open := current(ctx, s); open != nil {
		return open.tx.Tx
	}
	return nil
}

func current(ctx context.Context, s *Store) *openTx {
	open, _ := ctx.Value(txKey{}).(*openTx)
	if open == nil || open.store != s {
		return nil
	}
	return open
}
