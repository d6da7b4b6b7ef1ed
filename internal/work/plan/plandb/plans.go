package plandb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/plan"
)

type planRow struct {
	bun.BaseModel `bun:"table:plan,alias:p"`

	Bureau   string     `bun:"bureau_id,pk"`
	ID       string     `bun:"id,pk"`
	Year     int        `bun:"year"`
	Title    string     `bun:"title"`
	Number   string     `bun:"number"`
	Document string     `bun:"document"`
	State    string     `bun:"state"`
	FrozenAt store.Time `bun:"frozen_at"`
	FrozenBy string     `bun:"frozen_by"`
}

type themeRow struct {
	bun.BaseModel `bun:"table:plan_theme,alias:th"`

	Bureau string `bun:"bureau_id,pk"`
	ID     string `bun:"id,pk"`
	Plan   string `bun:"plan_id"`
	No     string `bun:"no"`
	Title  string `bun:"title"`
	Sort   int    `bun:"sort"`
}

func planRowOf(bureau string, p plan.Plan) planRow {
	return planRow{
		Bureau: bureau, ID: p.ID, Year: p.Year, Title: p.Title, Number: p.Number, Document: p.Document,
		State: string(p.State), FrozenAt: store.At(p.FrozenAt), FrozenBy: p.FrozenBy,
	}
}

func (r planRow) plan() plan.Plan {
	return plan.Plan{
		ID: r.ID, Year: r.Year, Title: r.Title, Number: r.Number, Document: r.Document,
		State: plan.State(r.State), FrozenAt: r.FrozenAt.Time, FrozenBy: r.FrozenBy,
	}
}

// InsertPlan implements plan.Store.
func (db *DB) InsertPlan(ctx context.Context, bureau string, p plan.Plan) error {
	row := planRowOf(bureau, p)
	if _, err := db.store.Write(ctx).NewInsert().Model(&row).Exec(ctx); err != nil {
		return err
	}
	return db.InsertThemes(ctx, bureau, p.Themes)
}

// UpdatePlan implements plan.Store.
func (db *DB) UpdatePlan(ctx context.Context, bureau string, p plan.Plan) error {
	row := planRowOf(bureau, p)
	result, err := db.store.Write(ctx).NewUpdate().Model(&row).WherePK().Exec(ctx)
	return store.Changed(result, err, "task.stale")
}

// InsertThemes implements plan.Store.
func (db *DB) InsertThemes(ctx context.Context, bureau string, themes []plan.Theme) error {
	rows := make([]themeRow, len(themes))
	for i, t := range themes {
		rows[i] = themeRow{Bureau: bureau, ID: t.ID, Plan: t.Plan, No: t.No, Title: t.Title, Sort: t.Sort}
	}
	return insert(ctx, db.store, rows)
}

// Plan implements plan.Store.
func (db *DB) Plan(ctx context.Context, bureau, id string) (plan.Plan, error) {
	var row planRow
	err := db.store.Read(ctx).NewSelect().Model(&row).Where("p.bureau_id = ? AND p.id = ?", bureau, id).Scan(ctx)
	if err != nil {
		return plan.Plan{}, store.Found(err)
	}
	p := row.plan()
	themes, err := db.themes(ctx, bureau, id)
	p.Themes = themes[id]
	return p, err
}

// Plans implements plan.Store.
func (db *DB) Plans(ctx context.Context, bureau string, year int) ([]plan.Plan, error) {
	var rows []planRow
	err := db.store.Read(ctx).NewSelect().Model(&rows).
		Where("p.bureau_id = ? AND p.year = ?", bureau, year).OrderExpr("p.id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	plans, ids := make([]plan.Plan, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		plans[i], ids[i] = row.plan(), row.ID
	}
	themes, err := db.themes(ctx, bureau, ids...)
	for i := range plans {
		plans[i].Themes = themes[plans[i].ID]
	}
	return plans, err
}

// themes are the themes of some plans, by plan.
func (db *DB) themes(ctx context.Context, bureau string, plans ...string) (map[string][]plan.Theme, error) {
	byPlan := map[string][]plan.Theme{}
	if len(plans) == 0 {
		return byPlan, nil
	}
	var rows []themeRow
	err := db.store.Read(ctx).NewSelect().Model(&rows).
		Where("th.bureau_id = ? AND th.plan_id IN (?)", bureau, bun.List(plans)).OrderExpr("th.plan_id, th.sort, th.id").Scan(ctx)
	for _, r := range rows {
		byPlan[r.Plan] = append(byPlan[r.Plan], plan.Theme{ID: r.ID, Plan: r.Plan, No: r.No, Title: r.Title, Sort: r.Sort})
	}
	return byPlan, err
}

// Years implements plan.Store.
func (db *DB) Years(ctx context.Context, bureau string) ([]plan.YearCount, error) {
	var rows []struct {
		Year int `bun:"year"`
		All  int `bun:"all_tasks"`
		Done int `bun:"done_tasks"`
	}
	err := db.store.Read(ctx).NewSelect().Table("plan").
		ColumnExpr("plan.year AS year, count(task.id) AS all_tasks").
		ColumnExpr("count(CASE WHEN task.state = ? THEN 1 END) AS done_tasks", string(plan.Done)).
		Join("LEFT JOIN task ON task.bureau_id = plan.bureau_id AND task.plan_id = plan.id").
		Where("plan.bureau_id = ?", bureau).GroupExpr("plan.year").OrderExpr("plan.year DESC").Scan(ctx, &rows)
	years := make([]plan.YearCount, len(rows))
	for i, r := range rows {
		years[i] = plan.YearCount{Year: r.Year, All: r.All, Done: r.Done}
	}
	return years, err
}
