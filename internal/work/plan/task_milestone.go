package plan

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// AddMilestone puts a step into a task. Whoever reports on the task may divide it.
func (s *Service) AddMilestone(ctx context.Context, by access.Actor, task string, in NewMilestone) (Milestone, error) {
	if strings.TrimSpace(in.Title) == "" {
		return Milestone{}, fault.New(fault.Invalid, "task.step").With("step", "fault.task.step")
	}
	var made Milestone
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.dividable(ctx, by, task)
		if err != nil {
			return err
		}
		if !in.Due.IsZero() && !t.Due.IsZero() && in.Due.After(t.Due) {
			return fault.New(fault.Invalid, "task.step.due").With("stepdue", "fault.task.step.due")
		}
		present, err := s.Store.Milestones(ctx, by.Bureau, task)
		if err != nil {
			return err
		}
		made = milestonesOf(task, []NewMilestone{in})[0]
		made.Sort = len(present) + 1
		if err := s.Store.InsertMilestones(ctx, by.Bureau, []Milestone{made}); err != nil {
			return err
		}
		return s.write(ctx, by, t, "task.step.add", Trace{Text: made.Title})
	})
	return made, err
}

// dividable reads an open task whose steps the actor may change.
func (s *Service) dividable(ctx context.Context, by access.Actor, task string) (Task, error) {
	t, err := s.task(ctx, by, task, access.Read)
	if err != nil {
		return t, err
	}
	if !May(by, access.Write, t) {
		if err := access.Check(by, access.Report, t.thing(by.Bureau)); err != nil {
			return t, err
		}
	}
	return t, notDone(t)
}

// FinishMilestone marks a step as done today; done ones stay as they are.
func (s *Service) FinishMilestone(ctx context.Context, by access.Actor, task, milestone string) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, task, access.Report)
		if err != nil {
			return err
		}
		if err := notDone(t); err != nil {
			return err
		}
		return s.finish(ctx, by, t, []string{milestone})
	})
}

// DropMilestone takes out a step that is not done; the log keeps it.
func (s *Service) DropMilestone(ctx context.Context, by access.Actor, task, milestone string) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.dividable(ctx, by, task)
		if err != nil {
			return err
		}
		present, err := s.Store.Milestones(ctx, by.Bureau, task)
		if err != nil {
			return err
		}
		m, err := milestoneIn(present, milestone)
		if err != nil {
			return err
		}
		if !m.Done.IsZero() {
			return fault.New(fault.Conflict, "task.step.done")
		}
		if err := s.Store.DeleteMilestone(ctx, by.Bureau, task, milestone); err != nil {
			return err
		}
		return s.write(ctx, by, t, "task.step.drop", Trace{Text: m.Title})
	})
}
