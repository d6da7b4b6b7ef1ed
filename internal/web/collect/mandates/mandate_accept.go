package mandates

import (
	"context"
	"net/http"
	"strconv"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// acceptInput is an acceptance as it was typed.
type acceptInput struct {
	Typed           bool
	Workdays, Grace int
	After           string
	Let, End        bool
	Again           map[string]string
	AboveCap        bool
	asked           []collect.Asked // held already, once that was refused
}

// mandateAccept brings the own campaign into line with what has changed above.
func (p Pages) mandateAccept(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("mandate")
	typed := acceptInput{Typed: true, Grace: terms.Count(values, "grace"), After: values.Text("after"), Let: values.Has("let"), End: values.Has("end"),
		Again: terms.ReasonsOf(values), AboveCap: values.Text("above") != ""}
	typed.Workdays, _ = values.Int("due")
	in := levels.Accept{Due: collect.DueRule{Workdays: typed.Workdays, After: collect.Anchor(typed.After)}, Grace: typed.Grace, Let: typed.Let, End: typed.End,
		Again: typed.Again, AboveCap: typed.AboveCap}
	in.Seen, _ = values.Int("seen")
	done, err := p.Levels.Accept(ctx, door.By(ctx), id, in)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		v, e := p.Levels.Open(ctx, door.By(ctx), id)
		if e != nil {
			return e
		}
		if e := p.askedAdded(ctx, id, err, &typed); e != nil {
			return e
		}
		return showMandate(w, r, v, err, typed)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, acceptedWords(ctx, done))
	return door.Redirect(w, r, levels.MandateLink(id))
}

// askedAdded finds what the added periods ask although it is held, once that was refused
// or reasons were typed: they must not get lost over another mistake.
func (p Pages) askedAdded(ctx context.Context, id string, wrong error, typed *acceptInput) error {
	if !fault.Is(wrong, "collect.again") && len(typed.Again) == 0 {
		return nil
	}
	asked, c, err := p.Levels.AskedAdded(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	typed.asked = asked
	if len(typed.Again) == 0 { // the reasons of before, for whoever only has to add one
		typed.Again = map[string]string{}
		for _, again := range c.Again {
			typed.Again[again.Field] = again.Reason
		}
	}
	return nil
}

func acceptedWords(ctx context.Context, done levels.Accepted) string {
	if done.Ended {
		return ui.T(ctx, "mandate.accepted.ended")
	}
	return ui.T(ctx, "mandate.accepted", "periods", done.Periods, "added", done.Added, "lifted", done.Lifted)
}

// renewalView is what the bureau above has changed, to be accepted.
type renewalView struct {
	Action  string
	Seen    string
	Refused string
	Errors  ui.Errors
	Lines   []changeLine
	May     bool
	Days    bool // own days have to be given
	Due     ui.FieldView
	After   ui.FieldView
	Afters  []ui.Option
	Grace   ui.FieldView
	Let     *ui.CheckView
	End     *ui.CheckView
	Again   []terms.AgainField
	Above   *terms.AboveView
}

type changeLine struct {
	Colour ui.Colour
	Words  string
	More   []string
}

func renewalOf(ctx context.Context, v levels.MandateView, wrong error, typed acceptInput) *renewalView {
	m, r := v.Mandate, v.Renewal
	if !typed.Typed && v.Campaign != nil {
		typed.Workdays, typed.After, typed.Grace = v.Campaign.Due.Workdays, string(v.Campaign.Due.After), v.Campaign.Grace
	}
	b := terms.Form{Ctx: ctx, Errs: ui.ErrorsOf(ctx, wrong)}
	view := &renewalView{
		Action: levels.MandateLink(m.ID) + "/accept", Seen: strconv.Itoa(m.Rev), Errors: b.Errs, May: v.May.Accept, Lines: changeLines(ctx, v),
		Days: len(r.Added) > 0 || len(r.Moved) > 0, Due: b.Number("due", typed.Workdays), After: b.Field("after", typed.After), Grace: b.Number("grace", typed.Grace),
	}
	for _, a := range []collect.Anchor{collect.AfterEnd, collect.AfterStart} {
		view.Afters = append(view.Afters, ui.Option{Value: string(a), Words: ui.T(ctx, "collect.after."+string(a))})
	}
	if len(typed.asked) > 0 {
		view.Again = terms.AgainFields(b, typed.Again, typed.asked)
	}
	view.Above = terms.AboveOf(ctx, terms.Input{AboveCap: typed.AboveCap}, wrong)
	if wrong != nil && len(fault.As(wrong).Fields) == 0 {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	if len(r.Withdrawn) > 0 || r.Ended {
		view.Let = &ui.CheckView{Name: "let", Words: ui.T(ctx, "mandate.accept.let"), Checked: typed.Let}
	}
	if r.Ended && v.Campaign != nil && v.Campaign.State == collect.Running {
		view.End = &ui.CheckView{Name: "end", Words: ui.T(ctx, "mandate.accept.end"), Checked: typed.End}
	}
	return view
}

// changeLines say exactly what has changed above.
func changeLines(ctx context.Context, v levels.MandateView) []changeLine {
	r, year := v.Renewal, v.Today.Year
	var lines []changeLine
	for _, d := range r.Added {
		lines = append(lines, changeLine{Colour: ui.Green, Words: ui.T(ctx, "mandate.change.added", "period", say.Period(ctx, d.Period), "due", say.Day(ctx, d.Due, year))})
	}
	for _, d := range r.Moved {
		lines = append(lines, changeLine{Colour: ui.Amber, Words: ui.T(ctx, "mandate.change.moved", "period", say.Period(ctx, d.Period), "was", say.Day(ctx, d.Was, year), "now", say.Day(ctx, d.Now, year))})
	}
	for _, d := range r.Withdrawn {
		line := changeLine{Colour: ui.Grey, Words: ui.T(ctx, "mandate.change.withdrawn", "period", say.Period(ctx, d.Period))}
		if d.Why != "" {
			line.More = []string{d.Why}
		}
		lines = append(lines, line)
	}
	for _, t := range r.Terms {
		lines = append(lines, changeLine{Colour: ui.Amber, Words: ui.T(ctx, "mandate.change."+t.Name, "was", termWords(ctx, t.Name, t.Was), "now", termWords(ctx, t.Name, t.Now))})
	}
	if r.From != r.To {
		line := changeLine{Colour: ui.Amber, Words: ui.T(ctx, "mandate.change.version", "from", r.From, "to", r.To)}
		for _, d := range v.Differences {
			line.More = append(line.More, say.Difference(ctx, d))
		}
		lines = append(lines, line)
	}
	if r.Ended {
		lines = append(lines, changeLine{Colour: ui.Red, Words: ui.T(ctx, "mandate.change.ended", "day", say.Day(ctx, v.Mandate.EndedOn, year)), More: nonEmpty(v.Mandate.EndedWhy)})
	}
	if r.Reopened {
		lines = append(lines, changeLine{Colour: ui.Green, Words: ui.T(ctx, "mandate.change.reopened")})
	}
	return lines
}

func nonEmpty(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// termWords write a day as people read it; other terms stand as they are.
func termWords(ctx context.Context, name, text string) string {
	if name != "ends" {
		return text
	}
	if day, err := period.ParseDate(text); err == nil {
		return ui.Lang(ctx).FullDate(day.Time())
	}
	return text
}
