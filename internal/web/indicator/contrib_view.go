package indicator

import (
	"context"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// contribView is who makes up a figure: what lacks first, then the units as they
// are read, then the whole.
type contribView struct {
	Cols   []string // the operands, and the result where there are several
	Rows   []contribRow
	Total  []string
	Rest   string // "其余 14 个单位", when rows were left out
	Href   string // where all rows are
	Chosen *indicator.Part
}

type contribRow struct {
	Name  string
	Hint  string // carried from an earlier period, not handed in
	Cells []contribCell
	On    bool
	Gone  bool // not handed in
}

type contribCell struct {
	Figure ui.FigureView // where it can be opened
	Words  string
	Red    bool
}

// briefRows is how many units the panel shows.
const briefRows = 8

func contribOf(ctx context.Context, f indicator.Figure, unit string) contribView {
	d := f.Definition
	view := contribView{Cols: cols(d)}
	parts := ordered(f)
	for i := range parts {
		if parts[i].Unit == unit {
			view.Chosen = &parts[i]
		}
	}
	if view.Chosen == nil && len(parts) > 0 && unit == "" {
		view.Chosen = &parts[0]
	}
	for _, g := range f.Missing {
		if g.Reason == indicator.Absent && !has(f.Parts, g.Unit) {
			view.Rows = append(view.Rows, contribRow{Name: g.UnitName, Hint: ui.T(ctx, "indicator.gap.absent"), Gone: true})
		}
	}
	for i := range parts {
		row := contribRowOf(ctx, f, parts[i])
		row.On = view.Chosen == &parts[i]
		view.Rows = append(view.Rows, row)
	}
	if len(f.Totals) > 0 {
		for _, t := range f.Totals {
			view.Total = append(view.Total, plain(t))
		}
		if len(d.Operands) > 1 {
			view.Total = append(view.Total, number(d, f.Value))
		}
	}
	return view
}

// cols are the heads: of one plain operand, just its value.
func cols(d indicator.Definition) []string {
	names := make([]string, len(d.Operands))
	for i, o := range d.Operands {
		names[i] = o.Name
	}
	if len(names) > 1 {
		names = append(names, d.Name)
	}
	return names
}

func contribRowOf(ctx context.Context, f indicator.Figure, part indicator.Part) contribRow {
	d := f.Definition
	row := contribRow{Name: part.UnitName}
	if !part.Carried.IsZero() {
		row.Hint = ui.T(ctx, "indicator.gap.carried", "period", shortPeriod(ctx, part.Carried))
	}
	for i, input := range part.Inputs {
		row.Cells = append(row.Cells, inputCell(f, part, i, input))
	}
	if len(d.Operands) > 1 {
		row.Cells = append(row.Cells, contribCell{Words: number(d, part.Value), Red: misses(f, part.Value)})
	}
	return row
}

// inputCell is one operand of a unit; it opens the trail of the unit.
func inputCell(f indicator.Figure, part indicator.Part, operand int, input decimal.Decimal) contribCell {
	state := indicator.Locked
	for _, c := range part.Cells {
		if c.Operand == operand && c.State != indicator.Locked {
			state = c.State
		}
	}
	if !part.Carried.IsZero() {
		state = indicator.Draft
	}
	return contribCell{Figure: ui.FigureView{
		Number: i18n.Group(input.String()), State: ui.FigureState(state), Href: figureHref(f, part.Unit),
	}}
}

func has(parts []indicator.Part, unit string) bool {
	for _, p := range parts {
		if p.Unit == unit {
			return true
		}
	}
	return false
}

// brief keeps the first rows and the chosen one.
func (v contribView) brief(href string) contribView {
	if len(v.Rows) <= briefRows+1 {
		return v
	}
	rows := append([]contribRow{}, v.Rows[:briefRows]...)
	for _, row := range v.Rows[briefRows:] {
		if row.On {
			rows = append(rows, row)
		}
	}
	v.Href, v.Rest = href, i18n.Group(decimal.NewFromInt(int64(len(v.Rows)-len(rows))).String())
	v.Rows = rows
	return v
}
