package jobdb

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"nianlun/internal/kit/fault"
)

const (
	// idle is how long river may take to end when nothing runs any more. It needs
	// milliseconds: what it does last is to give its lead back.
	idle = 3 * time.Second
	// cutOff is how long jobs may take to end once their contexts are cancelled.
	cutOff = 3 * time.Second
	// look is how often the end is looked for.
	look = 10 * time.Millisecond
)

// Stop lets running jobs end and takes no new ones. When ctx ends first, their
// contexts are cancelled, and a later start does them again; job.unfinished names
// those that do not end even so. A queue that was never started stops at once.
func (q *Queue) Stop(ctx context.Context) error {
	if !q.started {
		return nil
	}
	return ending{client: q.client, running: &q.running, log: q.log, idle: idle, cutOff: cutOff}.wait(ctx)
}

// client is the part of river that ends it. Both return the context's error when
// it ends first.
type client interface {
	Stop(ctx context.Context) error
	StopAndCancel(ctx context.Context) error
}

// ending is one end of a queue.
type ending struct {
	client  client
	running *running
	log     *slog.Logger

	idle, cutOff time.Duration
}

func (e ending) wait(ctx context.Context) error {
	if e.ended(ctx, e.client.Stop) {
		return nil
	}
	e.log.Warn("jobs are cut off; the next start does them again", "jobs", e.running.names())
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), e.cutOff)
	defer cancel()
	if e.ended(last, e.client.StopAndCancel) {
		return nil
	}
	return fault.New(fault.Unavailable, "job.unfinished", "jobs", strings.Join(e.running.names(), ", "))
}

// ended waits until river has ended or nothing has run for a while; false when ctx
// ends while jobs run. River need not be waited for without end: until v0.35 its
// elector waits for itself for ever when it is stopped in the moment of an election.
func (e ending) ended(ctx context.Context, stop func(context.Context) error) bool {
	stopped := make(chan error, 1)
	go func() { stopped <- stop(ctx) }()
	tick := time.NewTicker(look)
	defer tick.Stop()
	busy := time.Now()
	for {
		select {
		case err := <-stopped:
			return err == nil || len(e.running.names()) == 0
		case <-tick.C:
		}
		if len(e.running.names()) > 0 {
			busy = time.Now()
		}
		if time.Since(busy) > e.idle {
			e.log.Warn("the job queue did not end by itself; nothing runs in it")
			return true
		}
	}
}

// running is what the queue runs just now, by name.
type running struct {
	mu    sync.Mutex
	count map[string]int
}

// begin notes that something runs until end is called.
func (r *running) begin(name string) (end func()) {
	r.add(name, 1)
	return func() { r.add(name, -1) }
}

func (r *running) add(name string, n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.count == nil {
		r.count = map[string]int{}
	}
	if r.count[name] += n; r.count[name] == 0 {
		delete(r.count, name)
	}
}

// names are sorted.
func (r *running) names() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for name := range r.count {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}
