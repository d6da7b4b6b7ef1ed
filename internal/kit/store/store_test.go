package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func insert(ctx context.Context, s *store.Store, code string) error {
	_, err := s.Write(ctx).ExecContext(ctx,
		"INSERT INTO parameter (bureau_id, code, valid_from, value, unit, source, certain) VALUES (?, ?, '2026-01-01', '1', '', '', 1)", "b", code)
	return err
}

func countRows(t *testing.T, ctx context.Context, s *store.Store) int {
	t.Helper()
	var n int
	if err := s.Read(ctx).NewSelect().Table("parameter").ColumnExpr("count(*)").Scan(ctx, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTransactions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		boom := errors.New("boom")
		var called int
		err := s.InTx(ctx, func(ctx context.Context) error {
			s.AfterCommit(ctx, func() { called++ })
			if err := insert(ctx, s, "a"); err != nil {
				return err
			}
			return s.InTx(ctx, func(ctx context.Context) error {
				if n := countRows(t, ctx, s); n != 1 {
					t.Errorf("a nested call reads %d rows of its own transaction", n)
				}
				return boom
			})
		})
		if !errors.Is(err, boom) || countRows(t, ctx, s) != 0 || called != 0 {
			t.Fatalf("an error must undo all: %v, %d rows, %d calls", err, countRows(t, ctx, s), called)
		}
		err = s.InTx(ctx, func(ctx context.Context) error {
			s.AfterCommit(ctx, func() { called++ })
			return insert(ctx, s, "a")
		})
		if err != nil || countRows(t, ctx, s) != 1 || called != 1 {
			t.Fatalf("commit: %v, %d rows, %d calls", err, countRows(t, ctx, s), called)
		}
	})
}

func TestPanicUndoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		func() {
			defer func() { _ = recover() }()
			_ = s.InTx(ctx, func(ctx context.Context) error {
				if err := insert(ctx, s, "a"); err != nil {
					t.Error(err)
				}
				panic("boom")
			})
		}()
		if n := countRows(t, ctx, s); n != 0 {
			t.Fatalf("%d rows after a panic", n)
		}
		if err := insert(ctx, s, "b"); err != nil {
			t.Fatalf("the writer is stuck: %v", err)
		}
	})
}

func TestErrors(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		if err := insert(ctx, s, "a"); err != nil {
			t.Fatal(err)
		}
		if err := insert(ctx, s, "a"); !store.IsUnique(err) {
			t.Errorf("a doubled key: %v", err)
		}
		var value string
		err := s.Read(ctx).NewSelect().Table("parameter").Column("value").Where("code = ?", "none").Scan(ctx, &value)
		if fault.KindOf(store.Found(err)) != fault.NotFound {
			t.Errorf("no row: %v", err)
		}
		result, err := s.Write(ctx).ExecContext(ctx, "UPDATE parameter SET value = '2' WHERE code = 'none'")
		if err := store.Changed(result, err, "stale"); fault.KindOf(err) != fault.Conflict {
			t.Errorf("no row changed: %v", err)
		}
	})
}

func TestConcurrentWriters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		var wg sync.WaitGroup
		for i := range 16 {
			wg.Go(func() {
				err := s.InTx(ctx, func(ctx context.Context) error { return insert(ctx, s, fmt.Sprint("c", i)) })
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := countRows(t, ctx, s); n != 16 {
			t.Fatalf("%d rows", n)
		}
	})
}

func TestValues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		_, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE v (at BIGINT, n TEXT, j TEXT)")
		if err != nil {
			t.Fatal(err)
		}
		type row struct {
			At store.Time                 `bun:"at"`
			N  store.Decimal              `bun:"n"`
			J  store.JSON[map[string]int] `bun:"j"`
		}
		n := decimal.RequireFromString("0.10")
		in := []row{
			{store.At(time.Date(2026, 11, 21, 8, 0, 0, 123456789, time.UTC)), store.Exact(&n), store.AsJSON(map[string]int{"a": 1})},
			{},
		}
		for i := range in {
			if _, err := s.Write(ctx).NewInsert().Model(&in[i]).ModelTableExpr("v").Exec(ctx); err != nil {
				t.Fatal(err)
			}
		}
		var out []row
		if err := s.Read(ctx).NewSelect().Model(&out).ModelTableExpr("v AS row").OrderExpr("at IS NULL").Scan(ctx); err != nil {
			t.Fatal(err)
		}
		if len(out) != 2 || !out[0].At.Equal(in[0].At.Time) || out[0].N.String() != "0.1" || out[0].J.V["a"] != 1 {
			t.Errorf("came back as %+v", out)
		}
		if out[1].N.Ptr() != nil || !out[1].At.IsZero() {
			t.Errorf("empty came back as %+v", out[1])
		}
	})
}

func TestMigrateTwiceDoesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		steps, err := s.Migrate(context.Background())
		if err != nil || len(steps) != 0 {
			t.Fatalf("second time: %v %v", steps, err)
		}
	})
}

// Both dialects must end in the same tables and columns.
func TestSameSchema(t *testing.T) {
	lite, pg := storetest.SQLite(t), storetest.Postgres(t)
	ctx := context.Background()
	var a, b []string
	err := lite.Read(ctx).NewRaw(`SELECT m.name || '.' || p.name FROM sqlite_master m, pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'schema_%'`).Scan(ctx, &a)
	if err != nil {
		t.Fatal(err)
	}
	err = pg.Read(ctx).NewRaw(`SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name NOT LIKE 'schema_%'`).Scan(ctx, &b)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		t.Errorf("sqlite has %v\npostgres has %v", a, b)
	}
}

// A cluster is sharded by bureau: every key of every table begins with it.
func TestEveryKeyBeginsWithTheBureau(t *testing.T) {
	s := storetest.SQLite(t)
	ctx := context.Background()
	var tables []string
	err := s.Read(ctx).NewRaw(`SELECT m.name FROM sqlite_master m WHERE m.type = 'table'
		AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'schema_%'
		AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) p WHERE p.pk = 1 AND p.name = 'bureau_id')
		AND m.name <> 'bureau' AND m.name <> 'session'`).Scan(ctx, &tables)
	if err != nil {
		t.Fatal(err)
	}
	if len(tables) > 0 {
		t.Errorf("keys without the bureau in front: %v", tables)
	}
}
