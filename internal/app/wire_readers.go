package app

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/document"
	"nianlun/internal/work/indicator"
)

// readers tells returns what was made of their cells: the indicators that read
// them, and the issued documents that quoted such a figure. It acts as the
// program itself: whoever asks for a correction must learn what it touches.
type readers struct{ app *App }

// UsesOf implements collect.Uses.
func (r readers) UsesOf(ctx context.Context, bureau string, of collect.Used) ([]collect.Use, error) {
	by := access.System(bureau)
	unit, err := r.app.Org.Unit(ctx, bureau, of.Unit)
	if err != nil {
		return nil, err
	}
	read, err := r.app.Indicators.Readers(ctx, by, of.Form, of.Fields, of.Period, unit.Type)
	if err != nil {
		return nil, err
	}
	var figures, documents []collect.Use
	for _, v := range read {
		d := v.Definition()
		ref := indicator.Ref{Code: v.Code, Version: v.No, Period: of.Period, Scope: indicator.All}
		figures = append(figures, collect.Use{Kind: collect.UseIndicator, Name: d.Name, Href: figureHref(ref.String()), Unit: v.OwnerUnit})
		quotes, err := r.quotes(ctx, by, of, v.Code, d.Name)
		if err != nil {
			return nil, err
		}
		documents = append(documents, quotes...)
	}
	return slices.Concat(figures, documents), nil
}

// quotes are the issued documents that quote a figure of an indicator into which
// the return's period and unit fall.
func (r readers) quotes(ctx context.Context, by access.Actor, of collect.Used, code, name string) ([]collect.Use, error) {
	issued, err := r.app.Drafts.UsesOf(ctx, by, code)
	if err != nil {
		return nil, err
	}
	var out []collect.Use
	for _, use := range issued {
		issue, err := r.app.Drafts.IssueOf(ctx, by, use.Issue)
		if err != nil {
			return nil, err
		}
		if quotesReturn(issue, of, code) {
			out = append(out, collect.Use{Kind: collect.UseDocument, Name: use.Title, Href: "/issues/" + use.Issue, Of: name, Person: issue.By})
		}
	}
	return out, nil
}

func quotesReturn(issue document.Issue, of collect.Used, code string) bool {
	return slices.ContainsFunc(issue.Figures, func(f document.Figure) bool {
		ref, ok := indicator.ParseRef(f.Ref)
		if !ok || ref.Code != code || ref.Scope.Unit != "" && ref.Scope.Unit != of.Unit {
			return false
		}
		return within(of.Period, ref.Period)
	})
}

// within tells whether one period lies in another, by their days.
func within(p, longer period.Period) bool {
	return !p.Start(nil).Before(longer.Start(nil)) && !p.End(nil).After(longer.End(nil))
}
