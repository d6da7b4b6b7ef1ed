package design

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// offer lets the cells of a trial choose units, people and periods by name, as
// those of a return do.
func offer(ctx context.Context, in *formhtml.Input, t design.Trial) {
	in.Day = t.Today
	in.Periods = func(kind, first, last string) []formhtml.Choice {
		return periodChoices(ctx, t.Today, kind, first, last)
	}
	in.File = func(id string) formhtml.File { return formhtml.File{ID: id, Name: id} }
	if t.Directory == nil {
		return
	}
	choices := func(control form.Control) func(of string) []formhtml.Choice {
		return func(of string) []formhtml.Choice {
			var list []formhtml.Choice
			for _, one := range t.Directory.Offer(control, of) {
				list = append(list, formhtml.Choice{Value: one.ID, Text: one.Name})
			}
			return list
		}
	}
	in.Units, in.People, in.Name = choices(form.ControlUnit), choices(form.ControlPerson), t.Directory.Name
}

// How many periods the list of a trial has where the field sets no bounds: some
// ahead and the rest back.
const (
	trialAhead = 3
	trialBack  = 30
)

// periodChoices are the periods of a kind between two ids, or around a day, the
// latest first.
func periodChoices(ctx context.Context, today period.Date, kind, first, last string) []formhtml.Choice {
	p, err := period.Of(period.Kind(kind), today, nil)
	if err != nil {
		return nil
	}
	until, bounded := period.Parse(last)
	for range trialAhead {
		p = p.Next(nil)
	}
	if bounded == nil {
		p = until
	}
	var choices []formhtml.Choice
	for range trialAhead + trialBack {
		if first != "" && p.String() < first {
			break
		}
		choices = append(choices, formhtml.Choice{Value: p.String(), Text: p.Text().In(ui.Lang(ctx))})
		p = p.Prev(nil)
	}
	return choices
}
