package indicator

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// board shows the figures of one section's indicators, a year's line, the units
// at the end that needs eyes, and all units in one table.
func (p pages) board(w http.ResponseWriter, r *http.Request) error {
	ctx, by := r.Context(), door.By(r.Context())
	reach, err := p.figures.Reach(by)
	if err != nil {
		return err
	}
	q, err := boardQueryOf(door.Query(r), reach)
	if err != nil {
		return err
	}
	all, err := p.figures.List(ctx, by)
	if err != nil {
		return err
	}
	owners, codes := q.group(all)
	title := ui.T(ctx, "indicator.title")
	if len(codes) == 0 {
		return door.Page(w, r, door.View{Title: title, Nav: "indicators"}, boardEmpty(title))
	}
	cards, err := p.figures.Board(ctx, by, q.input(codes))
	if err != nil {
		return err
	}
	view := boardViewOf(ctx, q, cards)
	view.Owners = ownerTabs(q, owners)
	if view.Line, err = p.line(ctx, by, view.Chosen, q.Scope); err != nil {
		return err
	}
	if mayChooseScope(reach) {
		types, err := p.figures.Types(ctx, by)
		if err != nil {
			return err
		}
		view.Scopes = scopeChips(ctx, q, types)
	}
	return door.Page(w, r, door.View{Title: title, Nav: "indicators"}, boardPage(view))
}
