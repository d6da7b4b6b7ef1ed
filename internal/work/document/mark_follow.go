package document

import (
	"slices"
)

// Followed tells that a proposal's field was changed because the mark that it
// came from was corrected. Field is target, due or lead.
type Followed struct {
	No    int
	Field string
}

// derive is what the reading proposes for the part of the text that a proposal
// holds.
func (r *Reading) derive(d Directory, p Proposal) Proposal {
	for _, c := range r.Doc.Commitments {
		if c.Start == p.Start && c.End == p.End {
			return proposalOf(r, d, c)
		}
	}
	return propose(r, d, p.Start, p.End, "", "")
}

// follow lets proposals on which nobody has decided follow their marks: a field
// that still is what the reading proposed before becomes what it proposes now.
func (r *Reading) follow(before *Reading, d Directory, start, end int) {
	for i := range r.Proposals {
		p := &r.Proposals[i]
		if p.State != Proposed || p.Lost || p.Start >= end || p.End <= start {
			continue
		}
		was, now := before.derive(d, *p), r.derive(d, *p)
		for _, field := range p.followTo(d, was, now) {
			r.Followed = append(r.Followed, Followed{p.No, field})
		}
	}
}

func (p *Proposal) followTo(d Directory, was, now Proposal) (fields []string) {
	if !sameTarget(was.Target, now.Target) && sameTarget(p.Target, was.Target) {
		p.Target = cloned(now).Target
		fields = append(fields, "target")
	}
	if !sameDue(was, now) && sameDue(*p, was) {
		p.Due, p.DueWords, p.DueFrom = now.Due, now.DueWords, now.DueFrom
		fields = append(fields, "due")
	}
	if !sameUnits(was, now) && sameUnits(*p, was) {
		if p.Leader == d.InCharge[p.Lead] {
			p.Leader = now.Leader
		}
		p.Lead, p.Participants = now.Lead, slices.Clone(now.Participants)
		fields = append(fields, "lead")
	}
	return fields
}

func sameDue(a, b Proposal) bool { return a.Due == b.Due && a.DueWords == b.DueWords }

func sameUnits(a, b Proposal) bool {
	return a.Lead == b.Lead && slices.Equal(a.Participants, b.Participants)
}

// Differs tells which fields of a decided proposal are not what its corrected
// marks say, and what those say. Fields are target, due and lead.
func (r *Reading) Differs(d Directory, p Proposal) (now Proposal, fields []string) {
	if p.State != Confirmed || p.Lost || len(r.Corrections) == 0 {
		return now, nil
	}
	was := r.uncorrected().derive(d, p)
	now = r.derive(d, p)
	if !sameTarget(was.Target, now.Target) && !sameTarget(p.Target, now.Target) {
		fields = append(fields, "target")
	}
	if !sameDue(was, now) && p.Due != now.Due {
		fields = append(fields, "due")
	}
	if !sameUnits(was, now) && p.Lead != now.Lead {
		fields = append(fields, "lead")
	}
	return now, fields
}
