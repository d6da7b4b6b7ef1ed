package app

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/document"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/plan"
)

// taskMaker lets readings make tasks of confirmed proposals.
type taskMaker struct{ plan *plan.Service }

// MakeTasks implements document.TaskMaker: the first tasks of a reading begin its
// plan, later ones join it.
func (m taskMaker) MakeTasks(ctx context.Context, by access.Actor, source document.PlanSource, tasks []document.NewTask) ([]string, error) {
	planID, err := m.planOf(ctx, by, source)
	if err != nil {
		return nil, err
	}
	in := make([]plan.NewTask, len(tasks))
	for i, t := range tasks {
		in[i] = promised(t)
	}
	made, err := m.plan.NewTasks(ctx, by, planID, in)
	ids := make([]string, len(made))
	for i, t := range made {
		ids[i] = t.ID
	}
	return ids, err
}

func (m taskMaker) planOf(ctx context.Context, by access.Actor, source document.PlanSource) (string, error) {
	plans, err := m.plan.Plans(ctx, by, source.Year)
	if err != nil {
		return "", err
	}
	for _, p := range plans {
		if p.Document == source.Reading {
			return p.ID, nil
		}
	}
	made, err := m.plan.NewPlan(ctx, by, plan.NewPlan{Year: source.Year, Title: source.Title, Number: source.Number, Document: source.Reading})
	return made.ID, err
}

func promised(t document.NewTask) plan.NewTask {
	out := plan.NewTask{
		ThemeNo: t.ThemeNo, ThemeTitle: t.ThemeTitle, Title: t.Title, Kind: t.Kind,
		Document: t.Document, SourceStart: t.SourceStart, SourceEnd: t.SourceEnd, Quote: t.Quote,
		Leader: t.Leader, Lead: t.Lead, Participants: t.Participants, Due: t.Due, DueWords: t.DueWords,
	}
	if t.Target != nil {
		out.Target = &plan.Target{Op: plan.Op(t.Target.Op), Value: t.Target.Value, Unit: t.Target.Unit, Indicator: t.Target.Indicator}
	}
	return out
}

// choices offers the indicators to whoever confirms a proposal.
type choices struct{ indicators *indicator.Service }

// Choices implements document.Indicators.
func (c choices) Choices(ctx context.Context, by access.Actor) ([]document.IndicatorChoice, error) {
	all, err := c.indicators.List(ctx, by)
	if err != nil {
		return nil, err
	}
	out := make([]document.IndicatorChoice, len(all))
	for i, v := range all {
		d := v.Definition()
		out[i] = document.IndicatorChoice{Code: d.Code, Name: d.Name, Unit: d.Unit}
	}
	return out, nil
}

// Present implements document.Indicators.
func (c choices) Present(ctx context.Context, by access.Actor, code string, day period.Date) (document.Figure, bool, error) {
	r, found, err := c.indicators.Gauge(ctx, by, code, day)
	if err != nil || !found || r.Value == nil {
		return document.Figure{}, false, err
	}
	return document.Figure{Ref: r.Ref, Value: r.Value, Unit: r.Unit, Period: r.Period.String(), State: document.FigureState(r.State)}, true, nil
}
