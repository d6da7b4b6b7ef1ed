package levelsdb

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect/levels"
)

type aboveActRow struct {
	bun.BaseModel `bun:"table:above_act,alias:aa"`

	BureauID   string                          `bun:"bureau_id,pk"`
	ID         string                          `bun:"id,pk"`
	MandateID  string                          `bun:"mandate_id"`
	Period     string                          `bun:"period"`
	ReturnID   string                          `bun:"return_id"`
	Kind       string                          `bun:"kind"`
	State      string                          `bun:"state"`
	PersonID   string                          `bun:"person_id"`
	PersonName string                          `bun:"person_name"`
	PostID     string                          `bun:"post_id"`
	PostUnit   string                          `bun:"post_unit"`
	Role       string                          `bun:"role"`
	Door       string                          `bun:"door"`
	BegunAt    store.Time                      `bun:"begun_at"`
	EndedAt    store.Time                      `bun:"ended_at"`
	RecordNo   int                             `bun:"record_no"`
	Why        string                          `bun:"why"`
	Input      store.JSON[levels.AboveInput]   `bun:"input"`
	Parts      store.JSON[[]levels.HandedPart] `bun:"parts"`
}

func (r aboveActRow) act() (levels.AboveAct, error) {
	p, err := period.Parse(r.Period)
	if err != nil {
		return levels.AboveAct{}, fmt.Errorf("act above %s: %w", r.ID, err)
	}
	return levels.AboveAct{
		ID: r.ID, Bureau: r.BureauID, Mandate: r.MandateID, Period: p, Return: r.ReturnID, Kind: levels.AboveKind(r.Kind), State: levels.AboveState(r.State),
		Person: r.PersonID, Name: r.PersonName, Post: access.Post{ID: r.PostID, Unit: r.PostUnit, Role: access.Role(r.Role)}, Door: access.Door(r.Door),
		Begun: r.BegunAt.Time, Ended: r.EndedAt.Time, No: r.RecordNo, Why: r.Why, Input: r.Input.V, Parts: r.Parts.V,
	}, nil
}

// AddAct implements levels.AboveActs.
func (db *DB) AddAct(ctx context.Context, a levels.AboveAct) error {
	_, err := db.s.Write(ctx).NewInsert().Model(&aboveActRow{
		BureauID: a.Bureau, ID: a.ID, MandateID: a.Mandate, Period: a.Period.String(), ReturnID: a.Return, Kind: string(a.Kind), State: string(a.State),
		PersonID: a.Person, PersonName: a.Name, PostID: a.Post.ID, PostUnit: a.Post.Unit, Role: string(a.Post.Role), Door: string(a.Door),
		BegunAt: store.At(a.Begun), EndedAt: store.At(a.Ended), RecordNo: a.No, Why: a.Why, Input: store.AsJSON(a.Input), Parts: store.AsJSON(a.Parts),
	}).Exec(ctx)
	if store.IsUnique(err) {
		return fault.New(fault.Conflict, "mandate.underway")
	}
	return err
}

// EndAct implements levels.AboveActs.
func (db *DB) EndAct(ctx context.Context, a levels.AboveAct) error {
	result, err := db.s.Write(ctx).NewUpdate().Table("above_act").
		Set("state = ?", string(a.State)).Set("record_no = ?", a.No).Set("why = ?", a.Why).Set("ended_at = ?", store.At(a.Ended)).
		Where("bureau_id = ? AND id = ? AND state = ?", a.Bureau, a.ID, string(levels.AboveBegun)).Exec(ctx)
	return store.Changed(result, err, "mandate.underway")
}

// DropAct implements levels.AboveActs.
func (db *DB) DropAct(ctx context.Context, bureau, id string) error {
	_, err := db.s.Write(ctx).NewDelete().Table("above_act").Where("bureau_id = ? AND id = ? AND state = ?", bureau, id, string(levels.AboveBegun)).Exec(ctx)
	return err
}

// Acts implements levels.AboveActs.
func (db *DB) Acts(ctx context.Context, bureau, mandate, period string) ([]levels.AboveAct, error) {
	var rows []aboveActRow
	q := db.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ? AND mandate_id = ?", bureau, mandate).Order("id DESC")
	if period != "" {
		q = q.Where("period = ?", period)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, err
	}
	return actsOf(rows)
}

// BegunActs implements levels.AboveActs.
func (db *DB) BegunActs(ctx context.Context, bureau string, before time.Time) ([]levels.AboveAct, error) {
	var rows []aboveActRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Where("bureau_id = ? AND state = ? AND begun_at < ?", bureau, string(levels.AboveBegun), store.At(before)).Order("id").Scan(ctx)
	if err != nil {
		return nil, err
	}
	return actsOf(rows)
}

func actsOf(rows []aboveActRow) ([]levels.AboveAct, error) {
	all := make([]levels.AboveAct, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = r.act(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
