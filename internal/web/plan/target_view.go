package plan

import (
	"context"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/plan/trend"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

func targetOf(ctx context.Context, d plan.Detail) *targetView {
	if d.Target == nil {
		return nil
	}
	v := &targetView{Tiles: []tileView{nowTile(ctx, d), goalTile(ctx, d)}}
	if d.Reading != nil {
		v.Note = d.Reading.Note
		if d.Reading.Base != nil {
			v.Tiles = append(v.Tiles, baseTile(ctx, d))
		}
	}
	v.Chart = trend.Draw(trendOf(ctx, d))
	if v.Chart != "" && !d.Due.IsZero() && base(d) != nil {
		v.Pace = ui.T(ctx, "plan.target.pace")
	}
	return v
}

func nowTile(ctx context.Context, d plan.Detail) tileView {
	if d.Reading == nil {
		none := ui.FigureView{Number: ui.T(ctx, "plan.none"), State: ui.Draft}
		return tileView{ui.TileView{Name: ui.T(ctx, "plan.target.now"), Figure: none, Hint: ui.T(ctx, "plan.target.nothing")}, "#log"}
	}
	name := ui.T(ctx, "plan.target.now")
	if month, ok := monthOf(d.Reading.Period); ok {
		name = ui.T(ctx, "plan.target.nowin", "month", ui.T(ctx, monthKeys[month-1]))
	}
	tile := tileView{TileView: ui.TileView{Name: name, Figure: figureOf(d.Reading)}}
	if d.Reading.Href == "" {
		tile.At = "#log" // the reports that gave it
	}
	switch tile.Figure.State {
	case ui.Draft:
		tile.Hint = ui.T(ctx, "ui.figure.draft")
	case ui.Locked:
		tile.Hint = ui.T(ctx, "ui.figure.locked")
	default:
		tile.Hint = ui.T(ctx, "ui.figure.reviewed")
	}
	return tile
}

// number is the tile's number with what stands before it.
func (t tileView) number() string {
	if t.Figure.Before == "" {
		return t.Figure.Number
	}
	return t.Figure.Before + " " + t.Figure.Number
}

// monthOf is the month of a period's id such as 2026-09.
func monthOf(id string) (int, bool) {
	p, err := period.Parse(id)
	if err != nil || p.Kind() != period.Month {
		return 0, false
	}
	return p.Number(), true
}

func goalTile(ctx context.Context, d plan.Detail) tileView {
	goal := ui.FigureView{Number: i18n.Group(d.Target.Value.String()), Unit: d.Target.Unit, State: ui.Reviewed}
	tile := tileView{ui.TileView{Name: ui.T(ctx, "plan.target.goal"), Figure: goal}, "#log"}
	if d.Quote != "" {
		tile.At = "#src"
	}
	if d.Target.Op == plan.AtMost {
		tile.Figure.Before = string(d.Target.Op)
	}
	if !d.Due.IsZero() {
		tile.Hint = ui.T(ctx, "plan.target.until", "day", dayWords(ctx, d.Due, d.Day.Year))
	}
	return tile
}

func baseTile(ctx context.Context, d plan.Detail) tileView {
	moved := d.Reading.Value.Sub(*d.Reading.Base)
	words := amount(moved.Abs(), d.Reading.Unit)
	if d.Reading.Unit == "%" {
		words = ui.T(ctx, "plan.points", "n", moved.Abs().String())
	}
	key := "plan.target.rose"
	if moved.IsNegative() {
		key = "plan.target.fell"
	}
	figure := ui.FigureView{Number: i18n.Group(d.Reading.Base.String()), Unit: d.Reading.Unit, State: ui.FigureState(d.Reading.State), Href: d.Reading.Href}
	tile := tileView{TileView: ui.TileView{Name: ui.T(ctx, "plan.target.base"), Hint: ui.T(ctx, key, "by", words), Figure: figure}}
	if figure.Href == "" {
		tile.At = "#log"
	}
	return tile
}

func base(d plan.Detail) *decimal.Decimal {
	if d.Reading != nil {
		return d.Reading.Base
	}
	return d.Target.Base
}

func trendOf(ctx context.Context, d plan.Detail) trend.Trend {
	t := trend.Trend{
		Year: d.Year, Unit: d.Target.Unit, Months: monthWords(ctx), Goal: d.Target.Value.InexactFloat64(), Start: d.Start, Due: d.Due,
	}
	for _, p := range d.Points {
		if p.Day.Year == d.Year {
			t.Points = append(t.Points, trend.Point{Day: p.Day, Value: p.Value.InexactFloat64()})
		}
	}
	if len(t.Points) == 0 {
		return t
	}
	if b := base(d); b != nil {
		from := b.InexactFloat64()
		t.Base = &from
	}
	last := d.Points[len(d.Points)-1]
	t.Say = ui.T(ctx, "plan.target.say", "value", amount(last.Value, d.Target.Unit))
	t.Label = ui.T(ctx, "plan.target.chart", "first", amount(d.Points[0].Value, d.Target.Unit), "last", amount(last.Value, d.Target.Unit), "goal", targetWords(d.Target))
	return t
}
