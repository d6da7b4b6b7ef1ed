package indicator

import (
	"context"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/web/indicator/chart"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// line draws the year of an indicator, with the year before behind it.
func (p pages) line(ctx context.Context, by access.Actor, c indicator.Card, scope indicator.Scope) (chartView, error) {
	d := c.Version.Definition()
	view := chartView{ID: "line", Title: ui.T(ctx, "indicator.line.title", "name", d.Name), Empty: ui.T(ctx, "indicator.line.empty")}
	if len(c.Points) == 0 {
		return view, nil
	}
	year, err := indicator.YearOf(d, c.Points[0].Period.End(nil))
	if err != nil {
		return view, err
	}
	view.Hint = periodWords(ctx, year)
	before, err := p.figures.Series(ctx, by, c.Version.Code, year.Prev(nil), scope)
	if err != nil {
		return view, err
	}
	drawing := chart.Line{Label: view.Title, Goal: float(c.Figure.Target)}
	if c.Figure.Target != nil {
		drawing.Say = ui.T(ctx, "indicator.goal", "goal", number(d, c.Figure.Target))
	}
	for i, point := range c.Points {
		one := chart.Point{Value: math.NaN(), Say: number(d, point.Value)}
		if i%3 == 0 || i == len(c.Points)-1 {
			one.Name = shortPeriod(ctx, point.Period)
		}
		if v := float(point.Value); v != nil {
			one.Value = *v
		}
		drawing.Points = append(drawing.Points, one)
	}
	for _, point := range before {
		v := math.NaN()
		if f := float(point.Value); f != nil {
			v = *f
		}
		drawing.Before = append(drawing.Before, v)
	}
	drawing.Before = drawing.Before[:min(len(drawing.Before), len(drawing.Points))]
	if slices.ContainsFunc(drawing.Before, func(v float64) bool { return !math.IsNaN(v) }) {
		view.Hint = ui.T(ctx, "indicator.line.before", "year", periodWords(ctx, year))
	}
	view.SVG = drawing.SVG()
	return view, nil
}

// barsOf draws the units at the end that needs eyes: the worst, or the largest
// where there is no better.
func barsOf(ctx context.Context, f indicator.Figure) chartView {
	d := f.Definition
	view := chartView{ID: "bars", Title: ui.T(ctx, "indicator.bars.title", "name", unitName(d)), Empty: ui.T(ctx, "indicator.bars.empty")}
	parts := ordered(f)
	drawing := chart.Bars{Label: view.Title}
	for _, part := range parts[:min(len(parts), chart.BarsMost)] {
		if part.Value == nil {
			continue
		}
		drawing.Bars = append(drawing.Bars, chart.Bar{
			Name: part.UnitName, Value: part.Value.InexactFloat64(), Say: number(d, part.Value), Low: misses(f, part.Value),
		})
	}
	if f.Target != nil && judged(d) {
		drawing.Goal = float(f.Target)
		drawing.Say = ui.T(ctx, "indicator.goal", "goal", number(d, f.Target))
	}
	if len(parts) > chart.BarsMost {
		view.Hint = ui.T(ctx, "indicator.bars.last", "n", chart.BarsMost)
		if !judged(d) {
			view.Hint = ui.T(ctx, "indicator.bars.first", "n", chart.BarsMost)
		}
	}
	view.SVG = drawing.SVG()
	return view
}

// judged tells whether a unit's own value is good or bad by itself.
func judged(d indicator.Definition) bool {
	return d.PerUnit() && d.Better != indicator.Neither && d.Over.Units != indicator.CV
}

// ordered sorts parts for reading: what is furthest from good first, where a
// unit's value can be good; the largest first otherwise. Without value last.
func ordered(f indicator.Figure) []indicator.Part {
	parts := slices.Clone(f.Parts)
	up := judged(f.Definition) && f.Definition.Better == indicator.More
	slices.SortStableFunc(parts, func(a, b indicator.Part) int {
		switch {
		case a.Value == nil || b.Value == nil:
			return boolInt(a.Value == nil) - boolInt(b.Value == nil)
		case up:
			return a.Value.Cmp(*b.Value)
		default:
			return b.Value.Cmp(*a.Value)
		}
	})
	return parts
}

// misses tells whether a unit's value misses a target that units are measured by.
func misses(f indicator.Figure, v *decimal.Decimal) bool {
	if f.Target == nil || v == nil || !judged(f.Definition) {
		return false
	}
	switch f.Definition.Better {
	case indicator.More:
		return v.LessThan(*f.Target)
	case indicator.Less:
		return v.GreaterThan(*f.Target)
	default:
		return false
	}
}

func float(v *decimal.Decimal) *float64 {
	if v == nil {
		return nil
	}
	f := v.InexactFloat64()
	return &f
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
