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
			view.Total = append(view.Total, operandText(d, t))
		}
		if resultName(d) != "" {
			view.Total = append(view.Total, number(d, f.Value))
		}
	}
	return view
}

// cols are the heads: the operands and, where it is not one of them, what the
// formula makes of them for a unit.
func cols(d indicator.Definition) []string {
	var names []string
	for _, o := range d.Operands {
		names = append(names, o.Name)
	}
	if result := resultName(d); result != "" {
		names = append(names, result)
	}
	return names
}

// resultName names what the formula gives for one unit; "" when that is one of
// the operands. A coefficient of variation has none for a unit: its formula is
// what varies.
func resultName(d indicator.Definition) string {
	for _, o := range d.Operands {
		if o.Name == d.Formula {
			return ""
		}
	}
	return unitName(d)
}

// unitName is what a unit's own value is called.
func unitName(d indicator.Definition) string {
	if d.Over.Units == indicator.CV {
		return d.Formula
	}
	return d.Name
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
	if resultName(d) != "" {
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
		Number: operandText(f.Definition, input), State: ui.FigureState(state), Href: figureHref(f, part.Unit, operand),
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
