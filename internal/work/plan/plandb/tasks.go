package plandb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/plan"
)

type taskRow struct {
	bun.BaseModel `bun:"table:task,alias:t"`

	Bureau      string                     `bun:"bureau_id,pk"`
	ID          string                     `bun:"id,pk"`
	Plan        string                     `bun:"plan_id"`
	Year        int                        `bun:"year"`
	Theme       string                     `bun:"theme_id"`
	No          string                     `bun:"no"`
	Sort        int                        `bun:"sort"`
	Title       string                     `bun:"title"`
	Kind        string                     `bun:"kind"`
	Document    string                     `bun:"document"`
	SourceStart int                        `bun:"source_start"`
	SourceEnd   int                        `bun:"source_end"`
	Quote       string                     `bun:"quote"`
	Leader      string                     `bun:"leader"`
	Lead        string                     `bun:"lead_unit"`
	StartOn     date                       `bun:"start_on"`
	DueOn       date                       `bun:"due_on"`
	DueWords    string                     `bun:"due_words"`
	Target      store.JSON[*plan.Target]   `bun:"target"`
	State       string                     `bun:"state"`
	DoneOn      date                       `bun:"done_on"`
	Paused      store.JSON[*plan.Pausing]  `bun:"paused"`
	Asked       store.JSON[*plan.Asking]   `bun:"asked"`
	Latest      store.JSON[*plan.Latest]   `bun:"latest"`
	Baseline    store.JSON[*plan.Promised] `bun:"baseline"`
	Rev         int                        `bun:"rev"`
}

func taskRowOf(bureau string, t plan.Task) taskRow {
	return taskRow{
		Bureau: bureau, ID: t.ID, Plan: t.Plan, Year: t.Year, Theme: t.Theme, No: t.No, Sort: t.Sort, Title: t.Title, Kind: t.Kind,
		Document: t.Document, SourceStart: t.SourceStart, SourceEnd: t.SourceEnd, Quote: t.Quote, Leader: t.Leader, Lead: t.Lead,
		StartOn: t.Start.String(), DueOn: t.Due.String(), DueWords: t.DueWords, Target: store.AsJSON(t.Target), State: string(t.State),
		DoneOn: t.DoneOn.String(), Paused: store.AsJSON(t.Paused), Asked: store.AsJSON(t.Asked), Latest: store.AsJSON(t.Latest),
		Baseline: store.AsJSON(t.Baseline), Rev: t.Rev,
	}
}

func (r taskRow) task() (plan.Task, error) {
	t := plan.Task{
		ID: r.ID, Plan: r.Plan, Year: r.Year, Theme: r.Theme, No: r.No, Sort: r.Sort, Title: r.Title, Kind: r.Kind,
		Document: r.Document, SourceStart: r.SourceStart, SourceEnd: r.SourceEnd, Quote: r.Quote, Leader: r.Leader, Lead: r.Lead,
		DueWords: r.DueWords, Target: r.Target.V, State: plan.TaskState(r.State), Paused: r.Paused.V, Asked: r.Asked.V,
		Latest: r.Latest.V, Baseline: r.Baseline.V, Rev: r.Rev,
	}
	var err error
	if t.Start, err = readDate(r.StartOn); err != nil {
		return t, err
	}
	if t.Due, err = readDate(r.DueOn); err != nil {
		return t, err
	}
	t.DoneOn, err = readDate(r.DoneOn)
	return t, err
}

type participantRow struct {
	bun.BaseModel `bun:"table:task_participant,alias:tp"`

	Bureau string `bun:"bureau_id,pk"`
	Task   string `bun:"task_id,pk"`
	Unit   string `bun:"unit_id,pk"`
	Sort   int    `bun:"sort"`
}

func participantRows(bureau string, t plan.Task) []participantRow {
	var rows []participantRow
	seen := map[string]bool{}
	for i, unit := range t.Participants {
		if !seen[unit] {
			rows = append(rows, participantRow{Bureau: bureau, Task: t.ID, Unit: unit, Sort: i})
			seen[unit] = true
		}
	}
	return rows
}

// InsertTasks implements plan.Store.
func (db *DB) InsertTasks(ctx context.Context, bureau string, tasks []plan.Task) error {
	rows := make([]taskRow, len(tasks))
	var participants []participantRow
	for i, t := range tasks {
		rows[i] = taskRowOf(bureau, t)
		participants = append(participants, participantRows(bureau, t)...)
	}
	if err := insert(ctx, db.store, rows); err != nil {
		return err
	}
	return insert(ctx, db.store, participants)
}

// UpdateTask implements plan.Store.
func (db *DB) UpdateTask(ctx context.Context, bureau string, t plan.Task) error {
	row := taskRowOf(bureau, t)
	result, err := db.store.Write(ctx).NewUpdate().Model(&row).WherePK().Where("t.rev = ?", t.Rev-1).Exec(ctx)
	if err := store.Changed(result, err, "task.stale"); err != nil {
		return err
	}
	_, err = db.store.Write(ctx).NewDelete().Model((*participantRow)(nil)).
		Where("bureau_id = ? AND task_id = ?", bureau, t.ID).Exec(ctx)
	if err != nil {
		return err
	}
	return insert(ctx, db.store, participantRows(bureau, t))
}

// Tasks implements plan.Store.
func (db *DB) Tasks(ctx context.Context, filter access.Filter, year int) ([]plan.Task, error) {
	if filter.Empty() {
		return nil, nil
	}
	return db.tasks(ctx, filter.Bureau, func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.Where("t.year = ?", year)
		if filter.All {
			return q
		}
		return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			if filter.Unit != "" {
				q = q.WhereOr("t.lead_unit = ?", filter.Unit)
			}
			if filter.Concerned != "" {
				q = q.WhereOr("t.lead_unit = ?", filter.Concerned).
					WhereOr("EXISTS (SELECT 1 FROM task_participant x WHERE x.bureau_id = t.bureau_id AND x.task_id = t.id AND x.unit_id = ?)", filter.Concerned)
			}
			if filter.Leader != "" {
				q = q.WhereOr("t.leader = ?", filter.Leader)
			}
			return q
		})
	})
}

// TasksByID implements plan.Store.
func (db *DB) TasksByID(ctx context.Context, bureau string, ids []string) ([]plan.Task, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := db.tasks(ctx, bureau, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("t.id IN (?)", bun.List(ids)) })
	if err != nil {
		return nil, err
	}
	byID := make(map[string]plan.Task, len(found))
	for _, t := range found {
		byID[t.ID] = t
	}
	ordered := make([]plan.Task, 0, len(found))
	for _, id := range ids {
		if t, ok := byID[id]; ok {
			ordered = append(ordered, t)
			delete(byID, id)
		}
	}
	return ordered, nil
}

// TasksOfPlan implements plan.Store.
func (db *DB) TasksOfPlan(ctx context.Context, bureau, id string) ([]plan.Task, error) {
	return db.tasks(ctx, bureau, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("t.plan_id = ?", id) })
}

// tasks reads tasks by theme and place, and who takes part in them: two queries
// with the same condition.
func (db *DB) tasks(ctx context.Context, bureau string, where func(*bun.SelectQuery) *bun.SelectQuery) ([]plan.Task, error) {
	var rows []taskRow
	q := db.store.Read(ctx).NewSelect().Model(&rows).ColumnExpr("t.*").
		Join("JOIN plan_theme th ON th.bureau_id = t.bureau_id AND th.id = t.theme_id").
		Where("t.bureau_id = ?", bureau)
	if err := where(q).OrderExpr("t.plan_id, th.sort, t.sort, t.id").Scan(ctx); err != nil {
		return nil, err
	}
	units, err := db.participants(ctx, bureau, where)
	if err != nil {
		return nil, err
	}
	tasks := make([]plan.Task, len(rows))
	for i, row := range rows {
		if tasks[i], err = row.task(); err != nil {
			return nil, err
		}
		tasks[i].Participants = units[row.ID]
	}
	return tasks, nil
}

func (db *DB) participants(ctx context.Context, bureau string, where func(*bun.SelectQuery) *bun.SelectQuery) (map[string][]string, error) {
	var rows []participantRow
	q := db.store.Read(ctx).NewSelect().Model(&rows).
		Join("JOIN task t ON t.bureau_id = tp.bureau_id AND t.id = tp.task_id").
		Where("tp.bureau_id = ?", bureau)
	if err := where(q).OrderExpr("tp.task_id, tp.sort").Scan(ctx); err != nil {
		return nil, err
	}
	byTask := map[string][]string{}
	for _, r := range rows {
		byTask[r.Task] = append(byTask[r.Task], r.Unit)
	}
	return byTask, nil
}
