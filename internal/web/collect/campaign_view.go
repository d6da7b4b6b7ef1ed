package collect

import (
	"context"
	"slices"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type campaignView struct {
	Head     ui.HeadView
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
	Basis    ui.FieldView
	List     ui.FieldView
	Ends     ui.FieldView
	Signs    ui.FieldView
	SignSets []ui.Option
	Units    ui.FieldView
	Types    []ui.CheckView
	Zones    []ui.CheckView
	Again    []againField // asked for only when fields are held already
}

func viewOfCampaign(ctx context.Context, in campaignInput, choices collect.Choices, asked []collect.Asked, wrong error) campaignView {
	b := campaignForm{ctx: ctx, errs: ui.ErrorsOf(ctx, wrong)}
	if in.Owner == "" && len(choices.Sections) == 1 {
		in.Owner = choices.Sections[0].ID
	}
	if in.After == "" {
		in.After = string(collect.AfterEnd)
	}
	view := campaignView{
		Head: ui.HeadView{Title: ui.T(ctx, "collect.new"), Under: ui.T(ctx, "collect.new.under"),
			Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.new")}}},
		Errors: b.errs,
		Form:   b.field("form", in.Form), Title: b.hinted("title", in.Title), Owner: b.field("owner", in.Owner),
		Year: b.number("year", in.Year), From: b.number("from", in.From), To: b.number("to", in.To),
		Due: b.number("due", in.Workdays), After: b.field("after", in.After),
		Basis: b.hinted("basis", in.Basis), List: b.hinted("list", in.ListNo), Ends: b.field("ends", in.Ends),
		Signs: b.field("signatures", in.Signs), Units: b.field("units", ""),
	}
	view.Ends.Type = "date"
	view.From.Error = b.errs.For("periods")
	b.options(&view, choices)
	b.units(&view, in, choices)
	view.Again = againFields(b, in.Again, asked)
	return view
}

// campaignForm makes fields with their labels and errors.
type campaignForm struct {
	ctx  context.Context
	errs ui.Errors
}

func (b campaignForm) field(name, value string) ui.FieldView {
	return ui.FieldView{Name: name, Value: value, Label: ui.T(b.ctx, "collect.field."+name), Error: b.errs.For(name)}
}

func (b campaignForm) hinted(name, value string) ui.FieldView {
	f := b.field(name, value)
	f.Hint = ui.T(b.ctx, "collect.hint."+name)
	return f
}

func (b campaignForm) number(name string, value int) ui.FieldView {
	f := b.field(name, "")
	if value > 0 {
		f.Value = itoa(value)
	}
	f.Type, f.Short = "number", true
	return f
}

func (b campaignForm) options(view *campaignView, choices collect.Choices) {
	for _, f := range choices.Forms {
		view.Forms = append(view.Forms, ui.Option{Value: f.Form, Words: ui.T(b.ctx, "collect.form.choice", "title", f.Definition.Title, "n", f.No)})
	}
	for _, u := range choices.Sections {
		view.Owners = append(view.Owners, ui.Option{Value: u.ID, Words: u.Label()})
	}
	for _, a := range []collect.Anchor{collect.AfterEnd, collect.AfterStart} {
		view.Afters = append(view.Afters, ui.Option{Value: string(a), Words: ui.T(b.ctx, "collect.after."+string(a))})
	}
	for _, s := range []string{allSigns, twoSigns, oneSign} {
		view.SignSets = append(view.SignSets, ui.Option{Value: s, Words: ui.T(b.ctx, "collect.signs."+s)})
	}
}

func (b campaignForm) units(view *campaignView, in campaignInput, choices collect.Choices) {
	for _, t := range choices.Types {
		view.Types = append(view.Types, ui.CheckView{Name: "type", Value: string(t), Checked: slices.Contains(in.Types, string(t)),
			Words: ui.T(b.ctx, "collect.type.count", "type", ui.T(b.ctx, t.Key()), "n", choices.Counts[t])})
	}
	for _, z := range choices.Zones {
		view.Zones = append(view.Zones, ui.CheckView{Name: "zone", Value: z, Words: z, Checked: slices.Contains(in.Zones, z)})
	}
}
