package collect_test

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// Opened implements collect.Burdens.
func (m *memory) Opened(_ context.Context, _, id string, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	o := m.rows[id]
	if o.Work.Opened.IsZero() {
		o.Work.Opened = at
		m.rows[id] = o
	}
	return nil
}

func costly(o collect.Obligation, year int, unit string) bool {
	return o.Due.Year == year && o.State != collect.Exempt && (unit == "" || o.Unit == unit)
}

// Costs implements collect.Burdens.
func (m *memory) Costs(_ context.Context, _ string, year int, unit string) ([]collect.Cost, error) {
	var all []collect.Cost
	for _, o := range m.pick(func(o collect.Obligation) bool { return costly(o, year, unit) }) {
		all = append(all, collect.Cost{
			Unit: o.Unit, Month: int(o.Due.Month), Form: collect.FormVersion{Form: o.Form, No: o.Version}, Done: !o.HandedInOn.IsZero(),
			Counted: o.Work.Counted, Cells: o.Work.Cells, Kept: o.Work.Kept, Active: o.Work.Active,
		})
	}
	return all, nil
}

// Due implements collect.Burdens.
func (m *memory) Due(_ context.Context, _ string, year int, unit string) ([]collect.Obligation, error) {
	return m.pick(func(o collect.Obligation) bool { return costly(o, year, unit) }), nil
}

// capBook are caps as a bureau sets them.
type capBook map[string]string

func (b capBook) Get(_ context.Context, _, code string, _ period.Date) (param.Value, error) {
	text, found := b[code]
	if !found {
		return param.Value{}, fault.New(fault.NotFound, "param.unknown", "code", code)
	}
	return param.Value{Code: code, Text: text, Source: "区减负清单", Certain: true}, nil
}

// idle is a bureau that counts five minutes without a save as work.
type idle struct{}

func (idle) Number(ctx context.Context, bureau, code string, day period.Date) (decimal.Decimal, bool, error) {
	if code == "burden.idle.minutes" {
		return decimal.NewFromInt(5), true, nil
	}
	return params{}.Number(ctx, bureau, code, day)
}
