package collectdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/collect"
)

type campaignRow struct {
	bun.BaseModel `bun:"table:campaign,alias:c"`

	BureauID   string                           `bun:"bureau_id,pk"`
	ID         string                           `bun:"id,pk"`
	Form       string                           `bun:"form"`
	Version    int                              `bun:"version"`
	Title      string                           `bun:"title"`
	OwnerID    string                           `bun:"owner_id"`
	Kind       string                           `bun:"kind"`
	Year       int                              `bun:"year"`
	Periods    store.JSON[[]period.Period]      `bun:"periods"`
	Due        store.JSON[collect.DueRule]      `bun:"due"`
	Basis      string                           `bun:"basis"`
	ListNo     string                           `bun:"list_no"`
	EndsOn     string                           `bun:"ends_on"`
	Signatures store.JSON[[]collect.SignRole]   `bun:"signatures"`
	Units      store.JSON[collect.UnitRule]     `bun:"units"`
	Again      store.JSON[[]collect.AskedAgain] `bun:"again"`
	Grace      int                              `bun:"grace"`
	Remind     store.JSON[collect.ReminderPlan] `bun:"remind"`
	Recurs     int                              `bun:"recurs"`
	Follows    string                           `bun:"follows"`
	State      string                           `bun:"state"`
	EndedOn    string                           `bun:"ended_on"`
	EndedWhy   string                           `bun:"ended_why"`
	WarnedOn   string                           `bun:"warned_on"`
	AboveYears store.JSON[[]int]                `bun:"above_years"`
	Held       store.JSON[*collect.HeldPeriod]  `bun:"held"`
	Rev        int                              `bun:"rev"`
}

func campaignToRow(c collect.Campaign) campaignRow {
	return campaignRow{
		BureauID: c.Bureau, ID: c.ID, Form: c.Form, Version: c.Version, Title: c.Title, OwnerID: c.Owner,
		Kind: string(c.Kind), Year: c.Year, Periods: store.AsJSON(c.Periods), Due: store.AsJSON(c.Due),
		Basis: c.Basis, ListNo: c.ListNo, EndsOn: c.EndsOn.String(), Signatures: store.AsJSON(c.Signatures),
		Units: store.AsJSON(c.Units), Again: store.AsJSON(c.Again), Grace: c.Grace, Remind: store.AsJSON(c.Remind), Recurs: flag(c.Recurs), Follows: c.Follows,
		State: string(c.State), EndedOn: c.EndedOn.String(), EndedWhy: c.EndedWhy, WarnedOn: c.WarnedOn.String(),
		AboveYears: store.AsJSON(c.AboveYears), Held: store.AsJSON(c.Held), Rev: c.Rev,
	}
}

func (r campaignRow) campaign() collect.Campaign {
	return collect.Campaign{
		ID: r.ID, Bureau: r.BureauID, Form: r.Form, Version: r.Version, Title: r.Title, Owner: r.OwnerID,
		Kind: period.Kind(r.Kind), Year: r.Year, Periods: r.Periods.V, Due: r.Due.V, Basis: r.Basis,
		ListNo: r.ListNo, EndsOn: date(r.EndsOn), Signatures: r.Signatures.V, Units: r.Units.V,
		Again: r.Again.V, Grace: r.Grace, Remind: r.Remind.V, Recurs: r.Recurs != 0, Follows: r.Follows,
		State: collect.CampaignState(r.State), EndedOn: date(r.EndedOn), EndedWhy: r.EndedWhy, WarnedOn: date(r.WarnedOn),
		AboveYears: r.AboveYears.V, Held: r.Held.V, Rev: r.Rev,
	}
}

// Hold implements collect.Store.
func (db *DB) Hold(ctx context.Context, bureau, name string) error {
	return db.s.Hold(ctx, bureau, name)
}

// AddCampaign implements collect.Store.
func (db *DB) AddCampaign(ctx context.Context, c collect.Campaign) error {
	row := campaignToRow(c)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	return err
}

var campaignByID = store.FixedSelect((*campaignRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND id = $2")
})

// Campaign implements collect.Store.
func (db *DB) Campaign(ctx context.Context, bureau, id string) (collect.Campaign, error) {
	var row campaignRow
	if err := db.s.One(ctx, campaignByID, &row, bureau, id); err != nil {
		return collect.Campaign{}, store.Found(err)
	}
	return row.campaign(), nil
}

// signersRow is what handing in and signing need of a campaign: its whole row is
// eight texts of JSON.
type signersRow struct {
	bun.BaseModel `bun:"table:campaign,alias:c"`

	Signatures store.JSON[[]collect.SignRole] `bun:"signatures"`
}

var signersByID = store.FixedSelect((*signersRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("bureau_id = $1 AND id = $2")
})

// Signers implements collect.Store.
func (db *DB) Signers(ctx context.Context, bureau, campaign string) ([]collect.SignRole, error) {
	var row signersRow
	if err := db.s.One(ctx, signersByID, &row, bureau, campaign); err != nil {
		return nil, store.Found(err)
	}
	return row.Signatures.V, nil
}

// Campaigns implements collect.Store.
func (db *DB) Campaigns(ctx context.Context, bureau string, year int) ([]collect.Campaign, error) {
	var rows []campaignRow
	query := db.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("year DESC", "id DESC")
	if year != 0 {
		query.Where("year = ?", year)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	all := make([]collect.Campaign, len(rows))
	for i, row := range rows {
		all[i] = row.campaign()
	}
	return all, nil
}

// UpdateCampaign implements collect.Store.
func (db *DB) UpdateCampaign(ctx context.Context, c collect.Campaign) error {
	row := campaignToRow(c)
	row.Rev++
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).ExcludeColumn("bureau_id", "id").
		Where("bureau_id = ? AND id = ? AND rev = ?", c.Bureau, c.ID, c.Rev).Exec(ctx)
	return store.Changed(result, err, "campaign.stale")
}
