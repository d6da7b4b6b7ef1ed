package plan

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
)

// Freeze makes a plan the baseline: what each task promises on this day is kept
// beside it for good. Every task must have a lead unit and a deadline; those
// that lack one are named by their numbers in the fault's fields.
func (s *Service) Freeze(ctx context.Context, by access.Actor, plan string) (Plan, error) {
	if err := access.Check(by, access.Write, planThing(by.Bureau)); err != nil {
		return Plan{}, err
	}
	var frozen Plan
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.Store.Plan(ctx, by.Bureau, plan)
		if err != nil {
			return err
		}
		if p.State == Baseline {
			return fault.New(fault.Conflict, "plan.frozen")
		}
		tasks, err := s.Store.TasksOfPlan(ctx, by.Bureau, plan)
		if err != nil {
			return err
		}
		if err := readyToFreeze(tasks); err != nil {
			return err
		}
		p.State, p.FrozenAt, p.FrozenBy = Baseline, s.Now(), by.Person
		frozen = p
		if err := s.Store.UpdatePlan(ctx, by.Bureau, p); err != nil {
			return err
		}
		return s.freezeTasks(ctx, by, p, tasks)
	})
	return frozen, err
}

func readyToFreeze(tasks []Task) error {
	if len(tasks) == 0 {
		return fault.New(fault.Invalid, "plan.empty")
	}
	f := fault.New(fault.Invalid, "plan.freeze")
	for _, t := range tasks {
		if t.Lead == "" {
			f = f.With(t.No, "fault.plan.freeze.lead", "no", t.No, "title", t.Title)
		}
		if t.Due.IsZero() {
			f = f.With(t.No, "fault.plan.freeze.due", "no", t.No, "title", t.Title)
		}
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

func (s *Service) freezeTasks(ctx context.Context, by access.Actor, p Plan, tasks []Task) error {
	for _, t := range tasks {
		t.Baseline = promisedBy(t)
		if err := s.update(ctx, by, t, "task.freeze", Trace{}); err != nil {
			return err
		}
	}
	return s.Audit.Write(ctx, by, audit.Event{
		Verb: "plan.freeze", Kind: access.Plan, Thing: p.ID, Data: map[string]any{"tasks": len(tasks)},
	})
}

func promisedBy(t Task) *Promised {
	return &Promised{Title: t.Title, Leader: t.Leader, Lead: t.Lead, Due: t.Due, Target: t.Target}
}

// frozen tells which of the tasks' plans are baselines.
func (s *Service) frozen(ctx context.Context, bureau string, tasks []Task) (map[string]bool, error) {
	plans := map[string]bool{}
	for _, t := range tasks {
		if _, known := plans[t.Plan]; known {
			continue
		}
		p, err := s.Store.Plan(ctx, bureau, t.Plan)
		if err != nil {
			return nil, err
		}
		plans[t.Plan] = p.State == Baseline
	}
	return plans, nil
}

func without(list []string, gone string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == gone })
}
