package indicator

import (
	"context"
	"slices"
	"strconv"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// boardView is a board, ready to be read.
type boardView struct {
	Head    ui.HeadView
	Periods ui.ChipMenuView
	Owners  []ui.ViewTab
	Scopes  []ui.ChipView
	Tiles   []ui.TileView
	Chosen  indicator.Card
	Line    chartView
	Bars    chartView
	Heat    heatView
}

// chartView is a drawn chart with its title; no SVG shows Empty instead.
type chartView struct {
	ID    string
	Title string
	Hint  string
	SVG   string
	Empty string
}

// tilesMost is how many figures lead a board; the table below holds all.
const tilesMost = 4

func boardViewOf(ctx context.Context, q boardQuery, cards []indicator.Card) boardView {
	cards = slices.Clone(cards)
	slices.SortStableFunc(cards, func(a, b indicator.Card) int { return rank(a) - rank(b) })
	view := boardView{Chosen: cards[0]}
	for _, c := range cards {
		if c.Version.Code == q.At {
			view.Chosen = c
		}
	}
	view.Head = boardHead(ctx, q, cards)
	view.Periods = periodMenu(ctx, q, cards)
	for _, c := range cards[:min(tilesMost, len(cards))] {
		view.Tiles = append(view.Tiles, tileOf(ctx, c, c.Version.Code == view.Chosen.Version.Code))
	}
	if q.Scope.Unit == "" {
		view.Bars = barsOf(ctx, view.Chosen.Figure)
		view.Heat = heatOf(ctx, q, cards)
	}
	return view
}

// rank puts what has a target first and what is neither good nor bad last.
func rank(c indicator.Card) int {
	d := c.Version.Definition()
	switch {
	case c.Figure.Target != nil:
		return 0
	case d.Better != indicator.Neither:
		return 1
	default:
		return 2
	}
}

// boardHead says which period, how many units, and how settled it all is.
func boardHead(ctx context.Context, q boardQuery, cards []indicator.Card) ui.HeadView {
	head := ui.HeadView{Title: ui.T(ctx, "indicator.title")}
	when := ui.T(ctx, "indicator.period.newest")
	if !q.Period.IsZero() {
		when = periodWords(ctx, q.Period)
	}
	units, open, gone := 0, 0, 0
	for _, c := range cards {
		units = max(units, len(c.Figure.Parts))
		if c.Figure.State != indicator.Locked {
			open++
		}
		gone = max(gone, len(c.Figure.Missing))
	}
	settled := ui.T(ctx, "indicator.board.settled")
	if open > 0 {
		settled = ui.T(ctx, "indicator.board.open", "n", open)
	}
	head.Under = ui.T(ctx, "indicator.board.under", "when", when, "n", units, "settled", settled)
	if q.Scope.Unit != "" {
		head.Under = ui.T(ctx, "indicator.board.own", "when", when, "name", cards[0].Figure.ScopeName, "settled", settled)
	}
	return head
}

// periodMenu offers the newest figures, each month with a value, and the year.
func periodMenu(ctx context.Context, q boardQuery, cards []indicator.Card) ui.ChipMenuView {
	choice := func(p period.Period, words string) ui.ChipView {
		to := q
		to.Period = p
		return ui.ChipView{Words: words, Href: to.href(), On: p == q.Period}
	}
	menu := ui.ChipMenuView{Words: ui.T(ctx, "indicator.period.newest"), On: !q.Period.IsZero()}
	if !q.Period.IsZero() {
		menu.Words = periodWords(ctx, q.Period)
	}
	menu.Choices = append(menu.Choices, choice(period.Period{}, ui.T(ctx, "indicator.period.newest")))
	points := cards[0].Points
	for i := len(points) - 1; i >= 0; i-- {
		if slices.ContainsFunc(cards, func(c indicator.Card) bool { return i < len(c.Points) && c.Points[i].Value != nil }) {
			menu.Choices = append(menu.Choices, choice(points[i].Period, periodWords(ctx, points[i].Period)))
		}
	}
	if len(points) > 1 {
		if year, err := period.Of(period.Year, points[0].Period.End(nil), nil); err == nil {
			menu.Choices = append(menu.Choices, choice(year, periodWords(ctx, year)))
		}
	}
	return menu
}

func ownerTabs(q boardQuery, owners []string) []ui.ViewTab {
	if len(owners) < 2 {
		return nil
	}
	tabs := make([]ui.ViewTab, len(owners))
	for i, owner := range owners {
		to := q
		to.Owner, to.At = owner, ""
		tabs[i] = ui.ViewTab{Words: owner, Href: to.href(), Current: owner == q.Owner}
	}
	return tabs
}

// scopeChips offer the types of schools; with fewer than two there is nothing to
// choose.
func scopeChips(ctx context.Context, q boardQuery, types []org.UnitType) []ui.ChipView {
	if len(types) < 2 {
		return nil
	}
	all := q
	all.Scope = indicator.All
	chips := []ui.ChipView{{Words: ui.T(ctx, "indicator.scope.everybody"), Href: all.href(), On: q.Scope == indicator.All}}
	for _, t := range types {
		to := q
		to.Scope = indicator.Scope{Type: t}
		chips = append(chips, ui.ChipView{Words: ui.T(ctx, t.Key()), Href: to.href(), On: q.Scope.Type == t})
	}
	return chips
}

// tileOf is a leading figure: the verdict under it, else how settled it is.
func tileOf(ctx context.Context, c indicator.Card, on bool) ui.TileView {
	f := c.Figure
	tile := ui.TileView{Name: f.Definition.Name, Figure: figureView(f), On: on}
	if colour, words := verdict(ctx, f); words != "" {
		tile.Light, tile.Words = colour, words
		return tile
	}
	if f.Value == nil {
		tile.Hint = ui.T(ctx, "indicator.tile.none", "period", shortPeriod(ctx, f.Period))
		return tile
	}
	tile.Hint = ui.T(ctx, "indicator.tile.state", "period", shortPeriod(ctx, f.Period), "state", stateWords(ctx, f.State))
	if n := len(f.Missing); n > 0 {
		tile.Light = ui.Amber
		tile.Words = ui.T(ctx, "indicator.tile.missing", "period", shortPeriod(ctx, f.Period), "n", strconv.Itoa(n))
	}
	return tile
}
