package plandb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/plan"
)

type milestoneRow struct {
	bun.BaseModel `bun:"table:task_milestone,alias:tm"`

	Bureau string `bun:"bureau_id,pk"`
	ID     string `bun:"id,pk"`
	Task   string `bun:"task_id"`
	Title  string `bun:"title"`
	DueOn  date   `bun:"due_on"`
	DoneOn date   `bun:"done_on"`
	Owner  string `bun:"owner"`
	Sort   int    `bun:"sort"`
}

func milestoneRowOf(bureau string, m plan.Milestone) milestoneRow {
	return milestoneRow{
		Bureau: bureau, ID: m.ID, Task: m.Task, Title: m.Title, DueOn: m.Due.String(), DoneOn: m.Done.String(), Owner: m.Owner, Sort: m.Sort,
	}
}

func (r milestoneRow) milestone() (plan.Milestone, error) {
	m := plan.Milestone{ID: r.ID, Task: r.Task, Title: r.Title, Owner: r.Owner, Sort: r.Sort}
	var err error
	if m.Due, err = readDate(r.DueOn); err != nil {
		return m, err
	}
	m.Done, err = readDate(r.DoneOn)
	return m, err
}

// InsertMilestones implements plan.Store.
func (db *DB) InsertMilestones(ctx context.Context, bureau string, milestones []plan.Milestone) error {
	rows := make([]milestoneRow, len(milestones))
	for i, m := range milestones {
		rows[i] = milestoneRowOf(bureau, m)
	}
	return insert(ctx, db.store, rows)
}

// UpdateMilestone implements plan.Store.
func (db *DB) UpdateMilestone(ctx context.Context, bureau string, m plan.Milestone) error {
	row := milestoneRowOf(bureau, m)
	result, err := db.store.Write(ctx).NewUpdate().Model(&row).WherePK().Where("tm.task_id = ?", m.Task).Exec(ctx)
	return store.Changed(result, err, "task.stale")
}

// DeleteMilestone implements plan.Store.
func (db *DB) DeleteMilestone(ctx context.Context, bureau, task, milestone string) error {
	result, err := db.store.Write(ctx).NewDelete().Model((*milestoneRow)(nil)).
		Where("bureau_id = ? AND task_id = ? AND id = ?", bureau, task, milestone).Exec(ctx)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return fault.New(fault.NotFound, "notfound")
	}
	return err
}

// Milestones implements plan.Store.
func (db *DB) Milestones(ctx context.Context, bureau, task string) ([]plan.Milestone, error) {
	byTask, err := db.milestones(ctx, bureau, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("tm.task_id = ?", task) })
	return byTask[task], err
}

// MilestonesOfYear implements plan.Store.
func (db *DB) MilestonesOfYear(ctx context.Context, bureau string, year int) (map[string][]plan.Milestone, error) {
	return db.milestones(ctx, bureau, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Join("JOIN task t ON t.bureau_id = tm.bureau_id AND t.id = tm.task_id").Where("t.year = ?", year)
	})
}

// milestones come by their day, those without one last.
func (db *DB) milestones(ctx context.Context, bureau string, where func(*bun.SelectQuery) *bun.SelectQuery) (map[string][]plan.Milestone, error) {
	var rows []milestoneRow
	q := db.store.Read(ctx).NewSelect().Model(&rows).Where("tm.bureau_id = ?", bureau)
	err := where(q).OrderExpr("tm.task_id, CASE WHEN tm.due_on = '' THEN 1 ELSE 0 END, tm.due_on, tm.sort, tm.id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	byTask := map[string][]plan.Milestone{}
	for _, row := range rows {
		m, err := row.milestone()
		if err != nil {
			return nil, err
		}
		byTask[m.Task] = append(byTask[m.Task], m)
	}
	return byTask, nil
}

type progressRow struct {
	bun.BaseModel `bun:"table:task_progress,alias:pr"`

	Bureau string                  `bun:"bureau_id,pk"`
	ID     string                  `bun:"id,pk"`
	Task   string                  `bun:"task_id"`
	At     store.Time              `bun:"at"`
	Person string                  `bun:"person"`
	Name   string                  `bun:"name"`
	Unit   string                  `bun:"unit_id"`
	Text   string                  `bun:"text"`
	Value  store.Decimal           `bun:"value"`
	Files  store.JSON[[]plan.File] `bun:"files"`
}

// InsertProgress implements plan.Store.
func (db *DB) InsertProgress(ctx context.Context, bureau string, p plan.Progress) error {
	row := progressRow{
		Bureau: bureau, ID: p.ID, Task: p.Task, At: store.At(p.At), Person: p.By, Name: p.Name, Unit: p.Unit,
		Text: p.Text, Value: store.Exact(p.Value), Files: store.AsJSON(p.Files),
	}
	_, err := db.store.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// ProgressOf implements plan.Store.
func (db *DB) ProgressOf(ctx context.Context, bureau, task string) ([]plan.Progress, error) {
	var rows []progressRow
	err := db.store.Read(ctx).NewSelect().Model(&rows).
		Where("pr.bureau_id = ? AND pr.task_id = ?", bureau, task).OrderExpr("pr.at DESC, pr.id DESC").Scan(ctx)
	if err != nil {
		return nil, err
	}
	reports := make([]plan.Progress, len(rows))
	for i, r := range rows {
		reports[i] = plan.Progress{
			ID: r.ID, Task: r.Task, At: r.At.Time, By: r.Person, Name: r.Name, Unit: r.Unit, Text: r.Text, Value: r.Value.Ptr(), Files: r.Files.V,
		}
	}
	return reports, nil
}
