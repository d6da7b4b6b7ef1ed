package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type fixedRow struct {
	bun.BaseModel `bun:"table:fixed,alias:f"`

	ID string     `bun:"id,pk"`
	N  int        `bun:"n"`
	At store.Time `bun:"at"`
}

var fixedByID = store.FixedSelect((*fixedRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("id = $1 AND n >= $2")
})

// A fixed query finds what the same query with its values written out finds: in
// a transaction what that has written, outside what is committed, from many
// goroutines at once, and with arguments that would be SQL if they were text.
func TestFixed(t *testing.T) {
	storetest.Each(t, fixedContract)
	t.Run("pooled", func(t *testing.T) { fixedContract(t, storetest.Pooled(t)) })
}

func fixedContract(t *testing.T, s *store.Store) {
	ctx := context.Background()
	_, err := s.Write(ctx).ExecContext(ctx, `CREATE TABLE fixed (id TEXT PRIMARY KEY, n BIGINT NOT NULL, at BIGINT)`)
	must(t, err)
	for i := range 50 {
		_, err := s.Write(ctx).NewInsert().Model(&fixedRow{ID: fmt.Sprint("k", i), N: i}).Exec(ctx)
		must(t, err)
	}
	_, err = s.Write(ctx).NewInsert().Model(&fixedRow{ID: "' OR 1=1 --", N: 99}).Exec(ctx)
	must(t, err)
	var asking sync.WaitGroup
	for i := range 50 {
		asking.Go(func() {
			var row fixedRow
			if err := s.One(ctx, fixedByID, &row, fmt.Sprint("k", i), 0); err != nil || row.N != i {
				t.Errorf("k%d: %+v, %v", i, row, err)
			}
		})
	}
	asking.Wait()
	var row fixedRow
	if err := s.One(ctx, fixedByID, &row, "' OR 1=1 --", 0); err != nil || row.N != 99 {
		t.Errorf("a quoted key: %+v, %v", row, err)
	}
	for _, args := range [][]any{{"k1", 2}, {"none", 0}} {
		if err := s.One(ctx, fixedByID, &row, args...); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("%v: %v", args, err)
		}
	}
	err = s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.Write(ctx).NewInsert().Model(&fixedRow{ID: "new", N: 7}).Exec(ctx)
		must(t, err)
		var own, outside fixedRow
		must(t, s.One(ctx, fixedByID, &own, "new", 0))
		if err := s.One(context.Background(), fixedByID, &outside, "new", 0); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("seen before the commit: %+v, %v", outside, err)
		}
		return nil
	})
	must(t, err)
	must(t, s.One(ctx, fixedByID, &row, "new", 7))
}

var fixedFirstInTx = store.FixedSelect((*fixedRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("id = $1")
})

// The first to ask may be inside the transactions that hold every connection:
// nobody must wait for another one then.
func TestFixedIsFirstAskedWhereEveryConnectionIsHeld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		_, err := s.Write(ctx).ExecContext(ctx, `CREATE TABLE fixed (id TEXT PRIMARY KEY, n BIGINT NOT NULL, at BIGINT)`)
		must(t, err)
		s.Pool().SetMaxOpenConns(1)
		done := make(chan error, 1)
		go func() {
			done <- s.InTx(ctx, func(ctx context.Context) error {
				if err := s.One(ctx, fixedFirstInTx, &fixedRow{}, "none"); !errors.Is(err, sql.ErrNoRows) {
					return fmt.Errorf("in the transaction: %w", err)
				}
				return nil
			})
		}()
		select {
		case err := <-done:
			must(t, err)
		case <-ctx.Done():
			t.Fatal("a transaction waits for a connection that it holds itself")
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
