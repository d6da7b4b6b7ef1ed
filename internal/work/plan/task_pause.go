package plan

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Pause stops the clock of a task with approval: its light turns grey.
func (s *Service) Pause(ctx context.Context, by access.Actor, id, reason, basis string) error {
	if err := needReason(reason); err != nil {
		return err
	}
	return s.decided(ctx, by, id, basis, func(t Task) (Task, Trace, string, error) {
		if t.State != Open {
			return t, Trace{}, "", fault.New(fault.Conflict, "task.notopen")
		}
		t.State = Paused
		t.Paused = &Pausing{By: by.Person, At: s.Now(), Reason: reason, Basis: basis}
		return t, Trace{Reason: reason, Basis: basis}, "task.pause", nil
	})
}

// Resume lets a paused task go on. Its deadline stays; Extend moves it.
func (s *Service) Resume(ctx context.Context, by access.Actor, id, reason, basis string) error {
	return s.decided(ctx, by, id, basis, func(t Task) (Task, Trace, string, error) {
		if t.State != Paused {
			return t, Trace{}, "", fault.New(fault.Conflict, "task.notpaused")
		}
		t.State, t.Paused = Open, nil
		return t, Trace{Reason: reason, Basis: basis}, "task.resume", nil
	})
}

// decided runs an act that needs an approval on one task.
func (s *Service) decided(ctx context.Context, by access.Actor, id, basis string, act func(Task) (Task, Trace, string, error)) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, id, access.Read)
		if err != nil {
			return err
		}
		if err := mayDecide(by, t, basis); err != nil {
			return err
		}
		next, trace, verb, err := act(t)
		if err != nil {
			return err
		}
		trace.Changes = changes(t, next)
		return s.update(ctx, by, next, verb, trace)
	})
}
