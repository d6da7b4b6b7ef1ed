package mandates

import (
	"context"
	"net/http"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// mandateView is what a bureau is asked by the one above.
type mandateView struct {
	Head    ui.HeadView
	T       form.T
	Facts   []ui.Fact
	Periods []mandatePeriodLine
	Changes *renewalView
	Form    *formhtml.Page // a blank one; nil when it cannot be shown
	Ended   string         // why and when the bureau above has ended it
}

type mandatePeriodLine struct {
	Period, Href, Due, OwnDue string
	Light                     ui.Colour
	Words, State, Own, Why    string
}

// mandateShow opens a mandate: its terms, how far each period is, and what the
// bureau above has changed.
func (p Pages) mandateShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, err := p.Levels.Open(ctx, door.By(ctx), r.PathValue("mandate"))
	if err != nil {
		return err
	}
	return showMandate(w, r, v, nil, acceptInput{})
}

func showMandate(w http.ResponseWriter, r *http.Request, v levels.MandateView, wrong error, typed acceptInput) error {
	ctx := r.Context()
	view := viewOfMandate(ctx, v)
	if !v.Renewal.Empty() {
		view.Changes = renewalOf(ctx, v, wrong, typed)
	}
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, mandatePage(view))
}

func viewOfMandate(ctx context.Context, v levels.MandateView) mandateView {
	m := v.Mandate
	view := mandateView{T: say.T(ctx), Facts: mandateFacts(ctx, v)}
	view.Head = ui.HeadView{Crumbs: mandateCrumbs(ctx, m), Title: ui.T(ctx, "collect.campaign.of", "title", m.Title, "year", m.Year)}
	view.Head.Light, view.Head.Words, view.Head.Why = mandateVerdict(ctx, v)
	if v.Campaign != nil {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "mandate.own"), Href: collect.CampaignLink(v.Campaign.ID)})
	}
	if v.May.Issue {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "mandate.issue"), Kind: "primary", Href: levels.MandateLink(m.ID) + "/issue"})
	}
	if !m.EndedOn.IsZero() {
		view.Ended = ui.T(ctx, "mandate.ended", "from", m.FromName, "day", say.Day(ctx, m.EndedOn, v.Today.Year))
		if m.EndedWhy != "" {
			view.Ended = ui.T(ctx, "mandate.ended.why", "from", m.FromName, "day", say.Day(ctx, m.EndedOn, v.Today.Year), "why", m.EndedWhy)
		}
	}
	for _, p := range v.Periods {
		view.Periods = append(view.Periods, periodLine(ctx, v, p))
	}
	if v.Definition != nil {
		blank, _ := form.Decode(v.Definition, form.Raw{})
		page := formhtml.Build(formhtml.Input{Def: v.Definition, Values: blank, ReadOnly: true, FormID: sheet.FormID}, say.T(ctx))
		view.Form = &page
	}
	return view
}

// mandateVerdict is the light of the most pressing period.
func mandateVerdict(ctx context.Context, v levels.MandateView) (ui.Colour, string, string) {
	done := 0
	var first *levels.MandatePeriod
	for i, p := range v.Periods {
		if !p.Standing.Acts() {
			done++
			continue
		}
		if first == nil || p.Above.Deadline().Before(first.Above.Deadline()) {
			first = &v.Periods[i]
		}
	}
	why := ui.T(ctx, "mandate.why", "from", v.Mandate.FromName, "done", done, "total", len(v.Periods))
	if first == nil {
		return ui.Green, ui.T(ctx, "mandate.done"), why
	}
	light, words := standingLight(ctx, *first, v.Today)
	return light, words, why
}

func mandateFacts(ctx context.Context, v levels.MandateView) []ui.Fact {
	m := v.Mandate
	facts := []ui.Fact{
		{Name: ui.T(ctx, "mandate.fact.from"), Words: m.FromName},
		{Name: ui.T(ctx, "collect.fact.basis"), Words: m.Basis},
		{Name: ui.T(ctx, "collect.fact.list"), Words: m.ListNo},
		{Name: ui.T(ctx, "collect.fact.ends"), Words: ui.Lang(ctx).FullDate(m.EndsOn.Time())},
		{Name: ui.T(ctx, "mandate.fact.signs"), Words: signWords(ctx, m.Signatures)},
	}
	if v.Campaign != nil {
		facts = append(facts, ui.Fact{Name: ui.T(ctx, "mandate.fact.owner"), Words: v.Owner.Label()},
			ui.Fact{Name: ui.T(ctx, "mandate.fact.due"), Words: ui.T(ctx, "collect.due."+string(v.Campaign.Due.After), "n", v.Campaign.Due.Workdays)})
	}
	return facts
}

func signWords(ctx context.Context, roles []collect.SignRole) string {
	text := ""
	for i, role := range roles {
		if i > 0 {
			text += ui.T(ctx, "ui.comma")
		}
		text += ui.T(ctx, "collect.sign."+string(role))
	}
	return text
}

func periodLine(ctx context.Context, v levels.MandateView, p levels.MandatePeriod) mandatePeriodLine {
	line := mandatePeriodLine{
		Period: say.Period(ctx, p.Period), Due: say.Day(ctx, p.Above.Deadline(), v.Today.Year), OwnDue: say.Day(ctx, p.OwnDue, v.Today.Year),
		State: standingWords(ctx, p), Why: p.Why,
	}
	if p.Own.Total() > 0 {
		line.Own = ui.T(ctx, "collect.progress", "done", p.Own.Reviewed+p.Own.Locked, "total", p.Own.Total())
	}
	line.Light, line.Words = standingLight(ctx, p, v.Today)
	if v.Campaign != nil && p.Standing != levels.NotAsked {
		line.Href = levels.MandatePeriodLink(v.Mandate.ID, p.Period)
	}
	return line
}
