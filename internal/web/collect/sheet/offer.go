package sheet

import (
	"context"
	"slices"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/work/collect"
)

// Offer lets the cells of a return choose units, people and periods by name, and
// shows its files.
func Offer(ctx context.Context, in *formhtml.Input, r collect.Return) {
	in.Day = r.Obligation.Period.End(nil)
	in.Periods = func(kind, first, last string) []formhtml.Choice {
		return periodChoices(ctx, r.Today, kind, first, last)
	}
	in.File = func(id string) formhtml.File { return FileOf(r, id) }
	if r.Directory == nil {
		return
	}
	choices := func(typ string) func(of string) []formhtml.Choice {
		kind, _ := form.TypeByName(typ)
		return func(of string) []formhtml.Choice {
			var list []formhtml.Choice
			for _, one := range r.Directory.Offer(&form.Field{Type: kind, Of: of}) {
				list = append(list, formhtml.Choice{Value: one.ID, Text: one.Name})
			}
			return list
		}
	}
	in.Units, in.People, in.Name = choices("unit"), choices("person"), r.Directory.Name
}

// How far a list of periods goes when the field says nothing: some years back and
// one ahead, weeks and months less far.
const (
	yearsBack  = 5
	yearsAhead = 1
	mostChoice = 80
)

// periodChoices are the periods of a kind between two ids, the latest first. A
// bound that is not set lies some years from today.
func periodChoices(ctx context.Context, today period.Date, kind, first, last string) []formhtml.Choice {
	from, until := reach(period.Kind(kind), today, first, last)
	if from.IsZero() || until.IsZero() {
		return nil
	}
	var choices []formhtml.Choice
	for p := until; len(choices) < mostChoice && p.String() >= from.String(); p = p.Prev(nil) {
		choices = append(choices, formhtml.Choice{Value: p.String(), Text: say.Period(ctx, p)})
	}
	return choices
}

// reach gives the first and the last period of a list.
func reach(kind period.Kind, today period.Date, first, last string) (from, until period.Period) {
	back, ahead := yearsBack*366, yearsAhead*366
	if slices.Contains([]period.Kind{period.Week, period.Month}, kind) {
		back, ahead = 366, 92
	}
	from, until = bound(kind, first, today.AddDays(-back)), bound(kind, last, today.AddDays(ahead))
	return from, until
}

// bound is the period that an id names, or else the one around a day.
func bound(kind period.Kind, id string, day period.Date) period.Period {
	if p, err := period.Parse(id); err == nil {
		return p
	}
	p, err := period.Of(kind, day, nil)
	if err != nil {
		return period.Period{}
	}
	return p
}

// ShownValue is a value as people read it: units and people by name, periods in words,
// personal numbers in part.
func ShownValue(ctx context.Context, r collect.Return, f *form.Field, v form.Value) string {
	switch f.Type.Control() {
	case form.ControlUnit, form.ControlPerson:
		if r.Directory != nil {
			if name := r.Directory.Name(v.Text()); name != "" {
				return name
			}
		}
	case form.ControlPeriod:
		if p, err := period.Parse(v.Text()); err == nil {
			return say.Period(ctx, p)
		}
	case form.ControlFiles:
		return fileNames(r, v)
	}
	return f.Type.Show(f, v)
}
