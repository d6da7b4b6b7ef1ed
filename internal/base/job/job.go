// Package job owns background work: what a person asked for that takes longer
// than a page may, its progress, and its end.
//
// It never decides what a job does (the works register handlers) and never runs
// one itself: the queue in jobdb does.
package job

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// State is how far a job is.
type State string

// The states. A job that fails is tried again; Failed means that it was given up.
const (
	Waiting State = "waiting"
	Running State = "running"
	Done    State = "done"
	Failed  State = "failed"
)

// Job is one piece of work of one bureau. Result is the handler's answer, such
// as the id of the file that it made. Done and Total count what the handler
// says they count.
type Job struct {
	ID      string
	Bureau  string
	Name    string
	Args    json.RawMessage
	State   State
	Done    int
	Total   int
	Result  string
	Error   string
	Created time.Time
	Changed time.Time
}

// Handler does the work of one name. It may run more than once for one job, so
// it must not do harm the second time.
type Handler func(ctx context.Context, j Job) (result string, err error)

// Handlers are the handlers by name; works add theirs before the queue starts.
type Handlers map[string]Handler

// Add registers a handler whose arguments are of type T.
func Add[T any](h Handlers, name string, do func(ctx context.Context, j Job, args T) (string, error)) {
	if _, twice := h[name]; twice {
		panic("two handlers for job " + name)
	}
	h[name] = func(ctx context.Context, j Job) (string, error) {
		var args T
		if err := json.Unmarshal(j.Args, &args); err != nil {
			return "", fmt.Errorf("arguments of %s: %w", j.Name, err)
		}
		return do(ctx, j, args)
	}
}

// Store keeps jobs and hands them to the queue. Insert takes part in the
// transaction in ctx: the job exists exactly when what asked for it does.
type Store interface {
	Insert(ctx context.Context, j Job) error
	Get(ctx context.Context, bureau, id string) (Job, error)
	Progress(ctx context.Context, bureau, id string, done, total int) error
}

// Service is what works ask.
type Service struct {
	Store Store
	Now   func() time.Time
}

// Enqueue asks for a job of this name and returns its id.
func (s *Service) Enqueue(ctx context.Context, bureau, name string, args any) (string, error) {
	data, err := json.Marshal(args)
	if err != nil {
		return "", err
	}
	now := s.Now()
	j := Job{ID: id.New(), Bureau: bureau, Name: name, Args: data, State: Waiting, Created: now, Changed: now}
	return j.ID, s.Store.Insert(ctx, j)
}

// Get is the job as it stands.
func (s *Service) Get(ctx context.Context, bureau, jobID string) (Job, error) {
	if !id.Valid(jobID) {
		return Job{}, fault.New(fault.NotFound, "notfound")
	}
	return s.Store.Get(ctx, bureau, jobID)
}

// Progress notes how far a job is: done of total.
func (s *Service) Progress(ctx context.Context, j Job, done, total int) error {
	return s.Store.Progress(ctx, j.Bureau, j.ID, done, total)
}
