package levelsdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

type mandateRow struct {
	bun.BaseModel `bun:"table:mandate,alias:m"`

	BureauID   string                                  `bun:"bureau_id,pk"`
	ID         string                                  `bun:"id,pk"`
	FromID     string                                  `bun:"from_id"`
	FromName   string                                  `bun:"from_name"`
	AboveID    string                                  `bun:"above_id"`
	FollowsID  string                                  `bun:"follows_id"`
	UnitID     string                                  `bun:"unit_id"`
	Form       string                                  `bun:"form"`
	Definition string                                  `bun:"definition"`
	Version    int                                     `bun:"version"`
	Title      string                                  `bun:"title"`
	Basis      string                                  `bun:"basis"`
	ListNo     string                                  `bun:"list_no"`
	EndsOn     string                                  `bun:"ends_on"`
	Signatures store.JSON[[]collect.SignRole]          `bun:"signatures"`
	EndedOn    string                                  `bun:"ended_on"`
	EndedWhy   string                                  `bun:"ended_why"`
	Year       int                                     `bun:"year"`
	Due        store.JSON[[]levels.MandateDue]         `bun:"due"`
	CampaignID string                                  `bun:"campaign_id"`
	Taken      store.JSON[*levels.MandateTerms]        `bun:"taken"`
	Told       store.JSON[map[string]levels.ToldState] `bun:"told"`
	Rev        int                                     `bun:"rev"`
}

func mandateToRow(m levels.Mandate) mandateRow {
	return mandateRow{
		BureauID: m.Bureau, ID: m.ID, FromID: m.From, FromName: m.FromName, AboveID: m.Above, FollowsID: m.Follows, UnitID: m.Unit,
		Form: m.Form, Definition: m.Definition, Version: m.Version, Title: m.Title, Basis: m.Basis, ListNo: m.ListNo,
		EndsOn: m.EndsOn.String(), Signatures: store.AsJSON(m.Signatures), EndedOn: m.EndedOn.String(), EndedWhy: m.EndedWhy, Year: m.Year,
		Due: store.AsJSON(m.Due), CampaignID: m.Campaign, Taken: store.AsJSON(m.Taken), Told: store.AsJSON(m.Told), Rev: m.Rev,
	}
}

func (r mandateRow) mandate() levels.Mandate {
	return levels.Mandate{
		ID: r.ID, Bureau: r.BureauID, From: r.FromID, FromName: r.FromName, Above: r.AboveID, Follows: r.FollowsID, Unit: r.UnitID,
		Form: r.Form, Definition: r.Definition, Year: r.Year, Campaign: r.CampaignID, Taken: r.Taken.V, Told: r.Told.V, Rev: r.Rev,
		MandateTerms: levels.MandateTerms{
			Version: r.Version, Title: r.Title, Basis: r.Basis, ListNo: r.ListNo, EndsOn: date(r.EndsOn), Signatures: r.Signatures.V,
			EndedOn: date(r.EndedOn), EndedWhy: r.EndedWhy, Due: r.Due.V,
		},
	}
}

// AddMandate implements levels.Mandates.
func (db *DB) AddMandate(ctx context.Context, m levels.Mandate) error {
	row := mandateToRow(m)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.New(fault.Conflict, "mandate.stale")
	}
	return err
}

// UpdateMandate implements levels.Mandates.
func (db *DB) UpdateMandate(ctx context.Context, m levels.Mandate) error {
	row := mandateToRow(m)
	row.Rev++
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).
		Column("from_name", "unit_id", "definition", "version", "title", "basis", "list_no", "ends_on", "signatures", "ended_on", "ended_why", "due", "campaign_id", "taken", "rev").
		Where("bureau_id = ? AND id = ? AND rev = ?", m.Bureau, m.ID, m.Rev).Exec(ctx)
	return store.Changed(result, err, "mandate.stale")
}

// Tell implements levels.Mandates.
func (db *DB) Tell(ctx context.Context, bureau, id string, told map[string]levels.ToldState) error {
	_, err := db.s.Write(ctx).NewUpdate().Table("mandate").Set("told = ?", store.AsJSON(told)).Where("bureau_id = ? AND id = ?", bureau, id).Exec(ctx)
	return err
}

// Mandate implements levels.Mandates.
func (db *DB) Mandate(ctx context.Context, bureau, id string) (levels.Mandate, error) {
	return db.mandate(ctx, "bureau_id = ? AND id = ?", bureau, id)
}

// MandateOf implements levels.Mandates.
func (db *DB) MandateOf(ctx context.Context, bureau, from, above string) (levels.Mandate, error) {
	return db.mandate(ctx, "bureau_id = ? AND from_id = ? AND above_id = ?", bureau, from, above)
}

// MandateFor implements levels.Mandates.
func (db *DB) MandateFor(ctx context.Context, bureau, campaign string) (levels.Mandate, error) {
	return db.mandate(ctx, "bureau_id = ? AND campaign_id = ? AND campaign_id <> ''", bureau, campaign)
}

func (db *DB) mandate(ctx context.Context, where string, args ...any) (levels.Mandate, error) {
	var row mandateRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where(where, args...).Scan(ctx)
	return row.mandate(), store.Found(err)
}

// Mandates implements levels.Mandates.
func (db *DB) Mandates(ctx context.Context, bureau string) ([]levels.Mandate, error) {
	var rows []mandateRow
	if err := db.s.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("definition").Where("bureau_id = ?", bureau).Order("id DESC").Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]levels.Mandate, len(rows))
	for i, r := range rows {
		all[i] = r.mandate()
	}
	return all, nil
}
