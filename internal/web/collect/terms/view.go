// Package terms owns the form in which the terms of a campaign are typed: due rule, grace,
// reminders, units, signatures, and what has to be said where something is held already
// or goes above a cap. It shows what was typed, reads it and decodes it.
//
// It never decides whether terms hold, and knows no page: a new campaign, a change, what
// was held back and what the bureau above asks each put its parts where they want them.
package terms

import (
	"context"
	"slices"
	"strconv"

	"nianlun/internal/base/org"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// View is the form; a page leaves empty what it does not ask.
type View struct {
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

// Form makes fields with their labels and errors.
type Form struct {
	Ctx  context.Context
	Errs ui.Errors
}

// View are the fields that all who ask for terms have in common; units says which units
// they mean, nil before anybody asked.
func (b Form) View(in Input, choices collect.Choices, units *collect.UnitChoice) View {
	if in.After == "" {
		in.After = string(collect.AfterEnd)
	}
	view := View{
		Errors: b.Errs,
		Title:  b.Field("title", in.Title), Owner: b.Field("owner", in.Owner), Basis: b.Field("basis", in.Basis),
		List: b.Hinted("list", in.ListNo), Ends: b.Hinted("ends", in.Ends),
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
func (b Form) Field(name, value string) ui.FieldView {
	return ui.FieldView{Name: name, Value: value, Label: ui.T(b.Ctx, "collect.field."+name), Error: b.Errs.For(name)}
}

// Hinted is a Field with a word on what to write.
func (b Form) Hinted(name, value string) ui.FieldView {
	f := b.Field(name, value)
	f.Hint = ui.T(b.Ctx, "collect.hint."+name)
	return f
}

// Number is a Field for a number; none is left empty.
func (b Form) Number(name string, value int) ui.FieldView {
	f := b.Field(name, "")
	if value > 0 {
		f.Value = strconv.Itoa(value)
	}
	f.Type, f.Short = "number", true
	return f
}

func (b Form) units(in Input, choices collect.Choices, found *collect.UnitChoice) UnitsView {
	view := UnitsView{Field: b.Field("units", ""), Include: b.Hinted("include", in.Include), Exclude: b.Hinted("exclude", in.Exclude)}
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

func (b Form) drop(u org.Unit, dropped bool) ui.CheckView {
	return ui.CheckView{Name: "drop", Value: u.ID, Words: u.Label(), Checked: dropped}
}
