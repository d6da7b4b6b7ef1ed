package collect

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignChange shows the terms of a running campaign, to be changed.
func (p pages) campaignChange(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	ask := changeAsk{}
	var err error
	if ask.c, ask.choices, err = p.returns.Steering(ctx, door.By(ctx), r.PathValue("campaign")); err != nil {
		return err
	}
	names, err := p.returns.UnitNames(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	ask.in = terms.InputFrom(ask.c.Terms(), names)
	return askChange(w, r, ask)
}

// campaignTerms changes the terms, or shows first what a change would do.
func (p pages) campaignTerms(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("campaign")
	by := door.By(ctx)
	ask := changeAsk{in: terms.InputOf(form, 0)}
	if ask.c, ask.choices, err = p.returns.Steering(ctx, by, id); err != nil {
		return err
	}
	wanted := ask.in.Wanted()
	wanted.Signatures = ask.c.Signatures
	units, err := p.returns.ChooseUnits(ctx, by, wanted)
	if err != nil {
		return err
	}
	ask.units = &units
	if ask.wrong = units.Check(); ask.wrong != nil {
		return askChange(w, r, ask)
	}
	wish := ask.in.Terms(units.Rule)
	if form.Text("act") == "preview" {
		changed, err := p.returns.ForeseeChange(ctx, by, id, wish)
		ask.changed, ask.wrong = &changed, err
		return askChange(w, r, ask)
	}
	seen, _ := form.Int("seen")
	changed, err := p.returns.ChangeCampaign(ctx, by, id, seen, wish)
	if ask.wrong = err; err != nil {
		return askChange(w, r, ask)
	}
	door.Flash(ctx, ui.T(ctx, "collect.changed", "added", changed.Added, "lifted", changed.Lifted)+terms.ShortWords(ctx, units.Short))
	return door.Redirect(w, r, collect.CampaignLink(id))
}

// changeAsk is the form of a change as it is shown.
type changeAsk struct {
	c       collect.Campaign
	in      terms.Input
	choices collect.Choices
	units   *collect.UnitChoice
	changed *collect.Changed
	wrong   error
}

func askChange(w http.ResponseWriter, r *http.Request, ask changeAsk) error {
	ctx := r.Context()
	status := http.StatusOK
	if ask.wrong != nil {
		if fault.KindOf(ask.wrong) != fault.Invalid {
			return ask.wrong
		}
		status = http.StatusUnprocessableEntity
	}
	b := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, ask.wrong)}
	view := b.View(ask.in, ask.choices, ask.units)
	href := collect.CampaignLink(ask.c.ID)
	view.Head = ui.HeadView{Title: ui.T(ctx, "collect.change"), Under: ask.c.Title, Crumbs: []ui.Crumb{
		{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ask.c.Title, Href: href}, {Words: ui.T(ctx, "collect.change")}}}
	view.Action, view.Back, view.Submit, view.Seen = href+"/change", href, ui.T(ctx, "collect.change.save"), itoa(ask.c.Rev)
	view.Preview = ui.T(ctx, "collect.change.preview")
	if ask.changed != nil && ask.wrong == nil {
		view.Effects = effectsOf(ctx, *ask.changed)
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, campaignChangePage(view))
}

// effectsOf says in sentences what a change of terms does.
func effectsOf(ctx context.Context, c collect.Changed) []string {
	var out []string
	if len(c.Joining) > 0 {
		out = append(out, ui.T(ctx, "collect.change.joining", "n", len(c.Joining), "names", say.Units(ctx, c.Joining), "returns", c.Added))
	}
	if len(c.Leaving) > 0 {
		out = append(out, ui.T(ctx, "collect.change.leaving", "n", len(c.Leaving), "names", say.Units(ctx, c.Leaving), "returns", c.Lifted))
	}
	if len(c.Redated) > 0 {
		var periods []string
		for _, p := range c.Redated {
			periods = append(periods, say.ShortPeriod(ctx, p))
		}
		out = append(out, ui.T(ctx, "collect.change.redated", "periods", strings.Join(periods, ui.T(ctx, "ui.comma"))))
	}
	if c.Handed {
		out = append(out, ui.T(ctx, "collect.change.handed"))
	}
	if len(out) == 0 {
		out = append(out, ui.T(ctx, "collect.change.nothing"))
	}
	return out
}
