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

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type pairRow struct {
	bun.BaseModel `bun:"table:pair,alias:p"`

	ID string `bun:"id,pk"`
	N  int    `bun:"n"`
}

var (
	newPair     = store.FixedInsert((*pairRow)(nil), "")
	changedPair = store.FixedUpdate((*pairRow)(nil), "id = ? AND n = ?", "n")
	pairByID    = store.FixedSelect((*pairRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id = $1") })
)

// pairs is a table of pairs, and what may be asked about it.
type pairs struct {
	*store.Store
	t *testing.T
}

func eachPairs(t *testing.T, test func(p pairs)) {
	t.Helper()
	run := func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		_, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL)")
		must(t, err)
		test(pairs{s, t})
	}
	storetest.Each(t, run)
	t.Run("pooled", func(t *testing.T) { run(t, storetest.Pooled(t)) })
}

func (p pairs) add(ctx context.Context, id string, n int) error {
	return p.Put(ctx, newPair, &pairRow{ID: id, N: n}, store.Any)
}

func (p pairs) change(ctx context.Context, id string, from, to int) error {
	return p.Put(ctx, changedPair, &pairRow{N: to}, store.Met("moved"), id, from)
}

func (p pairs) value(ctx context.Context, id string) int {
	p.t.Helper()
	var row pairRow
	if err := p.One(ctx, pairByID, &row, id); err != nil {
		p.t.Errorf("%s: %v", id, err)
	}
	return row.N
}

func (p pairs) count() int {
	p.t.Helper()
	n, err := p.Read(context.Background()).NewSelect().Model((*pairRow)(nil)).Count(context.Background())
	must(p.t, err)
	return int(n)
}

// Whatever way a transaction reads, it sees what it wrote before, also more than is
// kept waiting; and all of it is there when it has ended.
func TestATransactionReadsWhatItWrote(t *testing.T) {
	eachPairs(t, func(p pairs) {
		ctx := context.Background()
		must(p.t, p.InTx(ctx, func(ctx context.Context) error {
			for i := range 150 {
				must(p.t, p.add(ctx, fmt.Sprint("k", i), i))
			}
			if got := p.value(ctx, "k149"); got != 149 {
				p.t.Errorf("read %d", got)
			}
			must(p.t, p.change(ctx, "k149", 149, -1))
			n, err := p.Read(ctx).NewSelect().Model((*pairRow)(nil)).Where("n < 0").Count(ctx)
			if must(p.t, err); n != 1 {
				p.t.Errorf("%d rows by bun", n)
			}
			must(p.t, p.change(ctx, "k148", 148, -2))
			if _, err := p.Write(ctx).NewUpdate().Model((*pairRow)(nil)).Set("n = n * 10").Where("n < 0").Exec(ctx); err != nil {
				return err
			}
			must(p.t, p.add(ctx, "sql", 7))
			var got int
			tx, err := p.SQLTx(ctx)
			must(p.t, err)
			must(p.t, tx.QueryRowContext(ctx, "SELECT n FROM pair WHERE id = 'sql'").Scan(&got))
			if got != 7 {
				p.t.Errorf("read %d by SQL", got)
			}
			return p.add(ctx, "last", 8)
		}))
		if p.count() != 152 || p.value(ctx, "k148") != -20 || p.value(ctx, "k149") != -10 || p.value(ctx, "last") != 8 {
			p.t.Errorf("%d rows, %d %d", p.count(), p.value(ctx, "k148"), p.value(ctx, "k149"))
		}
	})
}

// A write that met no row, or that the database refuses, is the error of the
// transaction whatever comes after it, and nothing of the transaction stays; the
// connection serves the next.
func TestAWriteThatFailsFailsItsTransaction(t *testing.T) {
	after := map[string]func(p pairs, ctx context.Context) error{
		"nothing":       func(pairs, context.Context) error { return nil },
		"another write": func(p pairs, ctx context.Context) error { return p.add(ctx, "later", 1) },
		"a read":        func(p pairs, ctx context.Context) error { _ = p.One(ctx, pairByID, &pairRow{}, "there"); return nil },
		"an error":      func(pairs, context.Context) error { return errors.New("what follows from it") },
	}
	wrong := map[string]struct {
		do  func(p pairs, ctx context.Context) error
		was func(error) bool
	}{
		"met no row": {func(p pairs, ctx context.Context) error { return p.change(ctx, "there", 99, 5) }, func(err error) bool { return fault.Is(err, "moved") }},
		"same key":   {func(p pairs, ctx context.Context) error { return p.add(ctx, "there", 2) }, store.IsUnique},
		"both, first": {func(p pairs, ctx context.Context) error {
			return errors.Join(p.change(ctx, "there", 99, 5), p.add(ctx, "there", 2))
		}, func(err error) bool { return fault.Is(err, "moved") }},
	}
	for name, w := range wrong {
		for then, follow := range after {
			t.Run(name+", then "+then, func(t *testing.T) {
				eachPairs(t, func(p pairs) {
					ctx := context.Background()
					must(p.t, p.add(ctx, "there", 1))
					committed := false
					err := p.InTx(ctx, func(ctx context.Context) error {
						p.AfterCommit(ctx, func() { committed = true })
						must(p.t, p.add(ctx, "before", 1))
						if err := w.do(p, ctx); err != nil {
							return err
						}
						return follow(p, ctx)
					})
					if !w.was(err) || committed || p.count() != 1 || p.value(ctx, "there") != 1 {
						p.t.Errorf("%v, committed %v, %d rows", err, committed, p.count())
					}
					must(p.t, p.InTx(ctx, func(ctx context.Context) error { return p.change(ctx, "there", 1, 2) }))
					if p.value(ctx, "there") != 2 {
						p.t.Error("the next transaction did not write")
					}
				})
			})
		}
	}
}

// A call inside knows how its writes ended when it returns.
func TestACallInsideKnowsHowItEnded(t *testing.T) {
	eachPairs(t, func(p pairs) {
		ctx := context.Background()
		must(p.t, p.add(ctx, "there", 1))
		var inside error
		outside := p.InTx(ctx, func(ctx context.Context) error {
			inside = p.InTx(ctx, func(ctx context.Context) error { return p.change(ctx, "there", 99, 5) })
			return inside
		})
		if !fault.Is(inside, "moved") || !fault.Is(outside, "moved") {
			p.t.Errorf("inside %v, outside %v", inside, outside)
		}
	})
}

// A transaction that is cut off or panics leaves nothing, and its connection is free.
func TestWaitingWritesOfABrokenTransaction(t *testing.T) {
	eachPairs(t, func(p pairs) {
		cut, cancel := context.WithCancel(context.Background())
		err := p.InTx(cut, func(ctx context.Context) error {
			must(p.t, p.add(ctx, "cut", 1))
			cancel()
			return cut.Err()
		})
		if !errors.Is(err, context.Canceled) {
			p.t.Errorf("a transaction that was cut off has ended with %v", err)
		}
		cut, cancel = context.WithCancel(context.Background())
		err = p.InTx(cut, func(ctx context.Context) error {
			must(p.t, p.add(ctx, "cut", 1))
			cancel()
			return nil
		})
		if p.Dialect == store.Postgres && !errors.Is(err, context.Canceled) { // SQLite ends what it has begun: see group.go
			p.t.Errorf("one that was cut off at its end has ended with %v", err)
		}
		_, err = p.Write(context.Background()).NewDelete().Model((*pairRow)(nil)).Where("id = 'cut'").Exec(context.Background())
		must(p.t, err)
		for name, broken := range map[string]func(ctx context.Context) error{
			"in its work": func(ctx context.Context) error { must(p.t, p.add(ctx, "panic", 1)); panic("no") },
			"in a judge": func(ctx context.Context) error {
				return p.Put(ctx, newPair, &pairRow{ID: "panic"}, func(sql.Result, error) error { panic("no") })
			},
		} {
			done := make(chan any, 1)
			go func() {
				defer func() { done <- recover() }()
				_ = p.InTx(context.Background(), broken)
			}()
			select {
			case was := <-done:
				if was == nil {
					p.t.Errorf("a panic %s was swallowed", name)
				}
			case <-time.After(20 * time.Second):
				p.t.Fatalf("a panic %s never comes back", name)
			}
		}
		if p.count() != 0 {
			p.t.Errorf("%d rows stayed", p.count())
		}
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				err := p.InTx(context.Background(), func(ctx context.Context) error {
					if err := p.add(ctx, fmt.Sprint(i), i); err != nil {
						return err
					}
					return p.add(ctx, fmt.Sprint("twin", i), i)
				})
				if err != nil {
					p.t.Error(err)
				}
			})
		}
		all.Wait()
		if p.count() != 80 {
			p.t.Errorf("%d rows of 40 transactions", p.count())
		}
	})
}

// Who gives up while he waits for a connection is told that, not what follows from it.
func TestATransactionThatFoundNoConnection(t *testing.T) {
	s := storetest.Postgres(t)
	for range s.Pool().Stats().MaxOpenConnections {
		conn, err := s.Pool().Conn(context.Background())
		must(t, err)
		defer func() { _ = conn.Close() }()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	err := s.InTx(ctx, func(ctx context.Context) error {
		_, err := s.Read(ctx).NewSelect().ColumnExpr("1").Exec(ctx)
		return err
	})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it ended with %v", err)
	}
}
