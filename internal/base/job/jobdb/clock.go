package jobdb

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// tick is river's word that a chore is due.
type tick struct {
	Chore string `json:"chore"`
}

// Kind implements river.JobArgs.
func (tick) Kind() string { return "tick" }

// InsertOpts implements river.JobArgsWithInsertOpts. A chore waits once, however
// long it takes; one that fails is not tried again, for it comes back anyway.
func (tick) InsertOpts() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}}
}

// schedule hands the clock's chores to river, which lets one server of several
// run each. They run once at the start, for what was missed while nothing ran.
func (q *Queue) schedule() error {
	for name, chore := range q.clock {
		periodic := river.NewPeriodicJob(river.PeriodicInterval(chore.Every),
			func() (river.JobArgs, *river.InsertOpts) { return tick{name}, nil },
			&river.PeriodicJobOpts{ID: name, RunOnStart: true})
		if _, err := q.client.PeriodicJobs().AddSafely(periodic); err != nil {
			return fmt.Errorf("chore %s: %w", name, err)
		}
	}
	return nil
}

func (q *Queue) tick(ctx context.Context, t *river.Job[tick]) error {
	chore, ok := q.clock[t.Args.Chore]
	if !ok {
		return nil // of an older program
	}
	defer q.running.begin(t.Args.Chore)()
	err := chore.Do(ctx)
	if err != nil {
		q.log.Error("chore failed", "chore", t.Args.Chore, "error", err)
	}
	return err
}
