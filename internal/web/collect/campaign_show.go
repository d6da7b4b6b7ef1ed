package collect

import (
	"net/http"

	"nianlun/internal/web/door"
)

// campaignShow is a campaign as units by periods.
func (p pages) campaignShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	m, err := p.returns.Matrix(ctx, door.By(ctx), r.PathValue("campaign"))
	if err != nil {
		return err
	}
	corrections, err := p.returns.CorrectionsOf(ctx, door.By(ctx), m.Campaign.ID, "")
	if err != nil {
		return err
	}
	view := viewOfMatrix(ctx, m, matrixQueryOf(r), corrections)
	return door.Page(w, r, door.View{Title: m.Campaign.Title, Nav: "collect", Scripts: []string{"matrix.js"}}, matrixPage(view))
}
