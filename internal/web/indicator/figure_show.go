package indicator

import (
	"net/http"
	"strconv"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/indicator"
)

// figureShow is the figure of an indicator for a period: the panel for a part of
// a page, else a page of its own.
func (p pages) figureShow(w http.ResponseWriter, r *http.Request) error {
	ctx, by := r.Context(), door.By(r.Context())
	at, err := period.Parse(r.PathValue("period"))
	if err != nil {
		return fault.New(fault.NotFound, "notfound")
	}
	scope, err := p.scope(by, door.Query(r).Text("scope"))
	if err != nil {
		return err
	}
	f, err := p.figures.Compute(ctx, by, r.PathValue("code"), at, scope)
	if err != nil {
		return err
	}
	return p.showFigure(w, r, f)
}

// showFigure answers with a computed figure.
func (p pages) showFigure(w http.ResponseWriter, r *http.Request, f indicator.Figure) error {
	ctx, by, q := r.Context(), door.By(r.Context()), door.Query(r)
	operand, _ := strconv.Atoi(q.Text("of")) // what is no operand has no trail
	view, err := p.figureView(ctx, by, f, spot{unit: q.Text("unit"), operand: operand})
	if err != nil {
		return err
	}
	if door.Partial(r) {
		return door.Render(w, r, http.StatusOK, figurePanel(view.brief()))
	}
	card, err := p.year(ctx, by, f)
	if err != nil {
		return err
	}
	if view.Line, err = p.line(ctx, by, card, f.Scope); err != nil {
		return err
	}
	return door.Page(w, r, door.View{Title: f.Definition.Name, Nav: "indicators"}, figurePage(view))
}
