package store

import (
	"context"
	"database/sql"
	"sync"

	"github.com/uptrace/bun"
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
	prepared *sql.Stmt // outside transactions; nil when connections must not keep statements
}

// One reads the row that a fixed query finds into row, a pointer to its model;
// sql.ErrNoRows when it finds none. In a transaction it reads there.
func (s *Store) One(ctx context.Context, q *Fixed, row any, args ...any) error {
	rows, err := s.fixedRows(ctx, q, args)
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

func (s *Store) fixedRows(ctx context.Context, q *Fixed, args []any) (*sql.Rows, error) {
	said, err := s.fixed.say(s, q)
	if err != nil {
		return nil, err
	}
	if tx := s.SQLTx(ctx); tx != nil {
		return tx.QueryContext(ctx, said.text, args...)
	}
	if said.prepared != nil {
		return said.prepared.QueryContext(ctx, args...)
	}
	return s.reader.DB.QueryContext(ctx, said.text, args...)
}

// fixedTexts are the fixed queries that a store has said so far.
type fixedTexts struct {
	mu   sync.RWMutex
	said map[*Fixed]fixedText
}

func (f *fixedTexts) say(s *Store, q *Fixed) (fixedText, error) {
	f.mu.RLock()
	said, ok := f.said[q]
	f.mu.RUnlock()
	if ok {
		return said, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if said, ok := f.said[q]; ok {
		return said, nil
	}
	said.text = q.build(s.reader.NewSelect().Model(q.model)).String()
	if s.keeps {
		var err error
		// The statement lives as long as the store, not as long as the request
		// that is the first to need it.
		if said.prepared, err = s.reader.DB.PrepareContext(context.Background(), said.text); err != nil {
			return fixedText{}, err
		}
	}
	if f.said == nil {
		f.said = map[*Fixed]fixedText{}
	}
	f.said[q] = said
	return said, nil
}
