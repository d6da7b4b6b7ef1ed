package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/kit/txn"
)

// Many transactions at once, of which some lose a race, some write what is there
// already, some are cut off and some panic: each is told what became of it, and
// exactly what was acknowledged is there.
func TestCommitsTogetherKeepWhatTheyAcknowledge(t *testing.T) {
	eachPairs(t, func(p pairs) {
		const clients, each, rows = 12, 30, 5
		for i := range rows {
			must(p.t, p.add(context.Background(), fmt.Sprint("row", i), 0))
		}
		var mu sync.Mutex
		kept, changes := map[string]bool{}, 0
		var all sync.WaitGroup
		for c := range clients {
			all.Go(func() {
				random := rand.New(rand.NewPCG(uint64(c), 11))
				for i := range each {
					id := fmt.Sprintf("c%d-%d", c, i)
					lot := random.IntN(10)
					err := p.race(id, fmt.Sprint("row", random.IntN(rows)), lot)
					if lot == 9 || lot == 8 {
						if err == nil {
							p.t.Errorf("%s with lot %d was acknowledged", id, lot)
						}
						continue
					}
					if err != nil && !fault.Is(err, "moved") {
						p.t.Errorf("%s: %v", id, err)
					}
					if err == nil {
						mu.Lock()
						kept[id] = true
						if lot < 4 {
							changes++
						}
						mu.Unlock()
					}
				}
			})
		}
		all.Wait()
		ctx := context.Background()
		var ids []string
		must(p.t, p.Read(ctx).NewSelect().Table("pair").Column("id").Where("id LIKE 'c%'").Scan(ctx, &ids))
		for _, id := range ids {
			if !kept[id] {
				p.t.Errorf("%s is there and was not acknowledged", id)
			}
			delete(kept, id)
		}
		for id := range kept {
			p.t.Errorf("%s was acknowledged and is not there", id)
		}
		sum := 0
		for i := range rows {
			sum += p.value(ctx, fmt.Sprint("row", i))
		}
		if sum != changes || changes == 0 {
			p.t.Errorf("%d changes were acknowledged, %d are there", changes, sum)
		}
	})
}

// race inserts a row and, by lot, changes one that others change too, inserts one
// that is there, or panics.
func (p pairs) race(id, row string, lot int) (err error) {
	ctx := context.Background()
	defer func() {
		if recover() != nil {
			err = errRefused
		}
	}()
	seen := 0
	if lot < 4 {
		seen = p.value(ctx, row)
	}
	return p.InTx(ctx, func(ctx context.Context) error {
		if err := p.add(ctx, id, lot); err != nil {
			return err
		}
		switch {
		case lot < 4:
			return p.change(ctx, row, seen, seen+1)
		case lot == 8:
			return p.add(ctx, row, 1)
		case lot == 9:
			panic("lot")
		}
		return nil
	})
}

// A transaction that holds a row for long holds up whoever wants that row, and
// nobody else. Two that want the same rows in turn both end.
func TestCommitsTogetherDoNotWaitForOneRow(t *testing.T) {
	s := storetest.Postgres(t)
	ctx := context.Background()
	must(t, exec(ctx, s, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"))
	p := pairs{s, t}
	for _, id := range []string{"held", "other"} {
		must(t, p.add(ctx, id, 0))
	}
	holding, release := make(chan struct{}), make(chan struct{})
	var all, quick sync.WaitGroup
	all.Go(func() {
		must(t, p.InTx(ctx, func(ctx context.Context) error {
			if _, err := p.Write(ctx).ExecContext(ctx, "UPDATE pair SET n = 1 WHERE id = 'held'"); err != nil {
				return err
			}
			close(holding)
			<-release
			// Rows that the others have written and not committed would be a deadlock.
			_, err := p.Write(ctx).ExecContext(ctx, "UPDATE pair SET n = n + 1")
			return err
		}))
	})
	<-holding
	for range 3 {
		all.Go(func() {
			err := p.InTx(ctx, func(ctx context.Context) error { return p.change(ctx, "held", 0, 7) })
			if !fault.Is(err, "moved") {
				t.Errorf("who wanted the held row: %v", err)
			}
		})
	}
	for i := range 40 {
		quick.Go(func() {
			must(t, p.InTx(ctx, func(ctx context.Context) error { return p.add(ctx, fmt.Sprint("q", i), i) }))
		})
	}
	ended := make(chan struct{})
	go func() { quick.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("those who want other rows wait for the one that is held")
	}
	close(release)
	all.Wait()
	if p.value(ctx, "held") != 2 || p.value(ctx, "other") != 1 || p.count() != 42 {
		t.Errorf("held %d, other %d, %d rows", p.value(ctx, "held"), p.value(ctx, "other"), p.count())
	}
}

// What PostgreSQL finds wrong only at the commit is the error of whoever wrote it.
func TestCommitsTogetherThatAreRefusedAtTheEnd(t *testing.T) {
	s := storetest.Postgres(t)
	ctx := context.Background()
	must(t, exec(ctx, s, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL, UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)"))
	p := pairs{s, t}
	must(t, p.add(ctx, "there", 1000))
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			n := i
			if i%10 == 0 {
				n = 1000
			}
			committed := false
			err := p.InTx(ctx, func(ctx context.Context) error {
				p.AfterCommit(ctx, func() { committed = true })
				return p.add(ctx, fmt.Sprint("k", i), n)
			})
			if (n == 1000) != store.IsUnique(err) || (err == nil) != committed {
				t.Errorf("%d: %v, committed %v", i, err, committed)
			}
		})
	}
	all.Wait()
	if p.count() != 37 {
		t.Errorf("%d rows", p.count())
	}
}

// When the server ends connections in the middle, what was acknowledged is there
// once. What was not may be there: the connection went before the answer.
func TestCommitsTogetherAndConnectionsThatEnd(t *testing.T) {
	s := storetest.Postgres(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	must(t, exec(ctx, s, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"))
	p := pairs{s, t}
	var mu sync.Mutex
	kept, failed := 0, 0
	var all sync.WaitGroup
	for c := range 8 {
		all.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				err := p.InTx(context.Background(), func(ctx context.Context) error { return p.add(ctx, fmt.Sprintf("c%d-%d", c, i), i) })
				mu.Lock()
				if err == nil {
					kept++
				} else {
					failed++
				}
				mu.Unlock()
			}
		})
	}
	for range 15 {
		time.Sleep(40 * time.Millisecond)
		err := exec(ctx, s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Log(err) // the connection that asks may be one that was ended before
		}
	}
	cancel()
	all.Wait()
	if n := p.count(); n < kept || n > kept+failed || kept == 0 {
		t.Errorf("%d acknowledged, %d not, %d rows", kept, failed, n)
	}
}

// Join writes in the transaction that is there, and in one of its own without one.
func TestJoin(t *testing.T) {
	eachPairs(t, func(p pairs) {
		ctx := context.Background()
		must(p.t, txn.Join(ctx, p.Store, func(ctx context.Context) error {
			return errors.Join(p.add(ctx, "a", 1), p.add(ctx, "b", 1))
		}))
		err := txn.Join(ctx, p.Store, func(ctx context.Context) error { return errors.Join(p.add(ctx, "c", 1), p.change(ctx, "a", 9, 1)) })
		if !fault.Is(err, "moved") || p.count() != 2 {
			p.t.Errorf("by itself: %v, %d rows", err, p.count())
		}
		err = p.InTx(ctx, func(ctx context.Context) error {
			if err := txn.Join(ctx, p.Store, func(ctx context.Context) error { return p.change(ctx, "a", 9, 1) }); err != nil {
				return err
			}
			return p.add(ctx, "d", 1)
		})
		if !fault.Is(err, "moved") || p.count() != 2 {
			p.t.Errorf("in a transaction: %v, %d rows", err, p.count())
		}
	})
}
