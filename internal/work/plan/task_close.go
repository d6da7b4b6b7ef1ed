package plan

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Closing says on which day a task was done. Reason is needed when its target or
// milestones are not reached: what is given up must be said.
type Closing struct {
	On     period.Date
	Reason string
	Basis  string
}

// Close takes a task for done. Nobody closes a task that he reported on last
// himself.
func (s *Service) Close(ctx context.Context, by access.Actor, id string, in Closing) error {
	day := s.day()
	if in.On.IsZero() {
		in.On = day
	}
	if in.On.After(day) {
		return fault.New(fault.Invalid, "task.future").With("on", "fault.task.future")
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, id, access.Read)
		if err != nil {
			return err
		}
		if err := mayDecide(by, t, in.Basis); err != nil {
			return err
		}
		if t.State != Open {
			return fault.New(fault.Conflict, "task.notopen")
		}
		if t.Latest != nil && t.Latest.By == by.Person && by.Person != "" {
			return fault.New(fault.Denied, "task.own")
		}
		milestones, err := s.Store.Milestones(ctx, by.Bureau, t.ID)
		if err != nil {
			return err
		}
		known, err := s.gauged(ctx, by, []Task{t}, day)
		if err != nil {
			return err
		}
		measure, _ := measured(t, milestones, day, known)
		if measure.By != "" && !measure.Reached && strings.TrimSpace(in.Reason) == "" {
			return fault.New(fault.Invalid, "task.unreached").With("reason", "fault.task.unreached")
		}
		next := t
		next.State, next.DoneOn, next.Asked = Done, in.On, nil
		return s.update(ctx, by, next, "task.close", Trace{Changes: changes(t, next), Reason: in.Reason, Basis: in.Basis})
	})
}

// Reopen takes a closing back, with a reason.
func (s *Service) Reopen(ctx context.Context, by access.Actor, id, reason, basis string) error {
	if err := needReason(reason); err != nil {
		return err
	}
	return s.decided(ctx, by, id, basis, func(t Task) (Task, Trace, string, error) {
		if t.State != Done {
			return t, Trace{}, "", fault.New(fault.Conflict, "task.notdone")
		}
		t.State, t.DoneOn = Open, period.Date{}
		return t, Trace{Reason: reason, Basis: basis}, "task.reopen", nil
	})
}
