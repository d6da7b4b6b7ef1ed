package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/doccheck"
	"nianlun/internal/kit/fault"
)

// Comparison is a plan held against a summary.
type Comparison struct {
	Plan    Reading
	Summary Reading
	Report  doccheck.Report
}

// Compare answers the commitments of one document from another. Both are as they
// were read, with their corrections; nothing is kept. Fault: compare.same.
func (s *Readings) Compare(ctx context.Context, by access.Actor, plan, summary string) (Comparison, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Comparison{}, err
	}
	if plan == summary {
		return Comparison{}, fault.New(fault.Invalid, "compare.same").With("summary", "fault.compare.same")
	}
	var c Comparison
	var err error
	if c.Plan, err = s.Reading(ctx, by, plan); err != nil {
		return c, err
	}
	if c.Summary, err = s.Reading(ctx, by, summary); err != nil {
		return c, err
	}
	c.Report = doccheck.Compare(&c.Plan.Doc, &c.Summary.Doc, doccheck.Options{})
	return c, nil
}
