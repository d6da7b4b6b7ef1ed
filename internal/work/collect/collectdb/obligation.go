package collectdb

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

type obligationRow struct {
	bun.BaseModel `bun:"table:obligation,alias:o"`

	BureauID    string                    `bun:"bureau_id,pk"`
	ID          string                    `bun:"id,pk"`
	CampaignID  string                    `bun:"campaign_id"`
	OwnerID     string                    `bun:"owner_id"`
	Form        string                    `bun:"form"`
	Version     int                       `bun:"version"`
	UnitID      string                    `bun:"unit_id"`
	HeirID      string                    `bun:"heir_id"`
	Period      string                    `bun:"period"`
	State       string                    `bun:"state"`
	Awaits      string                    `bun:"awaits"`
	OpensOn     string                    `bun:"opens_on"`
	DueOn       string                    `bun:"due_on"`
	GraceOn     string                    `bun:"grace_on"`
	BackDueOn   string                    `bun:"back_due_on"`
	HandedInOn  string                    `bun:"handed_in_on"`
	RecordID    string                    `bun:"record_id"`
	RecordNo    int                       `bun:"record_no"`
	SubmittedBy string                    `bun:"submitted_by"`
	SubmittedAt store.Time                `bun:"submitted_at"`
	ReviewedBy  string                    `bun:"reviewed_by"`
	ReviewedAt  store.Time                `bun:"reviewed_at"`
	Backs       int                       `bun:"backs"`
	Reminders   int                       `bun:"reminders"`
	RemindedOn  string                    `bun:"reminded_on"`
	Nothing     int                       `bun:"nil_return"`
	LiftedBy    string                    `bun:"lifted_by"`
	LiftedWhy   string                    `bun:"lifted_why"`
	Rev         int                       `bun:"rev"`
	Paper       store.JSON[collect.Paper] `bun:"paper"`
	workRow
}

func obligationToRow(o collect.Obligation) obligationRow {
	return obligationRow{
		BureauID: o.Bureau, ID: o.ID, CampaignID: o.Campaign, OwnerID: o.Owner, Form: o.Form, Version: o.Version,
		UnitID: o.Unit, HeirID: o.Heir, Period: o.Period.String(), State: string(o.State), Awaits: string(o.Awaits),
		OpensOn: o.Opens.String(), DueOn: o.Due.String(), GraceOn: o.GraceOn.String(), BackDueOn: o.BackDue.String(),
		HandedInOn: o.HandedInOn.String(), RecordID: o.Record, RecordNo: o.RecordNo,
		SubmittedBy: o.SubmittedBy, SubmittedAt: store.At(o.SubmittedAt),
		ReviewedBy: o.ReviewedBy, ReviewedAt: store.At(o.ReviewedAt),
		Backs: o.Backs, Reminders: o.Reminders, RemindedOn: o.RemindedOn.String(), Nothing: flag(o.Paper.Nothing != ""),
		LiftedBy: o.LiftedBy, LiftedWhy: o.LiftedWhy, Rev: o.Rev, Paper: store.AsJSON(o.Paper), workRow: workToRow(o.Work),
	}
}

func (r obligationRow) obligation() (collect.Obligation, error) {
	p, err := period.Parse(r.Period)
	if err != nil {
		return collect.Obligation{}, fmt.Errorf("obligation %s: %w", r.ID, err)
	}
	return collect.Obligation{
		ID: r.ID, Bureau: r.BureauID, Campaign: r.CampaignID, Owner: r.OwnerID, Form: r.Form, Version: r.Version,
		Unit: r.UnitID, Heir: r.HeirID, Period: p, State: collect.State(r.State), Awaits: collect.Awaits(r.Awaits),
		Opens: date(r.OpensOn), Due: date(r.DueOn), GraceOn: date(r.GraceOn), BackDue: date(r.BackDueOn), HandedInOn: date(r.HandedInOn),
		Record: r.RecordID, RecordNo: r.RecordNo,
		SubmittedBy: r.SubmittedBy, SubmittedAt: r.SubmittedAt.Time,
		ReviewedBy: r.ReviewedBy, ReviewedAt: r.ReviewedAt.Time,
		Backs: r.Backs, Reminders: r.Reminders, RemindedOn: date(r.RemindedOn),
		LiftedBy: r.LiftedBy, LiftedWhy: r.LiftedWhy, Rev: r.Rev, Paper: r.Paper.V, Work: r.work(),
	}, nil
}

func obligations(rows []obligationRow) ([]collect.Obligation, error) {
	all := make([]collect.Obligation, len(rows))
	for i, row := range rows {
		o, err := row.obligation()
		if err != nil {
			return nil, err
		}
		all[i] = o
	}
	return all, nil
}

// AddObligations implements collect.Store.
func (db *DB) AddObligations(ctx context.Context, all []collect.Obligation) error {
	for part := range slices.Chunk(all, chunk) {
		rows := make([]obligationRow, len(part))
		for i, o := range part {
			rows[i] = obligationToRow(o)
		}
		if _, err := db.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

var obligationByID = store.FixedSelect((*obligationRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND id = $2")
})

// Obligation implements collect.Store.
func (db *DB) Obligation(ctx context.Context, bureau, id string) (collect.Obligation, error) {
	var row obligationRow
	if err := db.s.One(ctx, obligationByID, &row, bureau, id); err != nil {
		return collect.Obligation{}, store.Found(err)
	}
	return row.obligation()
}

// Obligations implements collect.Store.
func (db *DB) Obligations(ctx context.Context, bureau string, ids []string) ([]collect.Obligation, error) {
	var found []collect.Obligation
	for part := range slices.Chunk(ids, 500) {
		var rows []obligationRow
		err := db.s.Read(ctx).NewSelect().Model(&rows).
			Where("bureau_id = ? AND id IN (?)", bureau, bun.List(part)).Scan(ctx)
		if err != nil {
			return nil, err
		}
		some, err := obligations(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	return found, nil
}

var changedObligation = store.FixedUpdate((*obligationRow)(nil), "bureau_id = ? AND id = ? AND rev = ?",
	"state", "awaits", "back_due_on", "handed_in_on", "record_id", "record_no",
	"submitted_by", "submitted_at", "reviewed_by", "reviewed_at", "backs", "nil_return", "lifted_by", "lifted_why", "rev", "paper",
	"seen_at", "active_ms", "cells", "kept")

// Update implements collect.Store. The revision in the WHERE clause decides
// races: of two writers that saw the same revision, one meets no row.
func (db *DB) Update(ctx context.Context, o collect.Obligation) error {
	row := obligationToRow(o)
	row.Rev++
	return db.s.Put(ctx, changedObligation, &row, store.Met("return.moved"), o.Bureau, o.ID, o.Rev)
}
