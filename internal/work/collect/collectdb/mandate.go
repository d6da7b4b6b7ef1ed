package collectdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

var _ collect.Mandates = (*DB)(nil)

type mandateRow struct {
	bun.BaseModel `bun:"table:mandate,alias:m"`

	BureauID   string                           `bun:"bureau_id,pk"`
	ID         string                           `bun:"id,pk"`
	FromID     string                           `bun:"from_id"`
	FromName   string                           `bun:"from_name"`
	AboveID    string                           `bun:"above_id"`
	UnitID     string                           `bun:"unit_id"`
	Form       string                           `bun:"form"`
	Definition string                           `bun:"definition"`
	Title      string                           `bun:"title"`
	Basis      string                           `bun:"basis"`
	ListNo     string                           `bun:"list_no"`
	EndsOn     string                           `bun:"ends_on"`
	Year       int                              `bun:"year"`
	Due        store.JSON[[]collect.MandateDue] `bun:"due"`
	CampaignID string                           `bun:"campaign_id"`
	Rev        int                              `bun:"rev"`
}

func (r mandateRow) mandate() collect.Mandate {
	return collect.Mandate{
		ID: r.ID, Bureau: r.BureauID, From: r.FromID, FromName: r.FromName, Above: r.AboveID, Unit: r.UnitID, Form: r.Form, Definition: r.Definition,
		Title: r.Title, Basis: r.Basis, ListNo: r.ListNo, EndsOn: date(r.EndsOn), Year: r.Year, Due: r.Due.V, Campaign: r.CampaignID, Rev: r.Rev,
	}
}

// PutMandate implements collect.Mandates.
func (db *DB) PutMandate(ctx context.Context, m collect.Mandate) error {
	_, err := db.s.Write(ctx).NewInsert().Model(&mandateRow{
		BureauID: m.Bureau, ID: m.ID, FromID: m.From, FromName: m.FromName, AboveID: m.Above, UnitID: m.Unit, Form: m.Form, Definition: m.Definition,
		Title: m.Title, Basis: m.Basis, ListNo: m.ListNo, EndsOn: m.EndsOn.String(), Year: m.Year, Due: store.AsJSON(m.Due), CampaignID: m.Campaign, Rev: m.Rev,
	}).On("CONFLICT (bureau_id, from_id, above_id) DO UPDATE").
		Set("from_name = EXCLUDED.from_name").Set("title = EXCLUDED.title").Set("basis = EXCLUDED.basis").Set("list_no = EXCLUDED.list_no").
		Set("ends_on = EXCLUDED.ends_on").Set("due = EXCLUDED.due").Set("definition = EXCLUDED.definition").Exec(ctx)
	return err
}

// Mandate implements collect.Mandates.
func (db *DB) Mandate(ctx context.Context, bureau, id string) (collect.Mandate, error) {
	var row mandateRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND id = ?", bureau, id).Scan(ctx)
	return row.mandate(), store.Found(err)
}

// Mandates implements collect.Mandates.
func (db *DB) Mandates(ctx context.Context, bureau string) ([]collect.Mandate, error) {
	var rows []mandateRow
	if err := db.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("id DESC").Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]collect.Mandate, len(rows))
	for i, r := range rows {
		all[i] = r.mandate()
	}
	return all, nil
}

// Issued implements collect.Mandates.
func (db *DB) Issued(ctx context.Context, bureau, id, campaign string) error {
	result, err := db.s.Write(ctx).NewUpdate().Table("mandate").Set("campaign_id = ?", campaign).Set("rev = rev + 1").
		Where("bureau_id = ? AND id = ? AND campaign_id = ''", bureau, id).Exec(ctx)
	return store.Changed(result, err, "mandate.issued")
}
