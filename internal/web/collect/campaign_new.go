package collect

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignNew asks what is needed to send a form to units.
func (p pages) campaignNew(w http.ResponseWriter, r *http.Request) error {
	return p.askCampaign(w, r, campaignInput{Year: door.Year(r.Context()), Workdays: defaultWorkdays, Signs: allSigns}, nil)
}

// campaignOpen opens the campaign, or asks again with what is wrong.
func (p pages) campaignOpen(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := campaignInputOf(form, door.Year(ctx))
	forms, err := p.returns.Choices(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	opened, err := p.returns.OpenCampaign(ctx, door.By(ctx), in.campaign(forms))
	if fault.KindOf(err) == fault.Invalid && err != nil {
		return p.askCampaign(w, r, in, err)
	}
	if err != nil {
		return err
	}
	words := ui.T(ctx, "collect.opened", "units", opened.Units, "n", opened.Obligations)
	if len(opened.Gaps) > 0 {
		words += ui.T(ctx, "collect.opened.gaps", "year", opened.Gaps[0])
	}
	door.Flash(ctx, words)
	return door.Redirect(w, r, campaignHref(opened.Campaign.ID))
}

func (p pages) askCampaign(w http.ResponseWriter, r *http.Request, in campaignInput, wrong error) error {
	ctx := r.Context()
	choices, err := p.returns.Choices(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	var asked []collect.Asked
	if fault.Is(wrong, "collect.again") {
		if asked, err = p.returns.WouldAsk(ctx, door.By(ctx), in.campaign(choices)); err != nil {
			return err
		}
	}
	view := viewOfCampaign(ctx, in, choices, asked, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, campaignNewPage(view))
}
