package document

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// leastPart is how many characters a part of a sentence must have to be a
// proposal of its own.
const leastPart = 4

// Cut is a place where a proposal can be split: the offset in the document's
// text at which the second part begins, and the words of both parts.
type Cut struct {
	At            int
	First, Second string
}

// Cuts are the places where a proposal can be split: after a comma, a semicolon
// or a full stop, with something to do on both sides.
func (r *Reading) Cuts(p *Proposal) []Cut {
	text := r.characters()
	var cuts []Cut
	for i := p.Start; i < min(p.End, len(text)); i++ {
		if !strings.ContainsRune("，,；;。\n", text[i]) || betweenDigits(text, i) {
			continue
		}
		first, second := r.part(p.Start, i), r.part(i+1, p.End)
		if len([]rune(first)) < leastPart || len([]rune(second)) < leastPart || onlyOwner(second) {
			continue
		}
		cuts = append(cuts, Cut{At: i + 1, First: first, Second: second})
	}
	return cuts
}

func (r *Reading) part(start, end int) string { return strings.TrimSpace(r.Slice(start, end)) }

// betweenDigits tells a comma inside a number (1,200) from one that ends a clause.
func betweenDigits(text []rune, i int) bool {
	digit := func(k int) bool { return k >= 0 && k < len(text) && text[k] >= '0' && text[k] <= '9' }
	return text[i] == ',' && digit(i-1) && digit(i+1)
}

// onlyOwner tells that a part says nothing but who answers.
func onlyOwner(part string) bool {
	return len([]rune(strings.Trim(ownerClause.ReplaceAllString(part, ""), "，,。；; "))) < leastPart
}

// Split makes two proposals of one, at a place that Cuts offers. 0 takes the
// only place, or the one nearest to the middle. What a part does not say itself
// (who leads, by when) it has from the whole.
func (s *Readings) Split(ctx context.Context, by access.Actor, at At, place int) (Reading, error) {
	return s.change(ctx, by, at.Reading, "proposal.split", func(ctx context.Context, r *Reading) error {
		p, err := r.at(at)
		if err != nil {
			return err
		}
		cut, ok := r.cutAt(p, place)
		if !ok {
			return fault.New(fault.Conflict, "reading.split.where", "no", p.No)
		}
		d, err := s.directory(ctx, by)
		if err != nil {
			return err
		}
		whole := cloned(*p)
		first := r.inherit(propose(r, d, whole.Start, cut.At-1, "", ""), whole)
		second := r.inherit(propose(r, d, r.skipBlank(cut.At, whole.End), whole.End, "", ""), whole)
		first.ID, first.Rev = whole.ID, whole.Rev
		*p = first
		r.Proposals = append(r.Proposals, second)
		return nil
	})
}

func (r *Reading) cutAt(p *Proposal, place int) (Cut, bool) {
	cuts := r.Cuts(p)
	if len(cuts) == 0 {
		return Cut{}, false
	}
	if place == 0 {
		place = (p.Start + p.End) / 2
		best := cuts[0]
		for _, c := range cuts {
			if abs(c.At-place) < abs(best.At-place) {
				best = c
			}
		}
		return best, true
	}
	for _, c := range cuts {
		if c.At == place {
			return c, true
		}
	}
	return Cut{}, false
}

func abs(n int) int { return max(n, -n) }

func (r *Reading) skipBlank(start, end int) int {
	text := r.characters()
	for start < end && strings.ContainsRune(" 　\t\n", text[start]) {
		start++
	}
	return start
}

// inherit gives a part what it lacks and the whole has.
func (r *Reading) inherit(part, whole Proposal) Proposal {
	part.Kind, part.Owner, part.Confidence = whole.Kind, whole.Owner, whole.Confidence
	if part.Lead == "" {
		part.Lead, part.Participants, part.Leader = whole.Lead, whole.Participants, whole.Leader
	}
	if part.Due.IsZero() {
		part.Due, part.DueWords, part.DueFrom = whole.Due, whole.DueWords, whole.DueFrom
	}
	return cloned(part)
}
