package plan

import (
	"context"

	"github.com/a-h/templ"

	"nianlun/internal/base/access"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// bulkView is what can be done with the ticked rows.
type bulkView struct {
	Remind, Extend, Assign bool
	Basis                  bool   // an extension needs the document that approves it
	Back                   string // query of the list
	Units, Leaders         []ui.Option
}

// Any tells whether rows can be ticked at all.
func (b bulkView) Any() bool { return b.Remind || b.Extend || b.Assign }

// batchView is what became of a bulk act, task by task.
type batchView struct {
	Title  string
	Good   string // how many went well; empty for none
	Bad    string
	Failed []batchLine
	Back   string
}

type batchLine struct {
	No, Title, Href, Words string
}

func bulkOf(ctx context.Context, by access.Actor, q listQuery, choices plan.Choices) bulkView {
	scope := func(verb access.Verb) bool { return !access.Scope(by, verb, access.Task).Empty() }
	b := bulkView{Remind: scope(access.Remind), Assign: scope(access.Assign), Back: q.query()}
	b.Extend = scope(access.Decide) || mayWrite(by)
	b.Basis = !scope(access.Decide)
	keep := ui.T(ctx, "plan.keep")
	b.Units = options(keep, choices.Units)
	b.Leaders = options(keep, choices.Leaders)
	return b
}

// options begin with the choice of nobody, in these words.
func options(nobody string, choices []plan.Choice) []ui.Option {
	all := []ui.Option{{Words: nobody}}
	for _, c := range choices {
		all = append(all, ui.Option{Value: c.ID, Words: c.Name})
	}
	return all
}

// batchOf tells what became of each task.
func batchOf(ctx context.Context, act string, results []plan.Result, back string) *batchView {
	failed := plan.Failed(results)
	v := &batchView{Title: ui.T(ctx, "plan.batch.title", "act", act, "n", len(results)), Back: listPath + "?" + back}
	if good := len(results) - failed; good > 0 {
		v.Good = ui.T(ctx, "plan.batch.good", "n", good)
	}
	if failed > 0 {
		v.Bad = ui.T(ctx, "plan.batch.bad", "n", failed)
	}
	for _, r := range results {
		if r.Err == nil {
			continue
		}
		v.Failed = append(v.Failed, batchLine{No: r.No, Title: r.Title, Href: plan.Link(r.ID), Words: faultWords(ctx, r.Err)})
	}
	return v
}

// inBulk ties a field to the form of the ticks.
func inBulk(more templ.Attributes) templ.Attributes {
	all := templ.Attributes{"form": bulkForm}
	for name, value := range more {
		all[name] = value
	}
	return all
}
