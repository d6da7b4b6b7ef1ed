package burdens

import (
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
)

// burdenShow is what a year's returns cost: schools by months for the bureau, the
// own returns for a school.
func (p Pages) burdenShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by, q := door.By(ctx), burdenQueryOf(r)
	if own := access.Scope(by, access.Read, access.Return).Unit; own != "" {
		return p.showUnitBurden(w, r, own)
	}
	b, err := p.Returns.Burden(ctx, by, q.Year)
	if err != nil {
		return err
	}
	view := viewOfBurden(ctx, b, q)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, burdenPage(view))
}

// burdenUnit is one school's account, with the returns behind each number.
func (p Pages) burdenUnit(w http.ResponseWriter, r *http.Request) error {
	return p.showUnitBurden(w, r, r.PathValue("unit"))
}

func (p Pages) showUnitBurden(w http.ResponseWriter, r *http.Request, unit string) error {
	ctx := r.Context()
	by, q := door.By(ctx), burdenQueryOf(r)
	account, err := p.Returns.UnitBurden(ctx, by, q.Year, unit)
	if err != nil {
		return err
	}
	view := viewOfUnitBurden(ctx, account, q, access.Scope(by, access.Read, access.Return).Unit != "")
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, burdenUnitPage(view))
}
