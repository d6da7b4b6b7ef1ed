package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/org"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// CampaignView is the form of a new campaign, or of one whose terms change.
type CampaignView struct {
	Head     ui.HeadView
	Action   string // where it posts
	Back     string
	Submit   string // words of the button
	Preview  string // words of the button that only shows
	Seen     string // the revision that is changed
	Errors   ui.Errors
	Form     ui.FieldView
	Forms    []ui.Option
	Title    ui.FieldView
	Owner    ui.FieldView
	Owners   []ui.Option
	Year     ui.FieldView
	From, To ui.FieldView
	Due      ui.FieldView
	After    ui.FieldView
	Afters   []ui.Option
	Grace    ui.FieldView
	Recurs   ui.CheckView
	Basis    ui.FieldView
	List     ui.FieldView
	Ends     ui.FieldView
	Signs    ui.FieldView
	SignSets []ui.Option
	Units    UnitsView
	Remind   RemindView
	Again    []AgainField // asked for only when fields are held already
	Above    *AboveView   // asked for only when units go above a cap
	School   string       // the terms of the school year, where a form goes by terms
	Ahead    []string     // the days of the periods, once somebody asked
	Warnings []string     // what those days rest on for now
	Effects  []string     // what a change of terms does
}

// RemindView is a reminder plan to fill in.
type RemindView struct {
	Before, Every, Head ui.FieldView
	OnDay               ui.CheckView
}

// UnitsView is a choice of units, with those that it means once somebody asked.
type UnitsView struct {
	Field            ui.FieldView // carries the error
	Types, Zones     []ui.CheckView
	Include, Exclude ui.FieldView
	Shown            bool
	Count            string
	Known            []ui.CheckView // each can be ticked off
	Unknown          []string
	Short            []string // units with too few people for the signatures, each with what it lacks
}

func viewOfCampaign(ctx context.Context, ask campaignAsk, asked []collect.Asked) CampaignView {
	b, in := CampaignForm{Ctx: ctx, Errs: ui.ErrorsOf(ctx, ask.wrong)}, ask.in
	if in.Owner == "" && len(ask.choices.Sections) == 1 {
		in.Owner = ask.choices.Sections[0].ID
	}
	view := b.Terms(in, ask.choices, ask.units)
	view.Head = ui.HeadView{Title: ui.T(ctx, "collect.new"), Under: ui.T(ctx, "collect.new.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.new")}}}
	view.Action, view.Back, view.Submit = "/collect/campaigns", "/collect", ui.T(ctx, "collect.open")
	view.Preview = ui.T(ctx, "collect.preview")
	view.Form, view.Year = b.Field("form", in.Form), b.Number("year", in.Year)
	view.From, view.To = b.Number("from", in.From), b.Number("to", in.To)
	view.From.Error = b.Errs.For("periods")
	view.Title, view.Basis = b.hinted("title", in.Title), b.hinted("basis", in.Basis)
	view.Signs = b.Field("signatures", in.Signs)
	for _, f := range ask.choices.Forms {
		view.Forms = append(view.Forms, ui.Option{Value: f.Form, Words: ui.T(ctx, "collect.form.choice", "title", f.Definition.Title, "n", f.No)})
	}
	for _, s := range []string{AllSigns, TwoSigns, OneSign} {
		view.SignSets = append(view.SignSets, ui.Option{Value: s, Words: ui.T(ctx, "collect.signs."+s)})
	}
	view.School = schoolWords(ctx, ask.choices, in.Year)
	view.Ahead, view.Warnings = aheadWords(ctx, ask.ahead)
	view.Again, view.Above = AgainFields(b, in.Again, asked), AboveOf(ctx, in, ask.wrong)
	return view
}

// CampaignForm makes fields with their labels and errors.
type CampaignForm struct {
	Ctx  context.Context
	Errs ui.Errors
}

// Terms are the fields that a new campaign and a change of terms have in common.
func (b CampaignForm) Terms(in CampaignInput, choices collect.Choices, units *collect.UnitChoice) CampaignView {
	if in.After == "" {
		in.After = string(collect.AfterEnd)
	}
	view := CampaignView{
		Errors: b.Errs,
		Title:  b.Field("title", in.Title), Owner: b.Field("owner", in.Owner), Basis: b.Field("basis", in.Basis),
		List: b.hinted("list", in.ListNo), Ends: b.hinted("ends", in.Ends),
		Due: b.Number("due", in.Workdays), After: b.Field("after", in.After), Grace: b.Number("grace", in.Grace),
		Recurs: ui.CheckView{Name: "recurs", Words: ui.T(b.Ctx, "collect.field.recurs"), Checked: in.Recurs},
		Remind: RemindView{
			Before: b.Number("before", in.Remind.Before), Every: b.Number("every", in.Remind.Every), Head: b.Number("head", in.Remind.Head),
			OnDay: ui.CheckView{Name: "onday", Words: ui.T(b.Ctx, "collect.field.onday"), Checked: in.Remind.OnDay},
		},
		Units: b.units(in, choices, units),
	}
	view.Ends.Type = "date"
	for _, u := range choices.Sections {
		view.Owners = append(view.Owners, ui.Option{Value: u.ID, Words: u.Label()})
	}
	for _, a := range []collect.Anchor{collect.AfterEnd, collect.AfterStart} {
		view.Afters = append(view.Afters, ui.Option{Value: string(a), Words: ui.T(b.Ctx, "collect.after."+string(a))})
	}
	return view
}

// Field is a field of the campaign with its label and error.
func (b CampaignForm) Field(name, value string) ui.FieldView {
	return ui.FieldView{Name: name, Value: value, Label: ui.T(b.Ctx, "collect.field."+name), Error: b.Errs.For(name)}
}

func (b CampaignForm) hinted(name, value string) ui.FieldView {
	f := b.Field(name, value)
	f.Hint = ui.T(b.Ctx, "collect.hint."+name)
	return f
}

// Number is a Field for a number; none is left empty.
func (b CampaignForm) Number(name string, value int) ui.FieldView {
	f := b.Field(name, "")
	if value > 0 {
		f.Value = itoa(value)
	}
	f.Type, f.Short = "number", true
	return f
}

func (b CampaignForm) units(in CampaignInput, choices collect.Choices, found *collect.UnitChoice) UnitsView {
	view := UnitsView{Field: b.Field("units", ""), Include: b.hinted("include", in.Include), Exclude: b.hinted("exclude", in.Exclude)}
	for _, t := range choices.Types {
		view.Types = append(view.Types, ui.CheckView{Name: "type", Value: string(t), Checked: slices.Contains(in.Types, string(t)),
			Words: ui.T(b.Ctx, "collect.type.count", "type", ui.T(b.Ctx, t.Key()), "n", choices.Counts[t])})
	}
	for _, z := range choices.Zones {
		view.Zones = append(view.Zones, ui.CheckView{Name: "zone", Value: z, Words: z, Checked: slices.Contains(in.Zones, z)})
	}
	if found == nil {
		return view
	}
	view.Shown, view.Count = true, ui.T(b.Ctx, "collect.units.count", "n", len(found.Units))
	view.Unknown = slices.Concat(found.Unknown, found.Unwanted, found.Doubtful)
	view.Short = shortLines(b.Ctx, found.Short)
	for _, u := range found.Units {
		view.Known = append(view.Known, b.drop(u, false))
	}
	for _, u := range found.Dropped {
		view.Known = append(view.Known, b.drop(u, true))
	}
	return view
}

// shortLines say of each unit with too few people for the signatures what it lacks.
func shortLines(ctx context.Context, short []collect.ShortUnit) []string {
	lines := make([]string, len(short))
	for i, u := range short {
		lines[i] = ui.T(ctx, "collect.short."+string(u.Lacks), "unit", u.Unit.Label(), "heads", u.Heads, "n", u.By)
	}
	return lines
}

// ShortWords say after a campaign was opened which units have too few people to sign; ""
// for none.
func ShortWords(ctx context.Context, short []collect.ShortUnit) string {
	if len(short) == 0 {
		return ""
	}
	units := make([]org.Unit, len(short))
	for i, u := range short {
		units[i] = u.Unit
	}
	return ui.T(ctx, "collect.short.opened", "n", len(short), "names", namesOf(ctx, units))
}

func (b CampaignForm) drop(u org.Unit, dropped bool) ui.CheckView {
	return ui.CheckView{Name: "drop", Value: u.ID, Words: u.Label(), Checked: dropped}
}
