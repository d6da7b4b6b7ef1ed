package document

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// At names a proposal as somebody sees it: Base is the revision on the screen.
type At struct {
	Reading  string
	Proposal string
	Base     int
}

// Step is how things were before an act: the proposals and corrections that it
// changed, the ids of those that it made, and the text when it was read again.
type Step struct {
	No        int
	Verb      string
	Before    []Proposal
	Made      []string
	Mended    []Correction `json:",omitempty"` // corrections that it changed or removed
	Corrected []string     `json:",omitempty"` // ids of those that it made
	Text      *TextBefore  `json:",omitempty"`
}

// TextBefore is the text of a reading before it was read again.
type TextBefore struct {
	Doc     docread.Document
	Title   string
	Number  string
	Version int
}

// change runs an act on a reading: held, judged, stored, with a step to take it
// back and an entry in the log, in one transaction. An act that changes nothing
// leaves no trace.
func (s *Readings) change(ctx context.Context, by access.Actor, reading, verb string, act func(ctx context.Context, r *Reading) error) (Reading, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Reading{}, err
	}
	if !id.Valid(reading) {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	var r Reading
	err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if r, err = s.Store.HoldReading(ctx, by.Bureau, reading); err != nil {
			return err
		}
		r.settle()
		was := make([]Proposal, len(r.Proposals))
		for i, p := range r.Proposals {
			was[i] = cloned(p)
		}
		mended := slices.Clone(r.Corrections)
		if err := act(ctx, &r); err != nil {
			return err
		}
		step, changed := difference(was, r.Proposals, by.Name)
		corrected := step.corrections(mended, r.Corrections)
		if len(changed) == 0 && len(corrected) == 0 && len(step.Mended) == 0 {
			return nil
		}
		step.Verb = verb
		if len(changed) > 0 {
			r.Last = changed[0].ID
		}
		r.Steps++
		step.No = r.Steps
		r.settle()
		if err := s.Store.AddStep(ctx, by.Bureau, reading, step); err != nil {
			return err
		}
		if err := s.keepCorrections(ctx, &r, corrected, idsOfCorrections(step.Mended)); err != nil {
			return err
		}
		if err := s.save(ctx, &r, changed, nil); err != nil {
			return err
		}
		data := changeData(step.Before, changed)
		if len(corrected)+len(step.Mended) > 0 {
			data["marks"] = map[string]any{"old": step.Mended, "new": corrected}
		}
		return s.Log.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Document, Thing: reading, Data: data})
	})
	return r, err
}

func (s *Readings) save(ctx context.Context, r *Reading, changed []Proposal, gone []string) error {
	r.Rev++
	return s.Store.SaveReading(ctx, *r, changed, gone)
}

// difference finds what an act changed, counts those revisions up, and keeps how
// they were.
func difference(was, now []Proposal, by string) (Step, []Proposal) {
	old := map[string]Proposal{}
	for _, p := range was {
		old[p.ID] = p
	}
	var step Step
	var changed []Proposal
	for i := range now {
		p := &now[i]
		before, known := old[p.ID]
		if known && before.same(*p) {
			continue
		}
		p.ByName = by
		if known {
			p.Rev = before.Rev + 1
			step.Before = append(step.Before, before)
		} else {
			step.Made = append(step.Made, p.ID)
		}
		changed = append(changed, cloned(*p))
	}
	return step, changed
}

// at finds the proposal that an act is about. The Conflict fault reading.stale
// says that somebody else has changed it since.
func (r *Reading) at(at At) (*Proposal, error) {
	p := r.Find(at.Proposal)
	if p == nil {
		return nil, fault.New(fault.Conflict, "reading.gone")
	}
	if p.Rev != at.Base {
		return nil, fault.New(fault.Conflict, "reading.stale", "no", p.No, "by", p.ByName)
	}
	if p.Made {
		return nil, fault.New(fault.Conflict, "reading.made", "no", p.No)
	}
	return p, nil
}

// traced is a proposal as the log keeps it.
type traced struct {
	ID    string        `json:"id"`
	Title string        `json:"title"`
	State ProposalState `json:"state"`
	Lead  string        `json:"lead,omitempty"`
	Due   string        `json:"due,omitempty"`
}

func tracedOf(all []Proposal) []traced {
	list := make([]traced, len(all))
	for i, p := range all {
		list[i] = traced{p.ID, p.Title, p.State, p.Lead, p.Due.String()}
	}
	return list
}

// tracedAtMost is how many proposals an entry of the log spells out; an act on
// more (confirm all) names them only.
const tracedAtMost = 20

func changeData(old, changed []Proposal) map[string]any {
	if len(changed) > tracedAtMost {
		return map[string]any{"n": len(changed), "state": changed[0].State, "proposals": idsOf(changed)}
	}
	return map[string]any{"old": tracedOf(old), "new": tracedOf(changed)}
}

func idsOf(all []Proposal) []string {
	ids := make([]string, len(all))
	for i, p := range all {
		ids[i] = p.ID
	}
	return ids
}

// Undo takes the last act on a reading back. Step is the number of the act that
// the screen showed as the last one; the Conflict fault reading.stale.undo says
// that another one came after it.
func (s *Readings) Undo(ctx context.Context, by access.Actor, reading string, step int) (Reading, error) {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return Reading{}, err
	}
	if !id.Valid(reading) {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	var r Reading
	err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if r, err = s.Store.HoldReading(ctx, by.Bureau, reading); err != nil {
			return err
		}
		r.settle()
		if r.Steps == 0 {
			return fault.New(fault.Conflict, "reading.undo.nothing")
		}
		if r.Steps != step {
			return fault.New(fault.Conflict, "reading.undo.stale")
		}
		last, err := s.Store.Step(ctx, by.Bureau, reading, step)
		if err != nil {
			return err
		}
		restored := r.restore(last, by.Name)
		if err := s.restoreMarks(ctx, &r, last); err != nil {
			return err
		}
		if len(restored) > 0 {
			r.Last = restored[0].ID
		}
		r.Steps--
		r.settle()
		if err := s.Store.ForgetSteps(ctx, by.Bureau, reading, step); err != nil {
			return err
		}
		if err := s.save(ctx, &r, restored, last.Made); err != nil {
			return err
		}
		return s.Log.Write(ctx, by, audit.Event{Verb: "reading.undo", Kind: access.Document, Thing: reading,
			Data: map[string]any{"act": last.Verb, "restored": idsOf(restored), "removed": last.Made}})
	})
	return r, err
}

// restore puts proposals back as a step found them; their revisions go on.
func (r *Reading) restore(step Step, by string) []Proposal {
	made := map[string]bool{}
	for _, gone := range step.Made {
		made[gone] = true
	}
	before := map[string]Proposal{}
	for _, p := range step.Before {
		before[p.ID] = p
	}
	var kept, restored []Proposal
	for _, p := range r.Proposals {
		if made[p.ID] {
			continue
		}
		if old, ok := before[p.ID]; ok {
			old.Rev, old.ByName = p.Rev+1, by
			restored = append(restored, cloned(old))
			p = old
			delete(before, p.ID)
		}
		kept = append(kept, p)
	}
	for _, old := range step.Before { // those that the act took away
		if _, gone := before[old.ID]; gone {
			old.Rev++
			restored, kept = append(restored, cloned(old)), append(kept, old)
		}
	}
	r.Proposals = kept
	return restored
}
