package store

import (
	"cmp"
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
	// On PostgreSQL, unless a pooler stands in between: the transaction's own
	// connection, and the writes that wait for the next message to the server.
	conn *sql.Conn
	together
}

// InTx runs fn in a transaction that travels in the context; everything that
// reads and writes through that context is committed together or not at all. A
// call inside a transaction of the same store joins it. On SQLite transactions
// that wait for the writer share a commit; see group.go. On PostgreSQL fixed
// writes wait for each other; see together.go. What they did is known when fn, or
// the fn of a call inside, has returned.
func (s *Store) InTx(ctx context.Context, fn func(context.Context) error) (err error) {
	if outer := current(ctx, s); outer != nil {
		return outer.whole(ctx, fn)
	}
	if s.queue != nil {
		return s.queue.inGroup(ctx, s, fn)
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // gives it back to the pool
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	open := &openTx{store: s, tx: tx}
	if s.keeps {
		open.conn = conn.Conn
	}
	defer func() {
		// After Commit this does nothing; after an error or a panic it undoes all.
		if e := tx.Rollback(); e != nil && !errors.Is(e, sql.ErrTxDone) && err == nil {
			err = e
		}
	}()
	if err := open.whole(context.WithValue(ctx, txKey{}, open), fn); err != nil {
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

// whole runs fn and sends what it has left waiting, also when fn has failed: of two
// errors the first counts, and a write that goes wrong came before what fn says.
func (o *openTx) whole(ctx context.Context, fn func(context.Context) error) error {
	err := fn(ctx)
	if gone := ctx.Err(); gone != nil {
		return cmp.Or(err, gone) // nothing is sent for a caller who has left
	}
	return cmp.Or(o.send(ctx), err)
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
		_ = open.send(ctx) // what went wrong is told at the end; the transaction is lost
		return open.tx
	}
	return s.reader
}

// Write is where a statement writes: the transaction in ctx, or the writer,
// which commits the statement by itself.
func (s *Store) Write(ctx context.Context) bun.IDB {
	if open := current(ctx, s); open != nil {
		_ = open.send(ctx) // as in Read
		return open.tx
	}
	return s.writer
}

// SQLTx is the transaction in ctx for the job queue, which brings its own SQL;
// nil when there is none.
func (s *Store) SQLTx(ctx context.Context) *sql.Tx {
	if open := current(ctx, s); open != nil {
		_ = open.send(ctx) // as in Read
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
