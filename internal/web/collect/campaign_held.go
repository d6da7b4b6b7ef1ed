package collect

import (
	"context"
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignHeld shows a period that the clock held back, with what is to be decided.
func (p pages) campaignHeld(w http.ResponseWriter, r *http.Request) error {
	return p.askHeld(w, r, terms.Input{}, nil)
}

// campaignRelease sends it as usual, with the reasons that were given.
func (p pages) campaignRelease(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("campaign")
	in := collect.Release{Again: terms.ReasonsOf(form), Above: form.Text("above") != ""}
	in.Seen, _ = form.Int("seen")
	done, err := p.returns.ReleaseHeld(ctx, door.By(ctx), id, in)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return p.askHeld(w, r, terms.Input{Again: in.Again, AboveCap: in.Above}, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "collect.held.released", "n", done.Obligations))
	return door.Redirect(w, r, collect.CampaignLink(id))
}

type heldView struct {
	Head         ui.HeadView
	Errors       ui.Errors
	Action, Back string
	Seen         string
	Again        []terms.AgainField
	Above        *terms.AboveView
}

func (p pages) askHeld(w http.ResponseWriter, r *http.Request, in terms.Input, wrong error) error {
	ctx := r.Context()
	held, err := p.returns.Held(ctx, door.By(ctx), r.PathValue("campaign"))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	view := viewOfHeld(ctx, held, in, wrong)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, campaignHeldPage(view))
}

func viewOfHeld(ctx context.Context, held collect.Held, in terms.Input, wrong error) heldView {
	c, href := held.Campaign, collect.CampaignLink(held.Campaign.ID)
	b := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, wrong)}
	if len(in.Again) == 0 { // the reasons of before, for whoever only has to add one
		in.Again = map[string]string{}
		for _, again := range c.Again {
			in.Again[again.Field] = again.Reason
		}
	}
	view := heldView{Errors: b.Errs, Action: href + "/held", Back: href, Seen: itoa(c.Rev), Again: terms.AgainFields(b, in.Again, held.Asked), Above: terms.AboveLines(ctx, held.Above, in.AboveCap, b.Errs)}
	under := "collect.held.under"
	if len(view.Again) == 0 && view.Above == nil {
		under = "collect.held.clear"
	}
	view.Head = ui.HeadView{Title: ui.T(ctx, "collect.held.title", "period", c.Held.Period.Text()), Under: ui.T(ctx, under), Crumbs: []ui.Crumb{
		{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: c.Title, Href: href}, {Words: ui.T(ctx, "collect.held")}}}
	return view
}

// waitWords say on the campaign's page that a period waits; "" when none does or the
// reader has nothing to decide.
func waitWords(ctx context.Context, m collect.Matrix) string {
	h := m.Campaign.Held
	if h == nil || !m.May.Steer || m.Campaign.State == collect.Ended {
		return ""
	}
	return ui.T(ctx, "collect.held.note", "period", h.Period.Text(), "day", say.Day(ctx, h.Since, m.Today.Year))
}
