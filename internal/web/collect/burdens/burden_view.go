package burdens

import (
	"context"
	"math"
	"slices"
	"strconv"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/collect/filter"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type burdenView struct {
	Head    ui.HeadView
	Caps    []string
	Filters []ui.ChipMenuView
	Title   string // of the table
	Months  []string
	Rows    []burdenRow
	Forms   []burdenForm
}

type burdenRow struct {
	Name, Href string
	Cells      []burdenCell
	Year       burdenCell
}

// burdenCell is one square of the table; Class colours it by how much it is.
type burdenCell struct{ Class, Words, Href, Said string }

// burdenForm is what one form costs all schools.
type burdenForm struct{ Title, Returns, Cells, Median, Minutes, Kept string }

func viewOfBurden(ctx context.Context, b collect.Burden, q burdenQuery) burdenView {
	rows := q.units(b.Units)
	view := burdenView{
		Head: burdenHead(ctx, b, q), Caps: capLines(ctx, b.Caps), Filters: burdenFilters(ctx, b, q),
		Title: ui.T(ctx, "burden.table", "measure", ui.T(ctx, "burden.measure."+string(q.Measure))),
	}
	for m := 1; m <= 12; m++ {
		view.Months = append(view.Months, monthWords(ctx, q.Year, m))
	}
	scale := heatOf(rows, q.Measure)
	for _, u := range rows {
		view.Rows = append(view.Rows, burdenRowOf(ctx, u, q, scale))
	}
	for _, f := range b.Forms {
		view.Forms = append(view.Forms, burdenFormOf(ctx, f.Title, f.Load))
	}
	return view
}

func burdenHead(ctx context.Context, b collect.Burden, q burdenQuery) ui.HeadView {
	head := ui.HeadView{
		Title:  ui.T(ctx, "burden.title.year", "year", q.Year),
		Under:  ui.T(ctx, "burden.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "burden.title")}},
		Acts:   []ui.BtnView{{Words: ui.T(ctx, "burden.export"), Icon: "export", Href: q.url(links.Burden + "/book")}},
	}
	if n := len(b.Units); n > 0 {
		head.Why = ui.T(ctx, "burden.mean", "n", n, "forms", mean(b.Total.Returns, n), "cells", mean(b.Total.Cells, n))
		if b.Total.Timed > 0 {
			head.Why += ui.T(ctx, "burden.mean.minutes", "minutes", mean(b.Total.Minutes(), n))
		}
		head.Light, head.Words = ui.Green, ui.T(ctx, "burden.within")
		if b.Above > 0 {
			head.Light, head.Words = ui.Red, ui.T(ctx, "burden.above", "n", b.Above)
		}
		if len(b.Caps) == 0 {
			head.Light, head.Words = ui.Grey, ui.T(ctx, "burden.nocap")
		}
	}
	return head
}

// mean is the mean of n, to the nearest whole number.
func mean(sum, n int) int { return (sum + n/2) / n }

// capLines are the caps with what they rest on.
func capLines(ctx context.Context, caps []collect.Cap) []string {
	lines := make([]string, len(caps))
	for i, c := range caps {
		words := ui.T(ctx, "burden.cap", "most", say.Measure(ctx, c.Measure, c.Most), "source", c.Source)
		if !c.Certain {
			words += ui.T(ctx, "burden.cap.uncertain")
		}
		lines[i] = words
	}
	return lines
}

func burdenFilters(ctx context.Context, b collect.Burden, q burdenQuery) []ui.ChipMenuView {
	var types, zones []string
	for _, u := range b.Units {
		types, zones = filter.WithNew(types, string(u.Unit.Type)), filter.WithNew(zones, u.Unit.Zone)
	}
	slices.Sort(zones)
	measure := ui.ChipMenuView{Words: ui.T(ctx, "burden.measure."+string(q.Measure)), On: true}
	for _, m := range burdenMeasures {
		next := q
		next.Measure = burdenMeasure(m)
		measure.Choices = append(measure.Choices, ui.ChipView{Words: ui.T(ctx, "burden.measure."+m), Href: next.url(links.Burden), On: next.Measure == q.Measure})
	}
	menus := []ui.ChipMenuView{measure, filter.Menu(ctx, "collect.filter.type", string(q.Type), types,
		func(v string) string { return ui.T(ctx, org.UnitType(v).Key()) },
		func(v string) string { q := q; q.Type = org.UnitType(v); return q.url(links.Burden) })}
	if len(zones) > 0 {
		menus = append(menus, filter.Menu(ctx, "collect.filter.zone", q.Zone, zones, func(v string) string { return v },
			func(v string) string { q := q; q.Zone = v; return q.url(links.Burden) }))
	}
	order := ui.ChipMenuView{Words: ui.T(ctx, "burden.order"), On: q.Order == heaviest}
	for _, by := range []string{"", heaviest} {
		next := q
		next.Order = by
		order.Choices = append(order.Choices, ui.ChipView{Words: ui.T(ctx, "burden.order."+by+"first"), Href: next.url(links.Burden), On: by == q.Order})
	}
	return append(menus, order)
}

// heat is the span of a measure over all months shown.
type heat struct{ least, most int }

func heatOf(rows []collect.UnitBurden, m burdenMeasure) heat {
	h := heat{least: math.MaxInt}
	for _, u := range rows {
		for _, l := range u.Months {
			if n := m.number(l); n > 0 {
				h.least, h.most = min(h.least, n), max(h.most, n)
			}
		}
	}
	return h
}

// class is one of five steps between the least and the most.
func (h heat) class(n int) string {
	if n <= 0 {
		return ""
	}
	return "h" + strconv.Itoa(1+4*(n-h.least)/max(h.most-h.least, 1))
}

func burdenRowOf(ctx context.Context, u collect.UnitBurden, q burdenQuery, scale heat) burdenRow {
	href := q.url(unitBurdenHref(u.Unit.ID))
	row := burdenRow{Name: u.Unit.Label(), Href: href, Cells: make([]burdenCell, 12), Year: burdenCell{Words: q.Measure.words(u.Year)}}
	for i, l := range u.Months {
		if l.Returns == 0 {
			continue
		}
		row.Cells[i] = burdenCell{Words: q.Measure.words(l), Class: scale.class(q.Measure.number(l)), Href: href + "#m" + strconv.Itoa(i+1)}
	}
	for _, e := range u.Excess {
		if string(e.Cap.Measure) == string(q.Measure) {
			row.Year.Class, row.Year.Said = "low", ui.T(ctx, "burden.over", "over", say.Measure(ctx, e.Cap.Measure, e.Over))
		}
	}
	return row
}

func unitBurdenHref(unit string) string { return links.Burden + "/units/" + unit }

// words is a load's number as the table writes it; a dash where nothing is known.
func (m burdenMeasure) words(l collect.Load) string {
	n := m.number(l)
	switch {
	case n < 0:
		return "–"
	case m == byKept:
		return strconv.Itoa(n) + "%"
	}
	return strconv.Itoa(n)
}

func burdenFormOf(ctx context.Context, title string, l collect.Load) burdenForm {
	f := burdenForm{
		Title: title, Returns: ui.T(ctx, "burden.done", "done", l.Done, "n", l.Returns), Cells: strconv.Itoa(mean(l.Cells, max(l.Returns, 1))),
		Median: byMedian.words(l), Minutes: byMinutes.words(l), Kept: byKept.words(l),
	}
	return f
}

// monthWords is a month as the head of a column names it.
func monthWords(ctx context.Context, year, month int) string {
	p, err := period.Of(period.Month, period.Date{Year: year, Month: time.Month(month), Day: 1}, nil)
	if err != nil {
		return strconv.Itoa(month)
	}
	return say.ShortPeriod(ctx, p)
}
