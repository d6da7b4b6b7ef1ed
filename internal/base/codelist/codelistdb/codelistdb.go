// Package codelistdb keeps lists of codes in the database. It holds no rule.
package codelistdb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
)

// DB is the store of lists. It fulfils codelist.Store.
type DB struct{ s *store.Store }

// New makes the store.
func New(s *store.Store) *DB { return &DB{s} }

type listRow struct {
	bun.BaseModel `bun:"table:codelist,alias:l"`

	BureauID  string                      `bun:"bureau_id,pk"`
	Code      string                      `bun:"code,pk"`
	Name      string                      `bun:"name"`
	OwnerID   string                      `bun:"owner_id"`
	Newest    int                         `bun:"newest"`
	Rev       int                         `bun:"rev"`
	Draft     store.JSON[*codelist.Draft] `bun:"draft"`
	ClosedAt  store.Time                  `bun:"closed_at"`
	ChangedBy string                      `bun:"changed_by"`
	ChangedAt store.Time                  `bun:"changed_at"`
}

func rowOf(l codelist.List) listRow {
	return listRow{BureauID: l.Bureau, Code: l.Code, Name: l.Name, OwnerID: l.Owner, Newest: l.Newest, Rev: l.Rev, Draft: store.AsJSON(l.Draft),
		ClosedAt: store.At(l.Closed), ChangedBy: l.ChangedBy, ChangedAt: store.At(l.Changed)}
}

func (r listRow) list() codelist.List {
	return codelist.List{Bureau: r.BureauID, Code: r.Code, Name: r.Name, Owner: r.OwnerID, Newest: r.Newest, Rev: r.Rev, Draft: r.Draft.V,
		Closed: r.ClosedAt.Time, ChangedBy: r.ChangedBy, Changed: r.ChangedAt.Time}
}

type versionRow struct {
	bun.BaseModel `bun:"table:codelist_version,alias:v"`

	BureauID    string                     `bun:"bureau_id,pk"`
	Code        string                     `bun:"code,pk"`
	No          int                        `bun:"no,pk"`
	Sheet       store.JSON[codelist.Sheet] `bun:"sheet"`
	Reason      string                     `bun:"reason"`
	PublishedAt store.Time                 `bun:"published_at"`
	PublishedBy string                     `bun:"published_by"`
}

func (r versionRow) version() codelist.Version {
	return codelist.Version{List: r.Code, No: r.No, Sheet: r.Sheet.V, Reason: r.Reason, Published: r.PublishedAt.Time, By: r.PublishedBy}
}

// Hold implements codelist.Store.
func (db *DB) Hold(ctx context.Context, bureau, name string) error {
	return db.s.Hold(ctx, bureau, name)
}

// Insert implements codelist.Store.
func (db *DB) Insert(ctx context.Context, l codelist.List) error {
	row := rowOf(l)
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "codelist.taken")
	}
	return err
}

// Update implements codelist.Store.
func (db *DB) Update(ctx context.Context, l codelist.List, base int) error {
	row := rowOf(l)
	result, err := db.s.Write(ctx).NewUpdate().Model(&row).ExcludeColumn("bureau_id", "code").
		Where("bureau_id = ? AND code = ? AND rev = ?", l.Bureau, l.Code, base).Exec(ctx)
	return store.Changed(result, err, "codelist.stale")
}

// Delete implements codelist.Store.
func (db *DB) Delete(ctx context.Context, bureau, code string, base int) error {
	result, err := db.s.Write(ctx).NewDelete().Model((*listRow)(nil)).
		Where("bureau_id = ? AND code = ? AND rev = ? AND newest = 0", bureau, code, base).Exec(ctx)
	return store.Changed(result, err, "codelist.stale")
}

// InsertVersion implements codelist.Store.
func (db *DB) InsertVersion(ctx context.Context, bureau string, v codelist.Version) error {
	row := versionRow{BureauID: bureau, Code: v.List, No: v.No, Sheet: store.AsJSON(v.Sheet), Reason: v.Reason,
		PublishedAt: store.At(v.Published), PublishedBy: v.By}
	_, err := db.s.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "codelist.stale")
	}
	return err
}

// List implements codelist.Store.
func (db *DB) List(ctx context.Context, bureau, code string) (codelist.List, error) {
	var row listRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND code = ?", bureau, code).Scan(ctx)
	return row.list(), store.Found(err)
}

// Lists implements codelist.Store.
func (db *DB) Lists(ctx context.Context, bureau string) ([]codelist.List, error) {
	var rows []listRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).ExcludeColumn("draft").
		ColumnExpr("CASE WHEN draft = 'null' THEN 'null' ELSE '{}' END AS draft").
		Where("bureau_id = ?", bureau).OrderExpr("code").Scan(ctx)
	lists := make([]codelist.List, len(rows))
	for i, row := range rows {
		lists[i] = row.list()
	}
	return lists, err
}

// Version implements codelist.Store.
func (db *DB) Version(ctx context.Context, bureau, code string, no int) (codelist.Version, error) {
	var row versionRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND code = ? AND no = ?", bureau, code, no).Scan(ctx)
	return row.version(), store.Found(err)
}

// Newest implements codelist.Store.
func (db *DB) Newest(ctx context.Context, bureau, code string) (codelist.Version, error) {
	var row versionRow
	err := db.s.Read(ctx).NewSelect().Model(&row).Where("bureau_id = ? AND code = ?", bureau, code).OrderExpr("no DESC").Limit(1).Scan(ctx)
	return row.version(), store.Found(err)
}

// AllNewest implements codelist.Store.
func (db *DB) AllNewest(ctx context.Context, bureau string) ([]codelist.Version, error) {
	var rows []versionRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).
		Join("JOIN codelist AS l ON l.bureau_id = v.bureau_id AND l.code = v.code AND l.newest = v.no").
		Where("v.bureau_id = ?", bureau).OrderExpr("v.code").Scan(ctx)
	return versionsOf(rows), err
}

// Versions implements codelist.Store.
func (db *DB) Versions(ctx context.Context, bureau, code string) ([]codelist.Version, error) {
	var rows []versionRow
	err := db.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ? AND code = ?", bureau, code).OrderExpr("no DESC").Scan(ctx)
	return versionsOf(rows), err
}

func versionsOf(rows []versionRow) []codelist.Version {
	versions := make([]codelist.Version, len(rows))
	for i, row := range rows {
		versions[i] = row.version()
	}
	return versions
}
