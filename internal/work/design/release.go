package design

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Release is a draft with everything to be weighed before it is published.
type Release struct {
	Open
	Differences []Difference
	// Refused are the differences that answers of the version before could not be
	// taken over with.
	Refused int
	Same    bool // nothing is different
	Again   []Asked
	Uses    []Use // running campaigns, which keep their version
}

// Release weighs a draft.
func (s *Service) Release(ctx context.Context, by access.Actor, draft string) (Release, error) {
	o, err := s.Open(ctx, by, draft)
	if err != nil {
		return Release{}, err
	}
	out := Release{Open: o, Differences: o.Differences()}
	for _, d := range out.Differences {
		if d.Refused {
			out.Refused++
		}
	}
	if o.Definition != nil {
		out.Same = fault.Is(s.onTop(ctx, o.Draft, o.Head.YAML), "design.same")
	}
	if out.Again, err = s.Again(ctx, by, o); err != nil {
		return out, err
	}
	uses, err := s.uses(ctx, o.Bureau)
	out.Uses = uses[o.Form]
	return out, err
}

// Ready tells whether nothing but words is missing.
func (r Release) Ready() bool { return len(r.Problems) == 0 && r.Refused == 0 && !r.Same }
