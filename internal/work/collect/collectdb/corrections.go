package collectdb

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

var _ collect.Corrections = (*DB)(nil)

type correctionRow struct {
	bun.BaseModel `bun:"table:return_correction,alias:rc"`

	BureauID   string                              `bun:"bureau_id,pk"`
	ID         string                              `bun:"id,pk"`
	ReturnID   string                              `bun:"return_id"`
	CampaignID string                              `bun:"campaign_id"`
	OwnerID    string                              `bun:"owner_id"`
	UnitID     string                              `bun:"unit_id"`
	HeirID     string                              `bun:"heir_id"`
	Form       string                              `bun:"form"`
	Version    int                                 `bun:"version"`
	Period     string                              `bun:"period"`
	State      string                              `bun:"state"`
	Base       int                                 `bun:"base"`
	Result     int                                 `bun:"result"`
	AskedBy    string                              `bun:"asked_by"`
	AskedAt    store.Time                          `bun:"asked_at"`
	SignedBy   string                              `bun:"signed_by"`
	SignedAt   store.Time                          `bun:"signed_at"`
	DecidedBy  string                              `bun:"decided_by"`
	DecidedAt  store.Time                          `bun:"decided_at"`
	Rev        int                                 `bun:"rev"`
	Paper      store.JSON[collect.CorrectionPaper] `bun:"paper"`
}

func correctionToRow(c collect.Correction) correctionRow {
	return correctionRow{
		BureauID: c.Bureau, ID: c.ID, ReturnID: c.Return, CampaignID: c.Campaign, OwnerID: c.Owner, UnitID: c.Unit, HeirID: c.Heir,
		Form: c.Form, Version: c.Version, Period: c.Period.String(), State: string(c.State), Base: c.Base, Result: c.Result,
		AskedBy: c.AskedBy, AskedAt: store.At(c.AskedAt), SignedBy: c.SignedBy, SignedAt: store.At(c.SignedAt),
		DecidedBy: c.DecidedBy, DecidedAt: store.At(c.DecidedAt), Rev: c.Rev, Paper: store.AsJSON(c.Paper),
	}
}

func (r correctionRow) correction() (collect.Correction, error) {
	p, err := period.Parse(r.Period)
	if err != nil {
		return collect.Correction{}, fmt.Errorf("correction %s: %w", r.ID, err)
	}
	return collect.Correction{
		ID: r.ID, Bureau: r.BureauID, Return: r.ReturnID, Campaign: r.CampaignID, Owner: r.OwnerID, Unit: r.UnitID, Heir: r.HeirID,
		Form: r.Form, Version: r.Version, Period: p, State: collect.CorrectionState(r.State), Base: r.Base, Result: r.Result,
		AskedBy: r.AskedBy, AskedAt: r.AskedAt.Time, SignedBy: r.SignedBy, SignedAt: r.SignedAt.Time,
		DecidedBy: r.DecidedBy, DecidedAt: r.DecidedAt.Time, Rev: r.Rev, Paper: r.Paper.V,
	}, nil
}

// AddCorrection implements collect.Corrections.
func (db *DB) AddCorrection(ctx context.Context, c collect.Correction) error {
	row := correctionToRow(c)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

// Correction implements collect.Corrections.
func (db *DB) Correction(ctx context.Context, bureau, id string) (collect.Correction, error) {
	var row correctionRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	if err != nil {
		return collect.Correction{}, store.Found(err)
	}
	return row.correction()
}

// UpdateCorrection implements collect.Corrections. The revision in the WHERE
// clause decides races: of two deciders that saw the same revision, one meets no
// row. What was asked never changes.
func (db *DB) UpdateCorrection(ctx context.Context, c collect.Correction) error {
	row := correctionToRow(c)
	row.Rev++
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).
		Column("state", "result", "signed_by", "signed_at", "decided_by", "decided_at", "rev", "paper").
		Where("bureau_id = ? AND id = ? AND rev = ?", c.Bureau, c.ID, c.Rev).Exec(ctx)
	return store.Changed(result, err, "correction.moved")
}

// FindCorrections implements collect.Corrections. Ids are made in the order of
// time, so that the newest is the last.
func (db *DB) FindCorrections(ctx context.Context, q collect.CorrectionQuery) ([]collect.Correction, error) {
	var rows []correctionRow
	query := db.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", q.Bureau).OrderExpr("id DESC")
	for column, value := range map[string]string{"return_id": q.Return, "campaign_id": q.Campaign, "owner_id": q.Owner} {
		if value != "" {
			query.Where("? = ?", bun.Ident(column), value)
		}
	}
	if q.Unit != "" {
		query.Where(answeredBy, q.Unit, q.Unit)
	}
	if len(q.States) > 0 {
		query.Where("state IN (?)", bun.List(q.States))
	}
	if q.Limit > 0 {
		query.Limit(int64(q.Limit))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]collect.Correction, len(rows))
	for i, row := range rows {
		c, err := row.correction()
		if err != nil {
			return nil, err
		}
		all[i] = c
	}
	return all, nil
}
