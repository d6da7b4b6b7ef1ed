package plan

import (
	"context"

	"nianlun/internal/base/access"
)

// Store keeps plans and tasks. A missing row is the NotFound fault "notfound".
type Store interface {
	InsertPlan(ctx context.Context, bureau string, plan Plan) error
	// UpdatePlan writes title, number and state; themes are left alone.
	UpdatePlan(ctx context.Context, bureau string, plan Plan) error
	InsertThemes(ctx context.Context, bureau string, themes []Theme) error
	Plan(ctx context.Context, bureau, id string) (Plan, error)
	// Plans are the plans of a year with their themes by sort, oldest first.
	Plans(ctx context.Context, bureau string, year int) ([]Plan, error)
	// Years counts the tasks of every year that has a plan, newest first.
	Years(ctx context.Context, bureau string) ([]YearCount, error)

	InsertTasks(ctx context.Context, bureau string, tasks []Task) error
	// UpdateTask writes a task whose Rev is one more than the stored one, or
	// gives the Conflict fault "task.stale".
	UpdateTask(ctx context.Context, bureau string, task Task) error
	// Tasks are the tasks of a year that pass the filter, by theme and place.
	Tasks(ctx context.Context, filter access.Filter, year int) ([]Task, error)
	// TasksByID are the tasks with these ids, in the ids' order; ids that do
	// not exist are left out.
	TasksByID(ctx context.Context, bureau string, ids []string) ([]Task, error)
	// TasksOfPlan are all tasks of a plan, by theme and place.
	TasksOfPlan(ctx context.Context, bureau, plan string) ([]Task, error)

	InsertMilestones(ctx context.Context, bureau string, milestones []Milestone) error
	UpdateMilestone(ctx context.Context, bureau string, milestone Milestone) error
	DeleteMilestone(ctx context.Context, bureau, task, milestone string) error
	// Milestones are one task's, by their day.
	Milestones(ctx context.Context, bureau, task string) ([]Milestone, error)
	// MilestonesOfYear are those of all tasks of a year, by task.
	MilestonesOfYear(ctx context.Context, bureau string, year int) (map[string][]Milestone, error)

	InsertProgress(ctx context.Context, bureau string, progress Progress) error
	// ProgressOf are the reports on a task, newest first.
	ProgressOf(ctx context.Context, bureau, task string) ([]Progress, error)
}

// YearCount is how a year stands: tasks in all, and done.
type YearCount struct {
	Year int
	All  int
	Done int
}
