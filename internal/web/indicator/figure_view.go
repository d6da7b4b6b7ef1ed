package indicator

import (
	"context"
	"net/url"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// sourceView is everything behind a figure, ready to be read.
type sourceView struct {
	Head    ui.HeadView
	Panel   ui.PanelView
	Name    string
	Number  string
	Unit    string
	Light   ui.Colour // of the verdict, with Words
	Words   string
	Soft    string // the same period a year before
	Notes   []string
	Formula []piece
	Facts   []ui.Fact
	Contrib contribView
	Trail   trailView
	Uses    []Use
	Line    chartView
	Href    string // of the whole page
}

// piece is a part of a formula: words, and the total that stands for them.
type piece struct {
	Text  string
	Total ui.FigureView // no Number where there is none
}

// spot is what a reader points at: a unit and one of the operands.
type spot struct {
	unit    string
	operand int
}

// scope reads the scope of an address; without one, the widest that the actor
// may read.
func (p pages) scope(by access.Actor, text string) (indicator.Scope, error) {
	if text == "" {
		return p.figures.Reach(by)
	}
	scope, ok := indicator.ParseScope(text)
	if !ok {
		return scope, fault.New(fault.NotFound, "notfound")
	}
	return scope, nil
}

// year is the year of a figure's indicator, for its line.
func (p pages) year(ctx context.Context, by access.Actor, f indicator.Figure) (indicator.Card, error) {
	cards, err := p.figures.Board(ctx, by, indicator.BoardInput{Period: f.Period, Scope: f.Scope, Codes: []string{f.Definition.Code}})
	if err != nil || len(cards) == 0 {
		return indicator.Card{Figure: f}, err
	}
	return cards[0], nil
}

func (p pages) figureView(ctx context.Context, by access.Actor, f indicator.Figure, at spot) (sourceView, error) {
	d := f.Definition
	view := sourceView{
		Name: d.Name, Number: number(d, f.Value), Unit: d.Unit, Href: figureHref(f, "", 0),
		Panel: ui.PanelView{
			Label: ui.T(ctx, "indicator.source"), Light: stateColour(f.State), Words: stateWords(ctx, f.State), Hint: clock(ctx, f.Changed),
			Close: "/indicators",
		},
		Formula: formula(f), Facts: facts(ctx, f),
	}
	view.Light, view.Words = verdict(ctx, f)
	for _, note := range f.Notes {
		view.Notes = append(view.Notes, note.In(ui.Lang(ctx)))
	}
	view.Head = ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "indicator.title"), Href: "/indicators"}, {Words: d.Name, Href: "/indicators/" + url.PathEscape(d.Code)}, {Words: periodWords(ctx, f.Period)}},
		Title:  d.Name + " " + amount(d, f.Value), Light: view.Panel.Light, Words: view.Panel.Words,
		Why: scopeWords(ctx, f) + ui.T(ctx, "ui.comma") + periodWords(ctx, f.Period),
	}
	before, ok, err := p.figures.YearBefore(ctx, by, f)
	if err != nil {
		return view, err
	}
	if ok {
		view.Soft = ui.T(ctx, "indicator.yearbefore", "value", amount(d, before.Value))
	}
	view.Contrib = contribOf(ctx, f, at.unit)
	if view.Trail, err = p.trail(ctx, by, f, view.Contrib.Chosen, at.operand); err != nil {
		return view, err
	}
	if p.uses != nil {
		view.Uses, err = p.uses.UsesOf(ctx, by, d.Code)
	}
	return view, err
}

// facts are how the figure is computed, in the words of its definition.
func facts(ctx context.Context, f indicator.Figure) []ui.Fact {
	d := f.Definition
	all := []ui.Fact{
		{Name: ui.T(ctx, "indicator.fact.meaning"), Words: ui.T(ctx, "indicator.fact.version", "n", f.Version, "meaning", d.Meaning)},
		{Name: ui.T(ctx, "indicator.fact.units"), Words: ui.T(ctx, "indicator.over."+string(d.Over.Units))},
		{Name: ui.T(ctx, "indicator.fact.scope"), Words: scopeWords(ctx, f)},
	}
	if d.Basis != "" {
		all = append(all, ui.Fact{Name: ui.T(ctx, "indicator.fact.basis"), Words: d.Basis})
	}
	if !f.Through.IsZero() {
		all = append(all, ui.Fact{Name: ui.T(ctx, "indicator.fact.through"), Words: ui.Lang(ctx).FullDate(f.Through.End(nil).Time())})
	}
	return append(all, ui.Fact{Name: ui.T(ctx, "indicator.fact.owner"), Words: d.Owner})
}

// formula cuts the formula at the names of its operands and puts their totals
// behind them, so that the reckoning can be followed: 参训人数 236 ÷ 应训人数 400 × 100.
func formula(f indicator.Figure) []piece {
	d := f.Definition
	text := strings.NewReplacer("*", "×", "/", "÷").Replace(d.Formula)
	var pieces []piece
	for text != "" {
		at, operand := firstOperand(d, text)
		if operand < 0 {
			return append(pieces, piece{Text: text})
		}
		name := d.Operands[operand].Name
		one := piece{Text: text[:at+len(name)]}
		if len(f.Totals) > operand {
			one.Total = ui.FigureView{Number: operandText(d, f.Totals[operand]), State: ui.FigureState(f.State)}
		}
		pieces = append(pieces, one)
		text = text[at+len(name):]
	}
	return pieces
}

// firstOperand finds the operand that comes first in the text, the longest name
// where several begin there.
func firstOperand(d indicator.Definition, text string) (at, operand int) {
	at, operand = len(text), -1
	for i, o := range d.Operands {
		found := strings.Index(text, o.Name)
		if found < 0 || found > at || found == at && utf8.RuneCountInString(o.Name) <= utf8.RuneCountInString(d.Operands[max(operand, 0)].Name) && operand >= 0 {
			continue
		}
		at, operand = found, i
	}
	return at, operand
}

// brief is the view as the panel has room for.
func (v sourceView) brief() sourceView {
	v.Contrib = v.Contrib.brief(v.Href)
	return v
}
