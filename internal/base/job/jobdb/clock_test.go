package jobdb_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"nianlun/internal/base/job"
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
