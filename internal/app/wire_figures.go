package app

import (
	"context"
	"net/url"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/document"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/plan"
)

// gauge lets the plan measure targets by indicators.
type gauge struct{ indicators *indicator.Service }

// Now implements plan.Gauge.
func (g gauge) Now(ctx context.Context, by access.Actor, codes []string, day period.Date) (map[string]plan.Reading, error) {
	found, err := g.indicators.Gauges(ctx, by, codes, day)
	if err != nil {
		return nil, err
	}
	readings := make(map[string]plan.Reading, len(found))
	for code, r := range found {
		readings[code] = plan.Reading{
			Note: r.Meaning, Value: r.Value, Base: r.Base, Unit: r.Unit, Period: r.Period.String(), State: string(r.State),
			Ref: r.Ref, Href: figureHref(r.Ref),
		}
	}
	return readings, nil
}

// Series implements plan.History.
func (g gauge) Series(ctx context.Context, by access.Actor, code string, year int) ([]plan.Point, error) {
	within, err := period.Of(period.Year, period.Date{Year: year, Month: time.January, Day: 1}, nil)
	if err != nil {
		return nil, err
	}
	points, err := g.indicators.Series(ctx, by, code, within, indicator.All)
	if unfit(err) {
		err, points = nil, nil
	}
	var out []plan.Point
	for _, p := range points {
		if p.Value != nil {
			out = append(out, plan.Point{Day: p.Period.End(nil), Value: *p.Value})
		}
	}
	return out, err
}

// figures lets drafts quote indicators.
type figures struct{ indicators *indicator.Service }

// FindFigures implements document.Figures.
func (f figures) FindFigures(ctx context.Context, by access.Actor, words, through string, limit int) ([]document.Figure, error) {
	p, err := period.Parse(through)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "draft.period")
	}
	found, err := f.indicators.Search(ctx, by, words)
	if err != nil {
		return nil, err
	}
	var out []document.Figure
	for _, v := range found[:min(len(found), limit)] {
		figure, err := f.indicators.Compute(ctx, by, v.Code, p, indicator.All)
		if unfit(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, quoted(figure))
	}
	return out, nil
}

// unfit: the indicator is collected in other periods than the one asked for.
func unfit(err error) bool {
	return err != nil && (fault.KindOf(err) == fault.NotFound || fault.KindOf(err) == fault.Invalid)
}

// FigureOf implements document.Figures.
func (f figures) FigureOf(ctx context.Context, by access.Actor, ref string) (document.Figure, error) {
	figure, err := f.indicators.Resolve(ctx, by, ref)
	if err != nil {
		return document.Figure{}, err
	}
	return quoted(figure), nil
}

// figureHref is the page behind a figure.
func figureHref(ref string) string { return "/figures?ref=" + url.QueryEscape(ref) }

// scopeWords says what a figure covers, in the language of official papers.
func scopeWords(f indicator.Figure) string {
	if f.ScopeName != "" {
		return f.ScopeName
	}
	return i18n.Chinese.T("figure.scope.all")
}

// FigureAt implements document.Figures.
func (f figures) FigureAt(ctx context.Context, by access.Actor, code, through string) (document.Figure, error) {
	p, err := period.Parse(through)
	if err != nil {
		return document.Figure{}, fault.Wrap(err, fault.Invalid, "draft.period")
	}
	figure, err := f.indicators.Compute(ctx, by, code, p, indicator.All)
	if unfit(err) {
		return document.Figure{}, fault.Wrap(err, fault.NotFound, "notfound")
	}
	if err != nil {
		return document.Figure{}, err
	}
	return quoted(figure), nil
}

func quoted(f indicator.Figure) document.Figure {
	return document.Figure{
		Ref: f.Ref(), Name: f.Definition.Name, Meaning: f.Definition.Meaning, Version: f.Version,
		Value: f.Value, Unit: f.Definition.Unit, Decimals: f.Definition.Decimals,
		Period: f.Period.String(), Scope: scopeWords(f), State: document.FigureState(f.State), AsOf: f.AsOf,
	}
}

// promises lets drafts answer the plan.
type promises struct {
	plan  *plan.Service
	today func() period.Date
}

// Promises implements document.Promises.
func (p promises) Promises(ctx context.Context, by access.Actor, year int) ([]document.Promise, error) {
	answers, err := p.plan.Answers(ctx, by, year)
	if err != nil {
		return nil, err
	}
	today := p.today()
	out := make([]document.Promise, len(answers))
	for i, a := range answers {
		out[i] = document.Promise{
			Task: a.Task, No: a.No, Theme: a.Theme, Title: a.Title, Due: a.Due.String(),
			Done: a.Done, Progress: a.Text,
			// Red alone may mean lagging: a paper says "not in time" only of a day that has passed.
			Late: a.Light.Colour == plan.Red && !a.Due.IsZero() && a.Due.Before(today),
		}
		if a.Target != nil {
			out[i].Indicator = a.Target.Indicator
		}
	}
	return out, nil
}
