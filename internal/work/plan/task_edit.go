package plan

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Edit is what a task promises, anew. Rev is the revision that the writer saw.
// Basis names the document that approves it, needed once the plan is frozen.
type Edit struct {
	Rev    int
	Title  string
	Start  period.Date
	Target *Target
	Reason string
	Basis  string
}

// Edit changes what a task promises: its title, start and target. In a frozen
// plan that needs a reason and a basis, and the baseline keeps the old promise.
// Owners and deadline move by Assign and Extend.
func (s *Service) Edit(ctx context.Context, by access.Actor, id string, in Edit) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, id, access.Write)
		if err != nil {
			return err
		}
		if err := notDone(t); err != nil {
			return err
		}
		if t.Rev != in.Rev {
			return fault.New(fault.Conflict, "task.stale")
		}
		frozen, err := s.frozen(ctx, by.Bureau, []Task{t})
		if err != nil {
			return err
		}
		if err := checkEdit(t, in, frozen[t.Plan]); err != nil {
			return err
		}
		next := t
		next.Title, next.Start, next.Target = strings.TrimSpace(in.Title), in.Start, in.Target
		made := changes(t, next)
		if len(made) == 0 {
			return nil
		}
		return s.update(ctx, by, next, "task.edit", Trace{Changes: made, Reason: in.Reason, Basis: in.Basis})
	})
}

func checkEdit(t Task, in Edit, frozen bool) error {
	f := fault.New(fault.Invalid, "task.invalid")
	if strings.TrimSpace(in.Title) == "" {
		f = f.With("title", "fault.task.title")
	}
	if !in.Start.IsZero() && !t.Due.IsZero() && t.Due.Before(in.Start) {
		f = f.With("start", "fault.task.due")
	}
	if frozen && strings.TrimSpace(in.Reason) == "" {
		f = f.With("reason", "fault.task.reason")
	}
	if frozen && strings.TrimSpace(in.Basis) == "" {
		f = f.With("basis", "fault.task.basis")
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}
