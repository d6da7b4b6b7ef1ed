package store

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Fixed is a query whose text is always the same. bun writes values into the
// text, so that SQLite parses each query anew, which takes longer than finding
// one row by its key. A query of the hot paths is written once instead, with $1,
// $2 … where its arguments stand, and each connection keeps it prepared.
type Fixed struct {
	model any
	build func(*bun.SelectQuery) *bun.SelectQuery
}

// FixedSelect says a query once, as a package's variable: a nil pointer to the
// model that rows are read into, and what the query asks.
func FixedSelect(model any, build func(*bun.SelectQuery) *bun.SelectQuery) *Fixed {
	return &Fixed{model: model, build: build}
}

// fixedText is a query as one store says it.
type fixedText struct {
	text     string
	table    *schema.Table
	mu       sync.Mutex
	prepared *sql.Stmt // outside transactions; nil before the first use
}

// prepare sees to it that the query is prepared on a pool.
func (t *fixedText) prepare(pool *sql.DB) (err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.prepared == nil {
		// The statement lives as long as the store, not as long as the request
		// that is the first to need it.
		t.prepared, err = pool.PrepareContext(context.Background(), t.text)
	}
	return err
}

// One reads the row that a fixed query finds into row, a pointer to its model;
// sql.ErrNoRows when it finds none. In a transaction it reads there; on PostgreSQL
// others outside of one share a message, see ask.go.
func (s *Store) One(ctx context.Context, q *Fixed, row any, args ...any) error {
	said := s.fixed.say(s, q)
	if s.asking != nil && current(ctx, s) == nil {
		if err := s.asking.one(ctx, said, row, args); !errors.Is(err, errAlone) {
			return err
		}
	}
	rows, err := s.fixedRows(ctx, said, args)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return err
		}
		return sql.ErrNoRows
	}
	if err := s.reader.ScanRow(ctx, rows, row); err != nil {
		return err
	}
	return rows.Close()
}

func (s *Store) fixedRows(ctx context.Context, said *fixedText, args []any) (*sql.Rows, error) {
	tx, err := s.SQLTx(ctx)
	if err != nil {
		return nil, err
	}
	if tx != nil {
		return tx.QueryContext(ctx, said.text, args...)
	}
	if !s.keeps {
		return s.reader.DB.QueryContext(ctx, said.text, args...)
	}
	if err := said.prepare(s.reader.DB); err != nil {
		return nil, err
	}
	return said.prepared.QueryContext(ctx, args...)
}

// fixedTexts are the fixed queries that a store has said so far.
type fixedTexts struct {
	mu   sync.RWMutex
	said map[*Fixed]*fixedText
}

// say never waits for a connection: whoever asks inside a transaction holds one
// already, and the pool may have no other left.
func (f *fixedTexts) say(s *Store, q *Fixed) *fixedText {
	f.mu.RLock()
	said := f.said[q]
	f.mu.RUnlock()
	if said != nil {
		return said
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if said := f.said[q]; said != nil {
		return said
	}
	said = &fixedText{
		text:  q.build(s.reader.NewSelect().Model(q.model)).String(),
		table: s.reader.Table(reflect.TypeOf(q.model).Elem()),
	}
	if f.said == nil {
		f.said = map[*Fixed]*fixedText{}
	}
	f.said[q] = said
	return said
}
