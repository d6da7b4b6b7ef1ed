package indicator

import (
	"net/http"
	"net/url"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/indicator"
)

// indicatorShow is an indicator: its newest figure, its year, and the versions of
// its definition.
func (p pages) indicatorShow(w http.ResponseWriter, r *http.Request) error {
	ctx, by := r.Context(), door.By(r.Context())
	q, code := door.Query(r), r.PathValue("code")
	if text := q.Text("period"); text != "" {
		at, err := period.Parse(text)
		if err != nil {
			return fault.New(fault.NotFound, "notfound")
		}
		return door.Redirect(w, r, "/figures/"+url.PathEscape(code)+"/"+at.String())
	}
	scope, err := p.scope(by, q.Text("scope"))
	if err != nil {
		return err
	}
	versions, err := p.figures.Versions(ctx, by, code)
	if err != nil {
		return err
	}
	cards, err := p.figures.Board(ctx, by, indicator.BoardInput{Scope: scope, Codes: []string{code}})
	if err != nil {
		return err
	}
	view, err := p.figureView(ctx, by, cards[0].Figure, spot{})
	if err != nil {
		return err
	}
	if view.Line, err = p.line(ctx, by, cards[0], scope); err != nil {
		return err
	}
	title := versions[0].Definition().Name
	return door.Page(w, r, door.View{Title: title, Nav: "indicators"}, indicatorPage(indicatorViewOf(ctx, view, cards[0], versions)))
}
