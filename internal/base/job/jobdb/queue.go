package jobdb

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"nianlun/internal/base/job"
	"nianlun/internal/kit/store"
)

const (
	// attempts before a job is given up; river waits longer after each.
	attempts = 5
	// timeout of one attempt.
	timeout = 10 * time.Minute
	// rescue is after how long an attempt counts as lost with the program that
	// made it. Until then a chore is not run again, so it is little more than the
	// longest attempt.
	rescue = timeout + time.Minute
	// poll is how long a job may wait before it is seen; SQLite has no LISTEN.
	poll = 500 * time.Millisecond
)

// ticket is all that river carries: the job itself stands in our own table.
type ticket struct {
	Bureau string `json:"bureau"`
	ID     string `json:"id"`
}

// Kind implements river.JobArgs.
func (ticket) Kind() string { return "job" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (ticket) InsertOpts() river.InsertOpts { return river.InsertOpts{MaxAttempts: attempts} }

// Queue keeps jobs and runs them.
type Queue struct {
	db       *store.Store
	client   *river.Client[*sql.Tx]
	handlers job.Handlers
	clock    job.Clock
	log      *slog.Logger
	running  running
	started  bool
}

// Open brings river's tables up to date and makes a queue that runs the
// handlers and the clock's chores once it is started. Both may be added to until
// then.
func Open(ctx context.Context, db *store.Store, handlers job.Handlers, clock job.Clock, log *slog.Logger) (*Queue, error) {
	driver := driverFor(db)
	migrator, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet(log)})
	if err != nil {
		return nil, err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	q := &Queue{db: db, handlers: handlers, clock: clock, log: log}
	workers := river.NewWorkers()
	river.AddWorker(workers, river.WorkFunc(q.work))
	river.AddWorker(workers, river.WorkFunc(q.tick))
	q.client, err = river.NewClient(driver, &river.Config{
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}},
		Workers:           workers,
		FetchPollInterval: poll,
		JobTimeout:        timeout,

		RescueStuckJobsAfter: rescue,
		Logger:               quiet(log),
	})
	if err != nil {
		return nil, err
	}
	return q, nil
}

// Start runs jobs and chores until Stop.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.schedule(); err != nil {
		return err
	}
	if err := q.client.Start(ctx); err != nil {
		return err
	}
	q.started = true
	return nil
}

func (q *Queue) work(ctx context.Context, ticket *river.Job[ticket]) error {
	j, err := q.Get(ctx, ticket.Args.Bureau, ticket.Args.ID)
	if err != nil {
		return err
	}
	if j.State == job.Done {
		return nil
	}
	handler, ok := q.handlers[j.Name]
	if !ok {
		return fmt.Errorf("no handler for job %q", j.Name)
	}
	defer q.running.begin(j.Name)()
	if err := q.setState(ctx, j, job.Running, "", ""); err != nil {
		return err
	}
	result, err := handler(ctx, j)
	if err == nil {
		return q.setState(ctx, j, job.Done, result, "")
	}
	q.log.Error("job failed", "job", j.ID, "name", j.Name, "attempt", ticket.Attempt, "error", err)
	state := job.Waiting
	if ticket.Attempt >= ticket.MaxAttempts {
		state = job.Failed
	}
	if e := q.setState(context.WithoutCancel(ctx), j, state, "", err.Error()); e != nil {
		q.log.Error("job state", "job", j.ID, "error", e)
	}
	return err
}

func driverFor(db *store.Store) riverdriver.Driver[*sql.Tx] {
	if db.Dialect == store.SQLite {
		return riversqlite.New(db.Pool())
	}
	return riverdatabasesql.New(db.Pool())
}

// quiet drops what river says below a warning: its own upkeep is no news.
func quiet(log *slog.Logger) *slog.Logger { return slog.New(atLeast{log.Handler(), slog.LevelWarn}) }

type atLeast struct {
	slog.Handler
	level slog.Level
}

// Enabled implements slog.Handler.
func (h atLeast) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= h.level && h.Handler.Enabled(ctx, level)
}
