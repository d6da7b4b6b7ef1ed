package collect

import (
	"context"
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignNew asks what is needed to send a form to units.
func (p pages) campaignNew(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	choices, err := p.returns.Choices(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	in := CampaignInput{Year: door.Year(ctx), Workdays: choices.Workdays, Grace: choices.Grace, Remind: choices.Remind, Signs: AllSigns}
	return p.askCampaign(w, r, campaignAsk{in: in, choices: choices})
}

// campaignOpen opens the campaign, shows which units it means, or asks again with
// what is wrong.
func (p pages) campaignOpen(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	ask := campaignAsk{in: CampaignInputOf(form, door.Year(ctx))}
	if ask.choices, err = p.returns.Choices(ctx, door.By(ctx)); err != nil {
		return err
	}
	units, err := p.returns.ChooseUnits(ctx, door.By(ctx), ask.in.Wanted())
	if err != nil {
		return err
	}
	ask.units = &units
	if form.Text("act") == "preview" {
		if ask.ahead, err = p.returns.PeriodsAhead(ctx, door.By(ctx), ask.in.campaign(ask.choices, units.Rule)); err != nil {
			return err
		}
		return p.askCampaign(w, r, ask)
	}
	if ask.wrong = units.Check(); ask.wrong != nil {
		return p.askCampaign(w, r, ask)
	}
	opened, err := p.returns.OpenCampaign(ctx, door.By(ctx), ask.in.campaign(ask.choices, units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		ask.wrong = err
		return p.askCampaign(w, r, ask)
	}
	if err != nil {
		return err
	}
	words := ui.T(ctx, "collect.opened", "units", opened.Units, "n", opened.Obligations)
	words += ShortWords(ctx, units.Short)
	if len(opened.Gaps) > 0 {
		words += ui.T(ctx, "collect.opened.gaps", "year", opened.Gaps[0])
	}
	door.Flash(ctx, words)
	return door.Redirect(w, r, CampaignLink(opened.Campaign.ID))
}

// campaignAsk is the form of a new campaign as it is shown.
type campaignAsk struct {
	in      CampaignInput
	choices collect.Choices
	units   *collect.UnitChoice // which units it means; nil before anybody asked
	ahead   []collect.PeriodDays
	wrong   error
}

func (p pages) askCampaign(w http.ResponseWriter, r *http.Request, ask campaignAsk) error {
	ctx := r.Context()
	asked, err := p.askedAgain(ctx, ask)
	if err != nil {
		return err
	}
	view := viewOfCampaign(ctx, ask, asked)
	status := http.StatusOK
	if ask.wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, campaignNewPage(view))
}

// askedAgain is what the campaign would ask although it is held, once that was
// refused or reasons were typed: they must not get lost over another mistake. A
// campaign that cannot be drawn up yet has nothing to compare.
func (p pages) askedAgain(ctx context.Context, ask campaignAsk) ([]collect.Asked, error) {
	if ask.units == nil || !fault.Is(ask.wrong, "collect.again") && len(ask.in.Again) == 0 {
		return nil, nil
	}
	asked, err := p.returns.WouldAsk(ctx, door.By(ctx), ask.in.campaign(ask.choices, ask.units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return nil, nil
	}
	return asked, err
}
