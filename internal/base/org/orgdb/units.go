package orgdb

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"nianlun/internal/base/org"
	"nianlun/internal/kit/store"
)

type bureauRow struct {
	bun.BaseModel `bun:"table:bureau,alias:b"`

	ID   string `bun:"id,pk"`
	Name string `bun:"name"`
	Code string `bun:"code"`
}

// Bureaus implements org.Store.
func (d *DB) Bureaus(ctx context.Context) ([]org.Bureau, error) {
	var rows []bureauRow
	// UUIDv7: as they were made.
	if err := d.s.Read(ctx).NewSelect().Model(&rows).Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	bureaus := make([]org.Bureau, len(rows))
	for i, r := range rows {
		bureaus[i] = org.Bureau{ID: r.ID, Name: r.Name, Code: r.Code}
	}
	return bureaus, nil
}

// InsertBureau implements org.Store.
func (d *DB) InsertBureau(ctx context.Context, b org.Bureau) error {
	_, err := d.s.Write(ctx).NewInsert().Model(&bureauRow{ID: b.ID, Name: b.Name, Code: b.Code}).Exec(ctx)
	return taken(err)
}

type unitRow struct {
	bun.BaseModel `bun:"table:unit,alias:u"`

	BureauID string `bun:"bureau_id,pk"`
	ID       string `bun:"id,pk"`
	Code     string `bun:"code"`
	Name     string `bun:"name"`
	Short    string `bun:"short"`
	Type     string `bun:"type"`
	Zone     string `bun:"zone"`
	Sort     int    `bun:"sort"`
	From     civil  `bun:"valid_from"`
	Until    civil  `bun:"valid_until"`
}

func unitRowOf(bureau string, u org.Unit) unitRow {
	return unitRow{
		BureauID: bureau, ID: u.ID, Code: u.Code, Name: u.Name, Short: u.Short, Type: string(u.Type),
		Zone: u.Zone, Sort: u.Sort, From: civil{u.From}, Until: civil{u.Until},
	}
}

func (r unitRow) unit() org.Unit {
	return org.Unit{
		ID: r.ID, Code: r.Code, Name: r.Name, Short: r.Short, Type: org.UnitType(r.Type),
		Zone: r.Zone, Sort: r.Sort, From: r.From.Date, Until: r.Until.Date,
	}
}

type parentRow struct {
	bun.BaseModel `bun:"table:unit_parent,alias:p"`

	BureauID string `bun:"bureau_id,pk"`
	UnitID   string `bun:"unit_id,pk"`
	ParentID string `bun:"parent_id,pk"`
	From     civil  `bun:"valid_from,pk"`
	Until    civil  `bun:"valid_until"`
}

// Hold implements org.Store.
func (d *DB) Hold(ctx context.Context, bureau, name string) error { return d.s.Hold(ctx, bureau, name) }

// Units implements org.Store.
func (d *DB) Units(ctx context.Context, bureau string, ids ...string) ([]org.Unit, error) {
	var rows []unitRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("sort", "code", "id")
	if len(ids) > 0 {
		query.Where("id IN (?)", bun.List(ids))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	parents, err := d.parents(ctx, bureau, ids)
	if err != nil {
		return nil, err
	}
	units := make([]org.Unit, len(rows))
	for i, r := range rows {
		units[i] = r.unit()
		units[i].Parents = parents[r.ID]
	}
	return units, nil
}

func (d *DB) parents(ctx context.Context, bureau string, ids []string) (map[string][]org.Parent, error) {
	var rows []parentRow
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("unit_id", "valid_from", "parent_id")
	if len(ids) > 0 {
		query.Where("unit_id IN (?)", bun.List(ids))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	parents := map[string][]org.Parent{}
	for _, r := range rows {
		parents[r.UnitID] = append(parents[r.UnitID], org.Parent{Unit: r.ParentID, From: r.From.Date, Until: r.Until.Date})
	}
	return parents, nil
}

// InsertUnits implements org.Store.
func (d *DB) InsertUnits(ctx context.Context, bureau string, units []org.Unit) error {
	var parents []parentRow
	rows := make([]unitRow, len(units))
	for i, u := range units {
		rows[i] = unitRowOf(bureau, u)
		parents = append(parents, parentRows(bureau, u.ID, u.Parents)...)
	}
	for part := range slices.Chunk(rows, 500) {
		if _, err := d.s.Write(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
			return taken(err)
		}
	}
	return d.insertParents(ctx, parents)
}

func parentRows(bureau, unit string, parents []org.Parent) []parentRow {
	rows := make([]parentRow, len(parents))
	for i, p := range parents {
		rows[i] = parentRow{BureauID: bureau, UnitID: unit, ParentID: p.Unit, From: civil{p.From}, Until: civil{p.Until}}
	}
	return rows
}

func (d *DB) insertParents(ctx context.Context, rows []parentRow) error {
	for part := range slices.Chunk(rows, 500) {
		if _, err := d.s.Write(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// UpdateUnit implements org.Store.
func (d *DB) UpdateUnit(ctx context.Context, bureau string, unit org.Unit) error {
	row := unitRowOf(bureau, unit)
	result, err := d.s.Write(ctx).NewUpdate().Model(&row).WherePK().Exec(ctx)
	return store.Changed(result, taken(err), "notfound")
}

// SetParents implements org.Store.
func (d *DB) SetParents(ctx context.Context, bureau, unit string, parents []org.Parent) error {
	_, err := d.s.Write(ctx).NewDelete().Model((*parentRow)(nil)).
		Where("bureau_id = ?", bureau).Where("unit_id = ?", unit).Exec(ctx)
	if err != nil {
		return err
	}
	return d.insertParents(ctx, parentRows(bureau, unit, parents))
}

type leaderRow struct {
	bun.BaseModel `bun:"table:unit_leader,alias:l"`

	BureauID  string `bun:"bureau_id,pk"`
	SectionID string `bun:"section_id,pk"`
	From      civil  `bun:"valid_from,pk"`
	PersonID  string `bun:"person_id"`
	Until     civil  `bun:"valid_until"`
}

// Leadings implements org.Store.
func (d *DB) Leadings(ctx context.Context, bureau string) ([]org.Leading, error) {
	var rows []leaderRow
	err := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("section_id", "valid_from").Scan(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]org.Leading, len(rows))
	for i, r := range rows {
		all[i] = org.Leading{Section: r.SectionID, Person: r.PersonID, From: r.From.Date, Until: r.Until.Date}
	}
	return all, nil
}

// SetLeadings implements org.Store.
func (d *DB) SetLeadings(ctx context.Context, bureau, section string, history []org.Leading) error {
	_, err := d.s.Write(ctx).NewDelete().Model((*leaderRow)(nil)).
		Where("bureau_id = ?", bureau).Where("section_id = ?", section).Exec(ctx)
	if err != nil || len(history) == 0 {
		return err
	}
	rows := make([]leaderRow, len(history))
	for i, l := range history {
		rows[i] = leaderRow{BureauID: bureau, SectionID: section, PersonID: l.Person, From: civil{l.From}, Until: civil{l.Until}}
	}
	_, err = d.s.Write(ctx).NewInsert().Model(&rows).Exec(ctx)
	return err
}
