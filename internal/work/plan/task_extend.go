package plan

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Extension moves a deadline. Basis is the document that approves it, needed
// from those who record it but do not decide.
type Extension struct {
	Due    period.Date
	Reason string
	Basis  string
}

// Extend moves the deadline of tasks, each judged by itself. The old day stays
// in the log and, for a frozen task, in its baseline. It answers what was asked
// for; nobody grants what he asked for himself.
func (s *Service) Extend(ctx context.Context, by access.Actor, ids []string, in Extension) ([]Result, error) {
	if err := checkExtension(in); err != nil {
		return nil, err
	}
	return s.each(ctx, by, ids, func(ctx context.Context, t Task, _ bool) error {
		if err := mayDecide(by, t, in.Basis); err != nil {
			return err
		}
		if err := notDone(t); err != nil {
			return err
		}
		if t.Asked != nil && t.Asked.By == by.Person {
			return fault.New(fault.Denied, "task.own")
		}
		if !t.Start.IsZero() && in.Due.Before(t.Start) {
			return fault.New(fault.Invalid, "task.due")
		}
		next := t
		next.Due, next.Asked = in.Due, nil
		return s.update(ctx, by, next, "task.extend", Trace{Changes: changes(t, next), Reason: in.Reason, Basis: in.Basis})
	})
}

func checkExtension(in Extension) error {
	if in.Due.IsZero() {
		return fault.New(fault.Invalid, "task.day").With("due", "fault.task.day")
	}
	return needReason(in.Reason)
}

// AskExtension asks for a later deadline; the leader in charge is told and
// decides by Extend or RefuseExtension.
func (s *Service) AskExtension(ctx context.Context, by access.Actor, id string, in Extension) error {
	if err := checkExtension(in); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, id, access.Report)
		if err != nil {
			return err
		}
		if err := notDone(t); err != nil {
			return err
		}
		if !in.Due.After(t.Due) {
			return fault.New(fault.Invalid, "task.later").With("due", "fault.task.later")
		}
		next := t
		next.Asked = &Asking{By: by.Person, Name: by.Name, At: s.Now(), Due: in.Due, Reason: in.Reason}
		trace := Trace{Changes: []Change{{Field: "due", Old: t.Due.String(), New: in.Due.String()}}, Reason: in.Reason}
		if err := s.update(ctx, by, next, "task.ask", trace); err != nil {
			return err
		}
		return s.tellLeader(ctx, by, next, "plan.notice.ask", "due", Day(in.Due))
	})
}

// RefuseExtension answers no, with a reason; whoever asked is told.
func (s *Service) RefuseExtension(ctx context.Context, by access.Actor, id, reason string) error {
	if err := needReason(reason); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		t, err := s.task(ctx, by, id, access.Decide)
		if err != nil {
			return err
		}
		if t.Asked == nil {
			return fault.New(fault.Conflict, "task.notasked")
		}
		asked, next := *t.Asked, t
		next.Asked = nil
		if err := s.update(ctx, by, next, "task.refuse", Trace{Reason: reason}); err != nil {
			return err
		}
		return s.tell(ctx, by, t, []string{asked.By}, "plan.notice.refused", "reason", reason)
	})
}
