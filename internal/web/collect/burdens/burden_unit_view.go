package burdens

import (
	"context"
	"strconv"
	"time"

	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type burdenUnitView struct {
	Head   ui.HeadView
	Tiles  []burdenTile
	Caps   []string
	Months []burdenMonth
	Forms  []burdenForm
}

// burdenTile is one measure of a unit's year beside its cap.
type burdenTile struct {
	Name, Number, Cap string
	Over              string // by how much it is above the cap; "" within
}

// burdenMonth is a month with the returns that are due in it.
type burdenMonth struct {
	ID, Words, Sum string
	Lines          []burdenLine
}

type burdenLine struct {
	Title, Href, Period, Due string
	Light                    ui.Colour
	Words                    string
	Cells, Minutes, Kept     string
}

// viewOfUnitBurden is one unit's account; own says that it is the reader's unit.
func viewOfUnitBurden(ctx context.Context, a collect.UnitAccount, q burdenQuery, own bool) burdenUnitView {
	view := burdenUnitView{Caps: capLines(ctx, a.Caps), Head: ui.HeadView{
		Title:  ui.T(ctx, "burden.title.unit", "unit", a.Unit.Name, "year", a.Year),
		Under:  ui.T(ctx, "burden.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}},
	}}
	if !own {
		view.Head.Crumbs = append(view.Head.Crumbs, ui.Crumb{Words: ui.T(ctx, "burden.title"), Href: q.url(links.Burden)})
	}
	view.Head.Crumbs = append(view.Head.Crumbs, ui.Crumb{Words: a.Unit.Label()})
	for _, m := range collect.Measures() {
		view.Tiles = append(view.Tiles, tileOf(ctx, a, m))
	}
	view.Tiles = append(view.Tiles,
		burdenTile{Name: ui.T(ctx, "burden.measure.median"), Number: byMedian.words(a.UnitBurden.Year)},
		burdenTile{Name: ui.T(ctx, "burden.measure.kept"), Number: byKept.words(a.UnitBurden.Year)})
	for _, f := range a.Forms {
		view.Forms = append(view.Forms, burdenFormOf(ctx, f.Title, f.Load))
	}
	view.Months = monthsOf(ctx, a)
	return view
}

func tileOf(ctx context.Context, a collect.UnitAccount, m collect.Measure) burdenTile {
	tile := burdenTile{Name: ui.T(ctx, "burden.measure."+string(m)), Number: burdenMeasure(m).words(a.UnitBurden.Year)}
	for _, c := range a.Caps {
		if c.Measure == m {
			tile.Cap = ui.T(ctx, "burden.most", "most", say.Measure(ctx, m, c.Most))
		}
	}
	for _, e := range a.Excess {
		if e.Cap.Measure == m {
			tile.Over = ui.T(ctx, "burden.over", "over", say.Measure(ctx, m, e.Over))
		}
	}
	return tile
}

// monthsOf groups the returns by the month in which they are due.
func monthsOf(ctx context.Context, a collect.UnitAccount) []burdenMonth {
	var months []burdenMonth
	for _, r := range a.Returns {
		id := "m" + strconv.Itoa(int(r.Due.Month))
		if n := len(months); n == 0 || months[n-1].ID != id {
			load := a.Months[r.Due.Month-1]
			months = append(months, burdenMonth{ID: id, Words: monthWords(ctx, a.Year, int(r.Due.Month)),
				Sum: ui.T(ctx, "burden.sum", "forms", load.Returns, "cells", load.Cells, "minutes", byMinutes.words(load))})
		}
		month := &months[len(months)-1]
		month.Lines = append(month.Lines, burdenLineOf(ctx, r))
	}
	return months
}

func burdenLineOf(ctx context.Context, r collect.ReturnCost) burdenLine {
	colour, light := say.Light(ctx, r.Obligation, r.Today, r.Near)
	line := burdenLine{
		Title: r.Title, Href: collect.Link(r.ID), Period: say.Period(ctx, r.Period), Due: say.Day(ctx, r.Due, r.Today.Year),
		Light: colour, Words: light, Cells: strconv.Itoa(r.Cells), Minutes: "–", Kept: "–",
	}
	if r.Work.Active > 0 {
		line.Minutes = strconv.Itoa(collect.WholeMinutes(r.Work.Active.Round(time.Second)))
	}
	if r.Work.Counted && r.Work.Cells > 0 {
		line.Kept = strconv.Itoa(r.Work.Kept*100/r.Work.Cells) + "%"
	}
	return line
}
