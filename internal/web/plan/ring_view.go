package plan

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"nianlun/internal/base/access"
	"nianlun/internal/web/plan/ring"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// ringView is the ring's page, ready to be shown.
type ringView struct {
	Head   ui.HeadView
	SVG    string
	Legend []ui.SpreadPart
	Past   string
	Themes []themeLine
	Picked pickedView
	All    []taskRow // every task once more, for who does not see the ring
	Empty  ui.EmptyView
}

type themeLine struct {
	Title   string
	Href    string
	Current bool
	Spread  []ui.SpreadPart
	Sum     string // done / all
}

// pickedView is the theme whose list stands beside the ring.
type pickedView struct {
	Title string
	Table ui.TableView
	Rows  []taskRow
	Notes []ui.NoteView
}

func viewOfRing(ctx context.Context, by access.Actor, r plan.Ring, theme string) ringView {
	v := ringView{Head: ringHead(ctx, r)}
	if len(r.Rows) == 0 {
		v.Empty = emptyList(ctx, by, listQuery{Year: r.Year}, r.Board)
		return v
	}
	picked := pick(r.Bands, theme)
	v.SVG = ring.Draw(drawingOf(ctx, r, picked))
	v.Legend = spreadOf(ctx, r.Rows, func(c plan.Colour) string {
		return listQuery{Year: r.Year, view: viewAll, Light: string(c)}.with(func(*listQuery) {})
	})
	v.Past = pastWords(ctx, r)
	for i, band := range r.Bands {
		v.Themes = append(v.Themes, themeLine{
			Title: themeWords(ctx, band.Theme.No, band.Theme.Title), Href: ringPath(r.Year) + "?theme=" + band.Theme.ID, Current: i == picked,
			Spread: spreadOf(ctx, band.Rows, nil), Sum: strconv.Itoa(band.Done) + " / " + strconv.Itoa(len(band.Rows)),
		})
	}
	v.Picked = pickedOf(ctx, r.Board, r.Bands[picked])
	for _, row := range r.Rows {
		v.All = append(v.All, rowOf(ctx, r.Board, row))
	}
	return v
}

// pick is the theme that was asked for, or the first one that needs eyes.
func pick(bands []plan.Band, theme string) int {
	if i := slices.IndexFunc(bands, func(b plan.Band) bool { return b.Theme.ID == theme }); i >= 0 {
		return i
	}
	for _, c := range plan.Colours() {
		i := slices.IndexFunc(bands, func(b plan.Band) bool { return len(b.Rows) > 0 && b.Rows[0].Light.Colour == c })
		if i >= 0 {
			return i
		}
	}
	return 0
}

func ringHead(ctx context.Context, r plan.Ring) ui.HeadView {
	h := ui.HeadView{Title: ui.T(ctx, "plan.ring.title", "year", r.Year)}
	if len(r.Rows) == 0 {
		return h
	}
	var plans []string
	for _, p := range r.Plans {
		plans = append(plans, p.Number+p.Title)
	}
	h.Under = ui.T(ctx, "plan.ring.under", "plans", joined(ctx, plans), "themes", len(r.Bands), "tasks", len(r.Rows), "at", clockWords(ctx, r.At, r.Day))
	if len(r.Past) > 0 {
		h.Acts = append(h.Acts, ui.BtnView{Words: ui.T(ctx, "plan.ring.title", "year", r.Past[0].Year), Href: ringPath(r.Past[0].Year)})
	}
	h.Acts = append(h.Acts, ui.BtnView{Words: ui.T(ctx, "plan.ring.table"), Href: listQuery{Year: r.Year, view: viewAll}.with(func(*listQuery) {})})
	return h
}

func drawingOf(ctx context.Context, r plan.Ring, picked int) ring.Ring {
	d := ring.Ring{
		Year: r.Year, Today: r.Day, Label: ui.T(ctx, "plan.ring.label", "year", r.Year, "n", len(r.Rows)), Months: monthWords(ctx),
		Href: "/plan/tasks?view=all&light=blue&year=" + strconv.Itoa(r.Year), Count: strconv.Itoa(r.Done), All: strconv.Itoa(len(r.Rows)), Of: ui.T(ctx, "plan.ring.of"),
	}
	for i, band := range r.Bands {
		theme := ring.Theme{No: band.Theme.No, On: i == picked}
		if theme.No == "" {
			theme.No = strconv.Itoa(band.Theme.Sort)
		}
		for _, row := range band.Rows {
			theme.Arcs = append(theme.Arcs, ring.Arc{
				ID: row.No, Href: plan.Link(row.ID), Title: ui.T(ctx, "plan.ring.arc", "no", row.No, "title", row.Title, "light", word(ctx, row.Light)),
				Colour: string(row.Light.Colour), Start: row.Start, Due: row.Due,
			})
		}
		d.Themes = append(d.Themes, theme)
	}
	for _, y := range r.Past {
		d.Past = append(d.Past, ring.Past{
			Title: ui.T(ctx, "plan.ring.past", "year", y.Year, "percent", y.Done*100/y.All), Share: float64(y.Done) / float64(y.All),
		})
	}
	return d
}

// spreadOf counts rows by light: done first, what needs eyes last.
func spreadOf(ctx context.Context, rows []plan.Row, href func(plan.Colour) string) []ui.SpreadPart {
	counts := plan.Lights(rows)
	var parts []ui.SpreadPart
	for _, c := range []plan.Colour{plan.Blue, plan.Green, plan.Amber, plan.Red, plan.Grey} {
		if counts[c] == 0 {
			continue
		}
		part := ui.SpreadPart{Count: counts[c], Colour: colour(c), Words: lightWords(ctx, c)}
		if href != nil {
			part.Href = href(c)
		}
		parts = append(parts, part)
	}
	return parts
}

func pastWords(ctx context.Context, r plan.Ring) string {
	if len(r.Past) == 0 {
		return ui.T(ctx, "plan.ring.outer")
	}
	var years []string
	for _, y := range r.Past {
		years = append(years, strconv.Itoa(y.Year))
	}
	return ui.T(ctx, "plan.ring.inner", "years", joined(ctx, years))
}

func pickedOf(ctx context.Context, board plan.Board, band plan.Band) pickedView {
	v := pickedView{
		Title: themeWords(ctx, band.Theme.No, band.Theme.Title),
		Table: ui.TableView{
			Label: themeWords(ctx, band.Theme.No, band.Theme.Title), Class: "stack", Keyboard: true,
			Cols: []ui.Col{
				{Words: ui.T(ctx, "plan.col.no"), No: true}, {Words: ui.T(ctx, "plan.col.task")}, {Words: ui.T(ctx, "plan.col.light")},
				{Words: ui.T(ctx, "plan.short.lead")}, {Words: ui.T(ctx, "plan.col.due"), Num: true},
			},
		},
	}
	for _, r := range band.Rows {
		v.Rows = append(v.Rows, rowOf(ctx, board, r))
		watched := r.Light.Colour == plan.Red || r.Light.Colour == plan.Amber
		if watched && len(v.Notes) < notesMost {
			v.Notes = append(v.Notes, ui.NoteView{Colour: colour(r.Light.Colour), Words: ui.T(ctx, "plan.ring.note", "no", r.No, "title", r.Title, "why", noteWhy(ctx, r, board))})
		}
	}
	return v
}

// notesMost is how many tasks of a theme say in a sentence why their light burns.
const notesMost = 3

func noteWhy(ctx context.Context, r plan.Row, board plan.Board) string {
	words := why(ctx, r.Light) + gapWords(ctx, r)
	if r.Asked != nil {
		words += ui.T(ctx, "plan.ring.asked", "due", dayWords(ctx, r.Asked.Due, board.Year))
	}
	return words
}

func currentIf(yes bool) templ.Attributes {
	if !yes {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}
