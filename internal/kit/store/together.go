package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// together are the writes of a transaction on PostgreSQL that nobody has asked
// after yet. They go to the server in one message: a hand-in writes six rows, and
// six round trips cost both sides more than the rows do.
type together struct {
	waiting []waitingWrite
	failed  error // what the first write that went wrong said; the transaction is lost
}

// waitingWrite is a statement with its values, and what makes an error of how it ended.
type waitingWrite struct {
	text   string
	values []any
	judge  Judge
}

// mostWaiting bounds what a transaction keeps in memory before it is sent.
const mostWaiting = 64

// later keeps a write for the next message.
func (o *openTx) later(ctx context.Context, w waitingWrite) error {
	if o.failed != nil {
		return o.failed
	}
	o.waiting = append(o.waiting, w)
	if len(o.waiting) >= mostWaiting {
		return o.send(ctx)
	}
	return nil
}

// send sends what waits and judges each write in its turn. Once one has failed the
// transaction cannot be committed any more.
func (o *openTx) send(ctx context.Context) error {
	if o.failed != nil || len(o.waiting) == 0 {
		return o.failed
	}
	if err := o.begun(); err != nil {
		return err
	}
	writes := o.waiting
	o.waiting = nil
	var panicked any
	// Neither a panic nor an ErrBadConn may leave Raw: it would close the connection,
	// and closing waits for the transaction that this is part of.
	err := o.conn.Raw(func(raw any) error {
		defer func() { panicked = recover() }()
		o.failed = sendAll(ctx, raw, writes)
		return nil
	})
	if panicked != nil {
		panic(panicked)
	}
	o.failed = cmp.Or(o.failed, err)
	if o.failed != nil && ctx.Err() != nil {
		o.failed = ctx.Err() // why the connection would not go on
	}
	return o.failed
}

func sendAll(ctx context.Context, raw any, writes []waitingWrite) error {
	driven, ok := raw.(*stdlib.Conn)
	if !ok {
		return fmt.Errorf("store: a connection of the type %T", raw)
	}
	return sendBatch(ctx, driven.Conn(), writes)
}

// sendBatch sends writes in one message and judges them.
func sendBatch(ctx context.Context, conn *pgx.Conn, writes []waitingWrite) (err error) {
	batch := &pgx.Batch{}
	for _, w := range writes {
		if _, err := conn.Prepare(ctx, w.text, w.text); err != nil { // asks the server the first time only
			return err
		}
		batch.Queue(w.text, w.values...)
	}
	results := conn.SendBatch(ctx, batch)
	defer func() {
		if e := results.Close(); err == nil {
			err = e
		}
	}()
	for _, w := range writes {
		tag, err := results.Exec()
		if err := w.judge(affected{tag}, err); err != nil {
			return err
		}
	}
	return nil
}

// affected is how a statement ended.
type affected struct{ tag pgconn.CommandTag }

var _ driver.Result = affected{}

// LastInsertId implements driver.Result.
func (affected) LastInsertId() (int64, error) {
	return 0, errors.New("PostgreSQL gives no last id")
}

// RowsAffected implements driver.Result.
func (a affected) RowsAffected() (int64, error) { return a.tag.RowsAffected(), nil }
