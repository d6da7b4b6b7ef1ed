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
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type greeting struct{ Name string }

func start(t *testing.T, db *store.Store, handlers job.Handlers) (*jobdb.Queue, *job.Service) {
	t.Helper()
	return startClock(t, db, handlers, job.Clock{})
}

func startClock(t *testing.T, db *store.Store, handlers job.Handlers, clock job.Clock) (*jobdb.Queue, *job.Service) {
	t.Helper()
	ctx := context.Background()
	q, err := jobdb.Open(ctx, db, handlers, clock, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Start(ctx); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := q.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return q, &job.Service{Store: q, Now: time.Now}
}

func wait(t *testing.T, jobs *job.Service, id string, until func(job.Job) bool) job.Job {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		j, err := jobs.Get(context.Background(), "b", id)
		if err != nil {
			t.Fatal(err)
		}
		if until(j) {
			return j
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the job did not get there in 20 seconds")
	return job.Job{}
}

func TestJobRunsWithItsArgumentsAndProgress(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		handlers := job.Handlers{}
		var jobs *job.Service
		job.Add(handlers, "greet", func(ctx context.Context, j job.Job, args greeting) (string, error) {
			return "hello " + args.Name, jobs.Progress(ctx, j, 3, 4)
		})
		_, jobs = start(t, db, handlers)
		id, err := jobs.Enqueue(context.Background(), "b", "greet", greeting{"王雪"})
		if err != nil {
			t.Fatal(err)
		}
		j := wait(t, jobs, id, func(j job.Job) bool { return j.State == job.Done })
		if j.Result != "hello 王雪" || j.Done != 3 || j.Total != 4 {
			t.Errorf("ended as %+v", j)
		}
		if _, err := jobs.Get(context.Background(), "other", id); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau sees the job: %v", err)
		}
	})
}

func TestJobOfAnUndoneTransactionNeverRuns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		var ran atomic.Int32
		handlers := job.Handlers{}
		job.Add(handlers, "count", func(context.Context, job.Job, struct{}) (string, error) {
			ran.Add(1)
			return "", nil
		})
		_, jobs := start(t, db, handlers)
		undo := errors.New("undo")
		err := db.InTx(context.Background(), func(ctx context.Context) error {
			if _, err := jobs.Enqueue(ctx, "b", "count", struct{}{}); err != nil {
				return err
			}
			return undo
		})
		if !errors.Is(err, undo) {
			t.Fatal(err)
		}
		id, err := jobs.Enqueue(context.Background(), "b", "count", struct{}{})
		if err != nil {
			t.Fatal(err)
		}
		wait(t, jobs, id, func(j job.Job) bool { return j.State == job.Done })
		if ran.Load() != 1 {
			t.Errorf("%d jobs ran", ran.Load())
		}
	})
}

func TestFailureIsToldAndTriedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.Store) {
		var tries atomic.Int32
		handlers := job.Handlers{}
		job.Add(handlers, "flaky", func(context.Context, job.Job, struct{}) (string, error) {
			if tries.Add(1) == 1 {
				return "", errors.New("not yet")
			}
			return "done", nil
		})
		_, jobs := start(t, db, handlers)
		id, err := jobs.Enqueue(context.Background(), "b", "flaky", struct{}{})
		if err != nil {
			t.Fatal(err)
		}
		wait(t, jobs, id, func(j job.Job) bool { return j.Error == "not yet" || j.State == job.Done })
		if j := wait(t, jobs, id, func(j job.Job) bool { return j.State == job.Done }); j.Error != "" || j.Result != "done" {
			t.Errorf("ended as %+v", j)
		}
	})
}
