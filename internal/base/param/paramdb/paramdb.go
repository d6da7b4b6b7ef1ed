// Package paramdb keeps a bureau's own parameters in the database.
package paramdb

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
)

// DB implements param.Store.
type DB struct{ s *store.Store }

var _ param.Store = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }

type row struct {
	bun.BaseModel `bun:"table:parameter,alias:p"`

	BureauID string `bun:"bureau_id,pk"`
	Code     string `bun:"code,pk"`
	From     string `bun:"valid_from,pk"`
	Value    string `bun:"value"`
	Unit     string `bun:"unit"`
	Source   string `bun:"source"`
	Certain  int    `bun:"certain"`
}

// Values implements param.Store.
func (d *DB) Values(ctx context.Context, bureau, code string) ([]param.Value, error) {
	var rows []row
	query := d.s.Read(ctx).NewSelect().Model(&rows).Where("bureau_id = ?", bureau).Order("code", "valid_from")
	if code != "" {
		query.Where("code = ?", code)
	}
	if err := query.Scan(ctx); err != nil {
		return nil, err
	}
	values := make([]param.Value, len(rows))
	for i, r := range rows {
		var from period.Date
		if err := from.UnmarshalText([]byte(r.From)); err != nil {
			return nil, fmt.Errorf("parameter %s: %w", r.Code, err)
		}
		values[i] = param.Value{Code: r.Code, Text: r.Value, Unit: r.Unit, Source: r.Source, From: from, Certain: r.Certain == 1, Own: true}
	}
	return values, nil
}

// Set implements param.Store.
func (d *DB) Set(ctx context.Context, bureau string, v param.Value) error {
	r := row{BureauID: bureau, Code: v.Code, From: v.From.String(), Value: v.Text, Unit: v.Unit, Source: v.Source}
	if v.Certain {
		r.Certain = 1
	}
	_, err := d.s.Write(ctx).NewInsert().Model(&r).On("CONFLICT (bureau_id, code, valid_from) DO UPDATE").
		Set("value = excluded.value").Set("unit = excluded.unit").Set("source = excluded.source").Set("certain = excluded.certain").
		Exec(ctx)
	return err
}
