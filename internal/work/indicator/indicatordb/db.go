// Package indicatordb keeps published definitions in the database. It holds no
// rule.
package indicatordb

import (
	"context"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/work/indicator"
)

// DB is the store of indicators. It fulfils indicator.Store.
type DB struct{ store *store.Store }

// New makes the store.
func New(s *store.Store) *DB { return &DB{store: s} }

type versionRow struct {
	bun.BaseModel `bun:"table:indicator_version,alias:v"`

	Bureau      string                          `bun:"bureau_id,pk"`
	Code        string                          `bun:"code,pk"`
	No          int                             `bun:"no,pk"`
	Definition  string                          `bun:"definition"`
	Operands    store.JSON[[]indicator.Operand] `bun:"operands"`
	Owner       string                          `bun:"owner_id"`
	PublishedAt store.Time                      `bun:"published_at"`
	PublishedBy string                          `bun:"published_by"`
}

// Insert implements indicator.Store.
func (db *DB) Insert(ctx context.Context, bureau string, v indicator.Version) error {
	row := versionRow{
		Bureau: bureau, Code: v.Code, No: v.No, Definition: v.YAML, Operands: store.AsJSON(v.Operands),
		Owner: v.OwnerUnit, PublishedAt: store.At(v.Published), PublishedBy: v.By,
	}
	_, err := db.store.Write(ctx).NewInsert().Model(&row).Exec(ctx)
	if store.IsUnique(err) {
		return fault.Wrap(err, fault.Conflict, "indicator.taken")
	}
	return err
}

// Versions implements indicator.Store.
func (db *DB) Versions(ctx context.Context, bureau, code string) ([]indicator.Version, error) {
	var rows []versionRow
	err := db.store.Read(ctx).NewSelect().Model(&rows).
		Where("v.bureau_id = ?", bureau).Where("v.code = ?", code).OrderExpr("v.no").Scan(ctx)
	return versions(rows), err
}

// All implements indicator.Store.
func (db *DB) All(ctx context.Context, bureau string) ([]indicator.Version, error) {
	var rows []versionRow
	err := db.store.Read(ctx).NewSelect().Model(&rows).
		Where("v.bureau_id = ?", bureau).OrderExpr("v.code, v.no").Scan(ctx)
	return versions(rows), err
}

func versions(rows []versionRow) []indicator.Version {
	all := make([]indicator.Version, len(rows))
	for i, r := range rows {
		all[i] = indicator.Version{
			Code: r.Code, No: r.No, YAML: r.Definition, Operands: r.Operands.V, OwnerUnit: r.Owner,
			Published: r.PublishedAt.Time, By: r.PublishedBy,
		}
	}
	return all
}
