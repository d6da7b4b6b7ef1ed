package collect

import (
	"net/http"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// campaignEnding asks for the reason of an end, or of running again, and says
// what it does.
func (p pages) campaignEnding(w http.ResponseWriter, r *http.Request) error {
	return p.askEnding(w, r, endInput{}, nil)
}

// campaignEnd ends a campaign before its last day.
func (p pages) campaignEnd(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("campaign")
	in := endInput{Why: form.Text("why"), LetGo: form.Text("rest") == "go"}
	seen, _ := form.Int("seen")
	done, err := p.returns.EndCampaign(ctx, door.By(ctx), id, collect.EndInput{Seen: seen, Why: in.Why, LetGo: in.LetGo})
	if err != nil {
		return p.askEnding(w, r, in, err)
	}
	stay := done.Stay
	if in.LetGo {
		stay = 0
	}
	door.Flash(ctx, ui.T(ctx, "collect.ended.done", "stay", stay))
	return door.Redirect(w, r, collect.CampaignLink(id))
}

// campaignReopen lets an ended campaign run again.
func (p pages) campaignReopen(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("campaign")
	in := endInput{Why: form.Text("why"), Ends: form.Text("ends"), ListNo: form.Text("list")}
	seen, _ := form.Int("seen")
	ends, err := period.ParseDate(in.Ends)
	if err != nil {
		ends = period.Date{} // the service names the field
	}
	restored, err := p.returns.Reopen(ctx, door.By(ctx), id, collect.ReopenInput{Seen: seen, Why: in.Why, EndsOn: ends, ListNo: in.ListNo})
	if err != nil {
		return p.askEnding(w, r, in, err)
	}
	door.Flash(ctx, ui.T(ctx, "collect.reopened", "n", restored))
	return door.Redirect(w, r, collect.CampaignLink(id))
}

// endInput is an end, or its undoing, as it was typed.
type endInput struct {
	Why, Ends, ListNo string
	LetGo             bool
}

type endingView struct {
	Head    ui.HeadView
	Errors  ui.Errors
	Action  string
	Seen    string
	Back    string
	Ended   bool
	Effects []string
	Rest    ui.FieldView
	Rests   []ui.Option
	Why     ui.FieldView
	Ends    ui.FieldView
	List    ui.FieldView
}

func (p pages) askEnding(w http.ResponseWriter, r *http.Request, in endInput, wrong error) error {
	status := http.StatusOK
	if wrong != nil {
		if fault.KindOf(wrong) != fault.Invalid {
			return wrong
		}
		status = http.StatusUnprocessableEntity
	}
	ctx := r.Context()
	c, _, err := p.returns.Steering(ctx, door.By(ctx), r.PathValue("campaign"))
	if err != nil {
		return err
	}
	_, does, err := p.returns.Ending(ctx, door.By(ctx), c.ID)
	if err != nil {
		return err
	}
	b := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, wrong)}
	href, title := collect.CampaignLink(c.ID), ui.T(ctx, "collect.end")
	view := endingView{
		Errors: b.Errs, Action: href + "/end", Seen: itoa(c.Rev), Back: href, Ended: c.State == collect.Ended,
		Why: b.Field("why", in.Why), Ends: b.Hinted("ends", in.Ends), List: b.Hinted("list", in.ListNo), Rest: b.Field("rest", "stay"),
	}
	view.Ends.Type = "date"
	if in.LetGo {
		view.Rest.Value = "go"
	}
	for _, rest := range []string{"stay", "go"} {
		view.Rests = append(view.Rests, ui.Option{Value: rest, Words: ui.T(ctx, "collect.end.rest."+rest, "n", does.Stay)})
	}
	if view.Ended {
		title, view.Action = ui.T(ctx, "collect.reopen"), href+"/reopen"
		view.Effects = []string{ui.T(ctx, "collect.reopen.effect")}
	} else {
		view.Effects = []string{
			ui.T(ctx, "collect.end.handed", "n", does.HandIn), ui.T(ctx, "collect.end.lifted", "n", does.Lifted), ui.T(ctx, "collect.end.stay", "n", does.Stay),
		}
	}
	view.Head = ui.HeadView{Title: title, Under: c.Title, Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: c.Title, Href: href}, {Words: title}}}
	return door.Page(w, r, door.View{Title: title, Nav: "collect", Status: status}, campaignEndPage(view))
}
