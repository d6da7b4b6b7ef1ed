// Package designdb keeps drafts of forms in the database. It holds no rule.
package designdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/design"
)

// DB is the store of drafts. It fulfils design.Store.
type DB struct{ s *store.Store }

// New makes the store.
func New(s *store.Store) *DB { return &DB{s} }

type draftRow struct {
	bun.BaseModel `bun:"table:form_draft,alias:d"`

	BureauID  string                        `bun:"bureau_id,pk"`
	ID        string                        `bun:"id,pk"`
	Form      string                        `bun:"form"`
	Title     string                        `bun:"title"`
	OwnerID   string                        `bun:"owner_id"`
	State     design.State                  `bun:"state"`
	Base      int                           `bun:"base"`
	Rev       int                           `bun:"rev"`
	Reasons   store.JSON[map[string]string] `bun:"reasons"`
	Sample    store.JSON[design.Sample]     `bun:"sample"`
	StartedBy string                        `bun:"started_by"`
	StartedAt store.Time                    `bun:"started_at"`
	ChangedBy string                        `bun:"changed_by"`
	ChangedAt store.Time                    `bun:"changed_at"`
	Published int                           `bun:"published"`
	Reason    string                        `bun:"reason"`
}

func rowOf(d design.Draft) draftRow {
	return draftRow{
		BureauID: d.Bureau, ID: d.ID, Form: d.Form, Title: d.Title, OwnerID: d.Owner, State: d.State, Base: d.Base, Rev: d.Rev,
		Reasons: store.AsJSON(d.Reasons), Sample: store.AsJSON(d.Sample), StartedBy: d.StartedBy, StartedAt: store.At(d.Started),
		ChangedBy: d.ChangedBy, ChangedAt: store.At(d.Changed), Published: d.Version, Reason: d.Reason,
	}
}

func (r draftRow) draft() design.Draft {
	return design.Draft{
		Bureau: r.BureauID, ID: r.ID, Form: r.Form, Title: r.Title, Owner: r.OwnerID, State: r.State, Base: r.Base, Rev: r.Rev,
		Reasons: r.Reasons.V, Sample: r.Sample.V, StartedBy: r.StartedBy, Started: r.StartedAt.Time,
		ChangedBy: r.ChangedBy, Changed: r.ChangedAt.Time, Version: r.Published, Reason: r.Reason,
	}
}

// Insert implements design.Store.
func (db *DB) Insert(ctx context.Context, d design.Draft, first design.Revision) error {
	row := rowOf(d)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "design.open")
	}
	if err != nil {
		return err
	}
	return db.addRevision(ctx, d, first)
}

// Update implements design.Store. What is no longer being written stays as it is:
// publishing keeps the revision, and a change begun before it would undo it.
func (db *DB) Update(ctx context.Context, d design.Draft, base int, next design.Revision, drop int) error {
	row := rowOf(d)
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).ExcludeColumn("bureau_id", "id", "sample", "started_by", "started_at").
		Where("bureau_id = ? AND id = ? AND rev = ? AND state = ?", d.Bureau, d.ID, base, design.Writing).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "design.open")
	}
	if err := store.Changed(result, err, "design.stale"); err != nil || next.Rev == 0 {
		return err
	}
	if err := db.addRevision(ctx, d, next); err != nil {
		return err
	}
	_, err = db.s.Write(ctx).NewDelete().Model((*revisionRow)(nil)).
		Where("bureau_id = ? AND draft_id = ? AND rev <= ?", d.Bureau, d.ID, drop).Exec(ctx)
	return err
}

// SetSample implements design.Store.
func (db *DB) SetSample(ctx context.Context, bureau, draft string, s design.Sample) error {
	_, err := db.s.Write(ctx).NewUpdate().Model((*draftRow)(nil)).Set("sample = ?", store.AsJSON(s)).
		Where("bureau_id = ? AND id = ?", bureau, draft).Exec(ctx)
	return err
}

// Draft implements design.Store.
func (db *DB) Draft(ctx context.Context, bureau, id string) (design.Draft, error) {
	var row draftRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return row.draft(), store.Found(err)
}

// Drafts implements design.Store.
func (db *DB) Drafts(ctx context.Context, bureau string) ([]design.Draft, error) {
	var rows []draftRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("sample").
		Where("bureau_id = ? AND state <> ?", bureau, design.Discarded).OrderExpr("changed_at DESC, id DESC").Scan(ctx)
	drafts := make([]design.Draft, len(rows))
	for i, row := range rows {
		drafts[i] = row.draft()
	}
	return drafts, err
}
