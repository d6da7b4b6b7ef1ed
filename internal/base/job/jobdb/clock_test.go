package jobdb_test

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"nianlun/internal/base/job"
	"nianlun/internal/base/job/jobdb"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func TestChoresComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		var runs, failures atomic.Int32
		clock := job.Clock{}
		clock.Add("count", time.Second, func(context.Context) error { runs.Add(1); return nil })
		clock.Add("fail", time.Second, func(context.Context) error { failures.Add(1); return errors.New("no luck") })
		startClock(t, db, job.Handlers{}, clock)
		// One at the start and one by the clock; a chore that fails comes back, too.
		for limit := time.Now().Add(30 * time.Second); runs.Load() < 2 || failures.Load() < 2; {
			if time.Now().After(limit) {
				t.Fatalf("%d runs and %d failures in 30 seconds", runs.Load(), failures.Load())
			}
			time.Sleep(20 * time.Millisecond)
		}
	})
}

// A program that dies in the middle of a chore leaves it behind as running; the
// next one must not wait for an hour until it does the chore again.
func TestAChoreThatDiedWithItsProgramComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		ctx := context.Background()
		var runs atomic.Int32
		clock := job.Clock{}
		clock.Add("count", time.Hour, func(context.Context) error { runs.Add(1); return nil })
		q, err := jobdb.Open(ctx, db, job.Handlers{}, clock, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Start(ctx); err != nil {
			t.Fatal(err)
		}
		wait := func(n int32) {
			t.Helper()
			for limit := time.Now().Add(20 * time.Second); runs.Load() < n; time.Sleep(20 * time.Millisecond) {
				if time.Now().After(limit) {
					t.Fatalf("%d runs, want %d", runs.Load(), n)
				}
			}
		}
		wait(1)
		if err := q.Stop(ctx); err != nil {
			t.Fatal(err)
		}
		ago := map[store.Dialect]string{store.SQLite: "datetime('now', '-12 minutes')", store.Postgres: "now() - interval '12 minutes'"}[db.Dialect]
		if _, err := db.Write(ctx).ExecContext(ctx, "UPDATE river_job SET state = 'running', finalized_at = NULL, attempted_at = "+ago); err != nil {
			t.Fatal(err)
		}
		again := job.Clock{}
		again.Add("count", time.Second, func(context.Context) error { runs.Add(1); return nil })
		startClock(t, db, job.Handlers{}, again)
		wait(2)
	})
}
