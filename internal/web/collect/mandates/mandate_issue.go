package mandates

import (
	"context"
	"net/http"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// mandateIssue asks how the own schools are to be asked for what the bureau above
// wants.
func (p Pages) mandateIssue(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	choices, err := p.Levels.IssueChoices(ctx, door.By(ctx), r.PathValue("mandate"))
	if err != nil {
		return err
	}
	ask := issueAsk{choices: choices}
	offered := choices.Choices
	ask.in = terms.Input{Workdays: offered.Workdays, Grace: offered.Grace, Remind: offered.Remind, Signs: terms.AllSigns}
	for _, t := range offered.Types {
		if t.School() {
			ask.in.Types = append(ask.in.Types, string(t))
		}
	}
	if choices.Before != nil {
		names, err := p.Returns.UnitNames(ctx, door.By(ctx))
		if err != nil {
			return err
		}
		ask.in = terms.InputFrom(choices.Before.Terms(), names)
		ask.in.Signs = signSet(choices.Before.Signatures)
	}
	return p.askIssue(w, r, ask)
}

// signSet is the choice that stands for some places of signatures.
func signSet(roles []collect.SignRole) string {
	return []string{terms.AllSigns, terms.OneSign, terms.TwoSigns, terms.AllSigns}[min(len(roles), 3)]
}

// mandateOpen opens the own campaign, shows which units and days it means, or asks
// again with what is wrong.
func (p Pages) mandateOpen(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("mandate")
	by := door.By(ctx)
	ask := issueAsk{in: terms.InputOf(values, 0), fresh: values.Has("fresh"), freshWhy: values.Text("freshwhy")}
	if ask.choices, err = p.Levels.IssueChoices(ctx, by, id); err != nil {
		return err
	}
	units, err := p.Returns.ChooseUnits(ctx, by, ask.in.Wanted())
	if err != nil {
		return err
	}
	ask.units = &units
	if values.Text("act") == "preview" {
		return p.askIssue(w, r, ask)
	}
	if ask.wrong = units.Check(); ask.wrong != nil {
		return p.askIssue(w, r, ask)
	}
	opened, err := p.Levels.Issue(ctx, by, id, ask.issue(units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		ask.wrong = err
		return p.askIssue(w, r, ask)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "collect.opened", "units", opened.Units, "n", opened.Obligations)+terms.ShortWords(ctx, units.Short))
	return door.Redirect(w, r, levels.MandateLink(id))
}

// issue decodes what was typed.
func (ask issueAsk) issue(units collect.UnitRule) levels.Issue {
	in := ask.in
	return levels.Issue{
		Fresh: ask.fresh, FreshWhy: ask.freshWhy,
		Owner: in.Owner, Due: collect.DueRule{Workdays: in.Workdays, After: collect.Anchor(in.After)}, Grace: in.Grace, Remind: in.Remind,
		Signatures: in.Signatures(), Units: units, Again: in.Again, AboveCap: in.AboveCap,
	}
}

// issueAsk is the form of an issue as it is shown.
type issueAsk struct {
	in      terms.Input
	choices levels.IssueChoices
	units   *collect.UnitChoice
	wrong   error
	// fresh gives periods that are over a new day; freshWhy says why one is not before
	// the day above.
	fresh    bool
	freshWhy string
}

// issueView is a mandate to be issued.
type issueView struct {
	terms.View
	Facts   []ui.Fact
	Days    []ownDay
	Refused string
	// Fresh offers new days for periods that are over; FreshWhy is asked where one of
	// them is not before the day above.
	Fresh    *ui.CheckView
	FreshWhy *ui.FieldView
}

// ownDay is a period with the day above and the own days.
type ownDay struct {
	Period, Above, Own, Grace string
	Colour                    ui.Colour
	Words                     string
}

func (p Pages) askIssue(w http.ResponseWriter, r *http.Request, ask issueAsk) error {
	ctx := r.Context()
	by, m := door.By(ctx), ask.choices.Mandate
	if ask.in.After == "" {
		ask.in.After = string(collect.AfterEnd)
	}
	days, err := p.Levels.OwnDays(ctx, by, m.ID, collect.DueRule{Workdays: ask.in.Workdays, After: collect.Anchor(ask.in.After)}, max(ask.in.Grace, 0))
	if err != nil {
		return err
	}
	asked, err := p.askedBelow(ctx, ask)
	if err != nil {
		return err
	}
	view := viewOfIssue(ctx, ask, asked)
	for _, d := range days {
		view.Days = append(view.Days, ownDayOf(ctx, d, period.DateOf(p.Returns.Now())))
	}
	offerFresh(ctx, &view, ask, days)
	status := http.StatusOK
	if ask.wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, mandateIssuePage(view))
}

// offerFresh offers new days, one click away, where the rule's own days are over.
func offerFresh(ctx context.Context, view *issueView, ask issueAsk, days []levels.OwnDay) {
	n, late := 0, false
	var first levels.OwnDay
	for _, d := range days {
		if d.Fresh == nil {
			continue
		}
		if n++; n == 1 {
			first = d
		}
		late = late || d.Fresh.Late
	}
	if n == 0 {
		return
	}
	view.Fresh = &ui.CheckView{Name: "fresh", Value: "yes", Checked: ask.fresh,
		Words: ui.T(ctx, "mandate.fresh", "n", n, "day", ui.Lang(ctx).FullDate(first.Fresh.Due.Time()), "workdays", ask.in.Workdays)}
	if late {
		why := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, ask.wrong)}.Field("freshwhy", ask.freshWhy)
		why.Label, why.Rows = ui.T(ctx, "mandate.fresh.why"), 2
		view.FreshWhy = &why
	}
}

// askedBelow is what issuing would ask of the own schools although it is held; see
// askedAgain.
func (p Pages) askedBelow(ctx context.Context, ask issueAsk) ([]collect.Asked, error) {
	if ask.units == nil || !fault.Is(ask.wrong, "collect.again") && len(ask.in.Again) == 0 {
		return nil, nil
	}
	asked, err := p.Levels.WouldAskBelow(ctx, door.By(ctx), ask.choices.Mandate.ID, ask.issue(ask.units.Rule))
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return nil, nil
	}
	return asked, err
}

func viewOfIssue(ctx context.Context, ask issueAsk, asked []collect.Asked) issueView {
	b, in, m := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, ask.wrong)}, ask.in, ask.choices.Mandate
	if in.Owner == "" && len(ask.choices.Choices.Sections) == 1 {
		in.Owner = ask.choices.Choices.Sections[0].ID
	}
	view := issueView{View: b.View(in, belowChoices(ask.choices.Choices), ask.units)}
	view.Head = ui.HeadView{Title: ui.T(ctx, "mandate.issue.title", "title", m.Title), Under: ui.T(ctx, "mandate.issue.under", "from", m.FromName),
		Crumbs: mandateCrumbs(ctx, m, ui.T(ctx, "mandate.issue"))}
	view.Action, view.Back = levels.MandateLink(m.ID)+"/issue", levels.MandateLink(m.ID)
	view.Submit, view.Preview = ui.T(ctx, "mandate.issue.do"), ui.T(ctx, "mandate.issue.preview")
	view.Signs = b.Field("signatures", in.Signs)
	for _, s := range []string{terms.AllSigns, terms.TwoSigns, terms.OneSign} {
		view.SignSets = append(view.SignSets, ui.Option{Value: s, Words: ui.T(ctx, "collect.signs."+s)})
	}
	view.Again, view.Above = terms.AgainFields(b, in.Again, asked), terms.AboveOf(ctx, in, ask.wrong)
	if len(ask.choices.Choices.Sections) > 1 {
		view.Owner.Hint = ui.T(ctx, "mandate.issue.name")
		if in.Owner == "" {
			view.Owners = append([]ui.Option{{Words: ui.T(ctx, "mandate.issue.owner")}}, view.Owners...)
		}
	}
	view.Facts = mandateFacts(ctx, levels.MandateView{Mandate: m})
	if ask.wrong != nil && len(fault.As(ask.wrong).Fields) == 0 {
		view.Refused = ui.T(ctx, fault.As(ask.wrong).Key(), fault.As(ask.wrong).Args...)
	}
	return view
}

// belowChoices leave out the bureaus below: a mandate goes to schools and other
// units of one's own, and a bureau further below has its own mandate.
func belowChoices(c collect.Choices) collect.Choices {
	var own []org.UnitType
	for _, t := range c.Types {
		if t != org.BureauUnit {
			own = append(own, t)
		}
	}
	c.Types = own
	return c
}

// ownDayOf says in a colour whether a day leaves time: one that is over already
// would make every school late the moment it is asked.
func ownDayOf(ctx context.Context, d levels.OwnDay, today period.Date) ownDay {
	last := d.Own
	if d.Grace.After(last) {
		last = d.Grace
	}
	out := ownDay{Period: say.Period(ctx, d.Period), Above: say.Day(ctx, d.Due, today.Year), Own: say.Day(ctx, d.Own, today.Year), Grace: say.Day(ctx, d.Grace, today.Year)}
	switch {
	case !d.Early:
		out.Colour, out.Words = ui.Red, ui.T(ctx, "mandate.day.late")
	case last.Before(today):
		out.Colour, out.Words = ui.Amber, ui.T(ctx, "mandate.day.over")
	default:
		out.Colour, out.Words = ui.Green, ui.T(ctx, "mandate.day.early")
	}
	return out
}
