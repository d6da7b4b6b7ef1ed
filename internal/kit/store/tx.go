package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"

	"github.com/uptrace/bun"
)

type txKey struct{}

// openTx is a transaction that travels in a context. On PostgreSQL, unless a pooler
// stands in between, it begins at the server when something is read in it, or when
// it cannot be committed together with others (together.go, commit.go).
type openTx struct {
	store *Store
	begin func() error // at the server; nil when that was done
	tx    bun.Tx
	after []func()
	conn  *sql.Conn // PostgreSQL's, once it has begun
	together
}

// InTx runs fn in a transaction that travels in the context; everything that
// reads and writes through that context is committed together or not at all. A
// call inside a transaction of the same store joins it. On SQLite transactions
// that wait for the writer share a commit; see group.go. On PostgreSQL fixed
// writes wait for each other, and a transaction of nothing else shares its commit
// with others; see together.go and commit.go. What they did is known when fn, or the
// fn of a call inside, has returned.
func (s *Store) InTx(ctx context.Context, fn func(context.Context) error) error {
	if outer := current(ctx, s); outer != nil {
		return outer.whole(ctx, fn)
	}
	if s.queue != nil {
		return s.queue.inGroup(ctx, s, fn)
	}
	return s.alone(ctx, fn)
}

// Join runs fn in the transaction of ctx when there is one, and else as InTx does.
// Inside a transaction what fn's writes did may be known at its end only: that is
// for whoever returns the error to its caller as it is.
func (s *Store) Join(ctx context.Context, fn func(context.Context) error) error {
	if current(ctx, s) != nil {
		return fn(ctx)
	}
	return s.InTx(ctx, fn)
}

// alone runs fn in a transaction on PostgreSQL.
func (s *Store) alone(ctx context.Context, fn func(context.Context) error) (err error) {
	open := &openTx{store: s}
	open.begin = func() error { return open.beginAt(ctx) }
	if !s.keeps {
		if err := open.begun(); err != nil {
			return err
		}
	}
	// After a commit this does nothing; after an error or a panic it undoes all.
	defer func() { err = cmp.Or(err, open.end()) }()
	inside := context.WithValue(ctx, txKey{}, open)
	if err := fn(inside); err != nil || open.begin == nil {
		if err := open.settle(inside, err); err != nil {
			return err
		}
	}
	if err := open.commit(ctx); err != nil {
		return err
	}
	for _, call := range open.after {
		call()
	}
	return nil
}

// commit commits what fn did. Where nothing has begun it is together with others, or,
// when these came to nothing, by itself.
func (o *openTx) commit(ctx context.Context) error {
	if o.begin == nil {
		return o.tx.Commit()
	}
	if err := ctx.Err(); err != nil || len(o.waiting) == 0 {
		return err
	}
	if err := o.store.committing.commit(ctx, o.waiting); !errors.Is(err, errAlone) {
		return err
	}
	if err := o.send(ctx); err != nil {
		return err
	}
	return o.tx.Commit()
}

// begun sees to it that the transaction has begun at the server.
func (o *openTx) begun() error {
	if o.begin == nil || o.failed != nil {
		return o.failed
	}
	begin := o.begin
	o.begin = nil
	o.failed = begin()
	return o.failed
}

func (o *openTx) beginAt(ctx context.Context) error {
	conn, err := o.store.writer.Conn(ctx)
	if err != nil {
		return err
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return errors.Join(err, conn.Close())
	}
	o.tx, o.conn = tx, conn.Conn
	return nil
}

// end undoes what was not committed, and gives the connection back to the pool.
func (o *openTx) end() error {
	if o.conn == nil {
		return nil
	}
	err := o.tx.Rollback()
	if errors.Is(err, sql.ErrTxDone) {
		err = nil
	}
	_ = o.conn.Close()
	return err
}

// whole runs fn and sends what it has left waiting.
func (o *openTx) whole(ctx context.Context, fn func(context.Context) error) error {
	return o.settle(ctx, fn(ctx))
}

// settle sends what waits, also when fn has failed: of two errors the first counts,
// and a write that goes wrong came before what fn says.
func (o *openTx) settle(ctx context.Context, err error) error {
	if gone := ctx.Err(); gone != nil {
		// Nothing is sent for a caller who has left. What fn says may only follow from a
		// beginning that failed.
		return cmp.Or(o.failed, err, gone)
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

// Inside tells whether ctx carries a transaction: what is read there may yet be undone.
func (s *Store) Inside(ctx context.Context) bool { return current(ctx, s) != nil }

// Read is where a query reads: the transaction in ctx, or the pool of readers.
func (s *Store) Read(ctx context.Context) bun.IDB {
	if open := current(ctx, s); open != nil {
		return open.database(ctx)
	}
	return s.reader
}

// Write is where a statement writes: the transaction in ctx, or the writer,
// which commits the statement by itself.
func (s *Store) Write(ctx context.Context) bun.IDB {
	if open := current(ctx, s); open != nil {
		return open.database(ctx)
	}
	return s.writer
}

// SQLTx is the transaction in ctx for the job queue, which brings its own SQL;
// nil when there is none.
func (s *Store) SQLTx(ctx context.Context) (*sql.Tx, error) {
	open := current(ctx, s)
	if open == nil {
		return nil, nil
	}
	if err := open.ready(ctx); err != nil && open.tx.Tx == nil {
		return nil, err
	}
	return open.tx.Tx, nil
}

// database is where the transaction reads and writes.
func (o *openTx) database(ctx context.Context) bun.IDB {
	if err := o.ready(ctx); err != nil && o.tx.Tx == nil {
		return o.store.nowhere
	}
	return o.tx // whose writes may have failed: it is told at the end; the transaction is lost
}

// ready begins the transaction and sends what waits.
func (o *openTx) ready(ctx context.Context) error {
	if err := o.begun(); err != nil {
		return err
	}
	return o.send(ctx)
}

func current(ctx context.Context, s *Store) *openTx {
	open, _ := ctx.Value(txKey{}).(*openTx)
	if open == nil || open.store != s {
		return nil
	}
	return open
}
