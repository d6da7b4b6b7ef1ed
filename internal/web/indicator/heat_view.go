package indicator

import (
	"context"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// heatView is all units by all indicators of a board.
type heatView struct {
	Cols []heatCol
	All  []ui.FigureView // the whole bureau
	Rows []heatRow
	Hint string
}

type heatCol struct {
	Words string
	Unit  string
	Href  string // the board with this indicator in its charts
	On    bool
}

type heatRow struct {
	Name  string
	Cells []heatCell
}

// heatCell is one unit's value; Class is its shade, and a frame when it misses
// the target. Said tells that in words.
type heatCell struct {
	Class  string
	Figure ui.FigureView
	Said   string
}

// shades is how many steps a column has.
const shades = 5

func heatOf(ctx context.Context, q boardQuery, cards []indicator.Card) heatView {
	view := heatView{Hint: ui.T(ctx, "indicator.heat.hint")}
	names, order := map[string]string{}, []string{}
	cards = slices.DeleteFunc(slices.Clone(cards), func(c indicator.Card) bool {
		return c.Version.Definition().Over.Units == indicator.CV // a unit has no coefficient of its own
	})
	for _, c := range cards {
		for _, part := range c.Figure.Parts {
			if names[part.Unit] == "" {
				names[part.Unit] = part.UnitName
				order = append(order, part.Unit)
			}
		}
	}
	rows := make([]heatRow, len(order))
	for i, unit := range order {
		rows[i].Name = names[unit]
	}
	for _, c := range cards {
		d, to := c.Version.Definition(), q
		to.At = c.Version.Code
		view.Cols = append(view.Cols, heatCol{Words: d.Name, Unit: d.Unit, Href: to.href(), On: q.At == c.Version.Code})
		view.All = append(view.All, bare(figureView(c.Figure)))
		cells := column(ctx, c.Figure)
		for i, unit := range order {
			rows[i].Cells = append(rows[i].Cells, cells[unit])
		}
	}
	view.Rows = rows
	return view
}

// bare leaves the unit to the head of the column.
func bare(f ui.FigureView) ui.FigureView {
	f.Unit = ""
	return f
}

// column shades the units' values by their place among all: the best deepest.
// Where nothing is better, or all are the same, there is no shade.
func column(ctx context.Context, f indicator.Figure) map[string]heatCell {
	var values []decimal.Decimal
	for _, part := range f.Parts {
		if part.Value != nil {
			values = append(values, *part.Value)
		}
	}
	slices.SortFunc(values, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	shaded := f.Definition.Better != indicator.Neither && len(values) > 0 && !values[0].Equal(values[len(values)-1])
	cells := make(map[string]heatCell, len(f.Parts))
	for _, part := range f.Parts {
		cell := heatCell{Figure: ui.FigureView{
			Number: number(f.Definition, part.Value), State: ui.FigureState(part.State), Href: figureHref(f, part.Unit, 0),
		}}
		if part.Value != nil && shaded {
			cell.Class = "h" + strconv.Itoa(shade(values, *part.Value, f.Definition.Better == indicator.Less))
		}
		if misses(f, part.Value) {
			cell.Class += " low"
			cell.Said = ui.T(ctx, "indicator.heat.low")
		}
		cells[part.Unit] = cell
	}
	return cells
}

// shade is the fifth of a sorted column in which a value lies; equal values get
// the same.
func shade(sorted []decimal.Decimal, v decimal.Decimal, lessIsBetter bool) int {
	at, _ := slices.BinarySearchFunc(sorted, v, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	step := at * shades / len(sorted)
	if lessIsBetter {
		step = shades - 1 - step
	}
	return step + 1
}
