package collect

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// campaignShow is a campaign as units by periods.
func (p pages) campaignShow(w http.ResponseWriter, r *http.Request) error {
	return p.showCampaign(w, r, r.PathValue("campaign"), didView{})
}

// showCampaign shows it after an act with what came of that.
func (p pages) showCampaign(w http.ResponseWriter, r *http.Request, id string, did didView) error {
	ctx := r.Context()
	m, err := p.returns.Matrix(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	corrections, err := p.returns.CorrectionsOf(ctx, door.By(ctx), m.Campaign.ID, "")
	if err != nil {
		return err
	}
	q := matrixQueryOf(r)
	q.Path = collect.CampaignLink(m.Campaign.ID)
	view := viewOfMatrix(ctx, m, q, corrections)
	view.Did = did
	return door.Page(w, r, door.View{Title: m.Campaign.Title, Nav: "collect", Scripts: []string{"matrix.js"}}, matrixPage(view))
}
