package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// MakeTasks makes a task of every confirmed proposal that has none yet, and
// tells how many. Each proposal remembers it, so that a second call makes only
// what was confirmed since. It cannot be taken back: tasks live on in the plan.
func (s *Readings) MakeTasks(ctx context.Context, by access.Actor, reading string) (made int, err error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return 0, err
	}
	if !id.Valid(reading) {
		return 0, fault.New(fault.NotFound, "notfound")
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		r, err := s.Store.HoldReading(ctx, by.Bureau, reading)
		if err != nil {
			return err
		}
		var tasks []NewTask
		var indexes []int
		for i := range r.Proposals {
			p := &r.Proposals[i]
			if p.State != Confirmed || p.Made {
				continue
			}
			tasks = append(tasks, r.taskOf(*p))
			p.Made, p.ByName = true, by.Name
			p.Rev++
			indexes = append(indexes, i)
		}
		if len(tasks) == 0 {
			return fault.New(fault.Conflict, "reading.tasks.none")
		}
		source := PlanSource{Reading: r.ID, Year: r.Year, Title: r.Title, Number: r.Number}
		ids, err := s.Tasks.MakeTasks(ctx, by, source, tasks)
		if err != nil {
			return err
		}
		made = len(ids)
		marked := make([]Proposal, len(indexes))
		for k, i := range indexes {
			if made == len(indexes) {
				r.Proposals[i].Task = ids[k]
			}
			marked[k] = cloned(r.Proposals[i])
		}
		return s.remember(ctx, by, r, marked)
	})
	return made, err
}

// remember marks proposals as made and closes the way back.
func (s *Readings) remember(ctx context.Context, by access.Actor, r Reading, marked []Proposal) error {
	r.Steps = 0
	r.settle()
	if err := s.Store.ForgetSteps(ctx, by.Bureau, r.ID, 1); err != nil {
		return err
	}
	if err := s.save(ctx, &r, marked, nil); err != nil {
		return err
	}
	return s.Log.Write(ctx, by, audit.Event{Verb: "reading.tasks", Kind: access.Document, Thing: r.ID,
		Data: map[string]any{"tasks": len(marked), "proposals": idsOf(marked)}})
}

func (r *Reading) taskOf(p Proposal) NewTask {
	number, title := r.themeWords(p.Start)
	p = cloned(p)
	return NewTask{
		ThemeNo: number, ThemeTitle: title, Title: p.Title, Kind: p.Kind, Document: r.ID,
		SourceStart: p.Start, SourceEnd: p.End, Quote: p.Text, Lead: p.Lead, Participants: p.Participants,
		Leader: p.Leader, Due: p.Due, DueWords: p.DueWords, Target: p.Target,
	}
}
