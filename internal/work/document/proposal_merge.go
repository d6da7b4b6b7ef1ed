package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Merge joins a proposal to the one before it, which keeps its own title and
// takes over what it lacks. The joined one waits for a decision again.
func (s *Readings) Merge(ctx context.Context, by access.Actor, at At) (Reading, error) {
	return s.change(ctx, by, at.Reading, "proposal.merge", func(_ context.Context, r *Reading) error {
		p, err := r.at(at)
		if err != nil {
			return err
		}
		into := r.previous(p)
		if into == nil {
			return fault.New(fault.Conflict, "reading.merge.first")
		}
		if into.Made {
			return fault.New(fault.Conflict, "reading.made", "no", into.No)
		}
		if r.Theme(into.Start) != r.Theme(p.Start) {
			return fault.New(fault.Conflict, "reading.merge.apart", "no", into.No)
		}
		r.join(into, p)
		return nil
	})
}

// previous is the nearest proposal before p that was not dropped; nil when p is
// the first.
func (r *Reading) previous(p *Proposal) *Proposal {
	var found *Proposal
	for i := range r.Proposals {
		q := &r.Proposals[i]
		if q.ID == p.ID {
			return found
		}
		if q.State == Proposed || q.State == Confirmed {
			found = q
		}
	}
	return nil
}

func (r *Reading) join(into, p *Proposal) {
	into.End = max(into.End, p.End)
	into.Text = r.Slice(into.Start, into.End)
	into.State = Proposed
	helpers := append(append([]string{}, into.Participants...), p.Lead)
	if into.Lead == "" {
		into.Lead, into.Leader = p.Lead, p.Leader
	}
	into.Participants = others(append(helpers, p.Participants...), into.Lead)
	if into.Due.IsZero() {
		into.Due, into.DueWords, into.DueFrom = p.Due, p.DueWords, p.DueFrom
	}
	if into.Target == nil {
		into.Target = cloned(*p).Target
	}
	p.State, p.Into = Merged, into.ID
}
