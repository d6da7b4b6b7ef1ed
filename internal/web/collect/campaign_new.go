package collect

import (
	"context"
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/terms"
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
	in := terms.Input{Year: door.Year(ctx), Workdays: choices.Workdays, Grace: choices.Grace, Remind: choices.Remind, Signs: terms.AllSigns}
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
	ask := campaignAsk{in: terms.InputOf(form, door.Year(ctx))}
	if ask.choices, err = p.returns.Choices(ctx, door.By(ctx)); err != nil {
		return err
	}
	units, err := p.returns.ChooseUnits(ctx, door.By(ctx), ask.in.Wanted())
	if err != nil {
		return err
	}
	ask.units = &units
	if form.Text("act") == "preview" {
		if ask.ahead, err = p.returns.PeriodsAhead(ctx, door.By(ctx), ask.in.Campaign(ask.choices, units.Rule)); err != nil {
			return err
		}
		return p.askCampaign(w, r, ask)
	}
	if ask.wrong = units.Check(); ask.wrong != nil {
		return p.askCampaign(w, r, ask)
	}
	opened, err := p.returns.OpenCampaign(ctx, door.By(ctx), ask.in.Campaign(ask.choices, units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		ask.wrong = err
		return p.askCampaign(w, r, ask)
	}
	if err != nil {
		return err
	}
	words := ui.T(ctx, "collect.opened", "units", opened.Units, "n", opened.Obligations)
	words += terms.ShortWords(ctx, units.Short)
	if len(opened.Gaps) > 0 {
		words += ui.T(ctx, "collect.opened.gaps", "year", opened.Gaps[0])
	}
	door.Flash(ctx, words)
	return door.Redirect(w, r, collect.CampaignLink(opened.Campaign.ID))
}

// campaignAsk is the form of a new campaign as it is shown.
type campaignAsk struct {
	in      terms.Input
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
	asked, err := p.returns.WouldAsk(ctx, door.By(ctx), ask.in.Campaign(ask.choices, ask.units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return nil, nil
	}
	return asked, err
}

func viewOfCampaign(ctx context.Context, ask campaignAsk, asked []collect.Asked) terms.View {
	b, in := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, ask.wrong)}, ask.in
	if in.Owner == "" && len(ask.choices.Sections) == 1 {
		in.Owner = ask.choices.Sections[0].ID
	}
	view := b.View(in, ask.choices, ask.units)
	view.Head = ui.HeadView{Title: ui.T(ctx, "collect.new"), Under: ui.T(ctx, "collect.new.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.new")}}}
	view.Action, view.Back, view.Submit = "/collect/campaigns", "/collect", ui.T(ctx, "collect.open")
	view.Preview = ui.T(ctx, "collect.preview")
	view.Form, view.Year = b.Field("form", in.Form), b.Number("year", in.Year)
	view.From, view.To = b.Number("from", in.From), b.Number("to", in.To)
	view.From.Error = b.Errs.For("periods")
	view.Title, view.Basis = b.Hinted("title", in.Title), b.Hinted("basis", in.Basis)
	view.Signs = b.Field("signatures", in.Signs)
	for _, f := range ask.choices.Forms {
		view.Forms = append(view.Forms, ui.Option{Value: f.Form, Words: ui.T(ctx, "collect.form.choice", "title", f.Definition.Title, "n", f.No)})
	}
	for _, s := range []string{terms.AllSigns, terms.TwoSigns, terms.OneSign} {
		view.SignSets = append(view.SignSets, ui.Option{Value: s, Words: ui.T(ctx, "collect.signs."+s)})
	}
	view.School = schoolWords(ctx, ask.choices, in.Year)
	view.Ahead, view.Warnings = aheadWords(ctx, ask.ahead)
	view.Again, view.Above = terms.AgainFields(b, in.Again, asked), terms.AboveOf(ctx, in, ask.wrong)
	return view
}
