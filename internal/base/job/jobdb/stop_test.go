package jobdb

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"nianlun/internal/kit/fault"
)

// slow is a river with one job.
type slow struct {
	*running
	takes   time.Duration // until the job ends by itself
	obeys   bool          // the job ends when it is cancelled
	forever bool          // the client never says that it has ended
}

func (s slow) Stop(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(s.takes):
	}
	s.add("mail", -1)
	if s.forever {
		<-ctx.Done()
	}
	return ctx.Err()
}

func (s slow) StopAndCancel(ctx context.Context) error {
	if !s.obeys {
		<-ctx.Done()
		return ctx.Err()
	}
	s.add("mail", -1)
	return nil
}

func TestAQueueEnds(t *testing.T) {
	tests := []struct {
		name  string
		river slow
		code  string        // of the fault
		after time.Duration // at the latest
	}{
		{"when its job does", slow{takes: time.Second}, "", time.Second},
		{"when river does not, once nothing runs", slow{takes: time.Second, forever: true}, "", time.Second + idle + 2*look},
		{"by cancelling a job that takes too long", slow{takes: time.Hour, obeys: true}, "", 20 * time.Second},
		{"in spite of a job that does not obey, naming it", slow{takes: time.Hour}, "job.unfinished", 20*time.Second + cutOff},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				test.river.running = &running{}
				test.river.begin("mail")
				ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
				defer cancel()
				began := time.Now()
				e := ending{client: test.river, running: test.river.running, log: slog.New(slog.DiscardHandler), idle: idle, cutOff: cutOff}
				err := e.wait(ctx)
				if took := time.Since(began); took > test.after {
					t.Errorf("took %v, want at most %v", took, test.after)
				}
				if test.code == "" && err != nil || test.code != "" && !fault.Is(err, test.code) {
					t.Errorf("got %v, want %q", err, test.code)
				}
			})
		})
	}
}
