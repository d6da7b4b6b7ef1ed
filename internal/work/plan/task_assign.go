package plan

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Assignment is what is given to tasks; nil members are left as they are.
type Assignment struct {
	Leader       *string
	Lead         *string
	Participants *[]string
	Start        *period.Date
	Due          *period.Date
	Reason       string
}

// Result is what became of one task of a bulk act. Err is a fault to be shown,
// nil when it went well.
type Result struct {
	ID    string
	No    string
	Title string
	Err   error
}

// Failed counts the results that did not go well.
func Failed(results []Result) int {
	n := 0
	for _, r := range results {
		if r.Err != nil {
			n++
		}
	}
	return n
}

// Assign gives owners and days to tasks. Each is judged by itself: one that may
// not be changed is reported in its result and leaves the others alone. The
// deadline of a frozen task moves by Extend only.
func (s *Service) Assign(ctx context.Context, by access.Actor, ids []string, in Assignment) ([]Result, error) {
	if in == (Assignment{Reason: in.Reason}) {
		return nil, fault.New(fault.Invalid, "task.assign.nothing")
	}
	leaders, err := s.Org.LeadersOf(ctx, by.Bureau, s.day())
	if err != nil {
		return nil, err
	}
	return s.each(ctx, by, ids, func(ctx context.Context, t Task, frozen bool) error {
		if err := access.Check(by, access.Assign, t.thing(by.Bureau)); err != nil {
			return err
		}
		next, err := assigned(t, in, leaders, frozen)
		if err != nil {
			return err
		}
		made := changes(t, next)
		if len(made) == 0 {
			return nil
		}
		return s.update(ctx, by, next, "task.assign", Trace{Changes: made, Reason: in.Reason})
	})
}

func assigned(t Task, in Assignment, leaders map[string]string, frozen bool) (Task, error) {
	if err := notDone(t); err != nil {
		return t, err
	}
	if in.Due != nil && frozen && *in.Due != t.Due {
		return t, fault.New(fault.Conflict, "task.frozen")
	}
	next := t
	if in.Lead != nil {
		next.Lead = *in.Lead
		if in.Leader == nil && (t.Leader == "" || t.Leader == leaders[t.Lead]) && leaders[next.Lead] != "" {
			next.Leader = leaders[next.Lead]
		}
	}
	if in.Leader != nil {
		next.Leader = *in.Leader
	}
	if in.Participants != nil {
		next.Participants = slices.Clone(*in.Participants)
	}
	next.Participants = without(next.Participants, next.Lead)
	if in.Start != nil {
		next.Start = *in.Start
	}
	if in.Due != nil {
		next.Due = *in.Due
	}
	if !next.Start.IsZero() && !next.Due.IsZero() && next.Due.Before(next.Start) {
		return t, fault.New(fault.Invalid, "task.due")
	}
	return next, nil
}

func notDone(t Task) error {
	if t.State == Done {
		return fault.New(fault.Conflict, "task.done")
	}
	return nil
}

// each runs one act on tasks in one transaction and tells what became of each.
// A fault stays with its task; any other error undoes all.
func (s *Service) each(ctx context.Context, by access.Actor, ids []string, act func(context.Context, Task, bool) error) ([]Result, error) {
	if len(ids) == 0 {
		return nil, fault.New(fault.Invalid, "task.none")
	}
	var results []Result
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		results = results[:0]
		tasks, err := s.Store.TasksByID(ctx, by.Bureau, ids)
		if err != nil {
			return err
		}
		frozen, err := s.frozen(ctx, by.Bureau, tasks)
		if err != nil {
			return err
		}
		for _, t := range tasks {
			result := Result{ID: t.ID, No: t.No, Title: t.Title}
			if err := access.Check(by, access.Read, t.thing(by.Bureau)); err != nil {
				result = Result{ID: t.ID}
				result.Err = err
			} else if err := act(ctx, t, frozen[t.Plan]); err != nil {
				if fault.KindOf(err) == fault.Internal {
					return err
				}
				result.Err = err
			}
			results = append(results, result)
		}
		results = append(results, missing(ids, tasks)...)
		return nil
	})
	return results, err
}

func missing(ids []string, found []Task) []Result {
	var results []Result
	for _, id := range ids {
		if !slices.ContainsFunc(found, func(t Task) bool { return t.ID == id }) {
			results = append(results, Result{ID: id, Err: fault.New(fault.NotFound, "notfound")})
		}
	}
	return results
}

// task reads one task that the actor may read and do verb with; an empty verb
// asks for reading alone.
func (s *Service) task(ctx context.Context, by access.Actor, id string, verb access.Verb) (Task, error) {
	found, err := s.Store.TasksByID(ctx, by.Bureau, []string{id})
	if err != nil {
		return Task{}, err
	}
	if len(found) == 0 {
		return Task{}, fault.New(fault.NotFound, "notfound")
	}
	return found[0], access.Check(by, verb, found[0].thing(by.Bureau))
}
