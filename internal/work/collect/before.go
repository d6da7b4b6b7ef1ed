package collect

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// earlier is the unit's return of the period before: for checks that compare,
// for the cells that are offered, and for what was explained then.
type earlier struct {
	period       period.Period
	values       *form.Values // nil when there is none
	explanations []Explanation
}

// before finds the unit's latest earlier return on the same form. A return on an
// older version of the form counts too: fields keep their codes and types over
// versions, so its values are read as they are.
func (s *Service) before(ctx context.Context, o Obligation) (earlier, error) {
	last, err := s.Store.Before(ctx, o.Bureau, o.Form, o.Unit, o.Period)
	switch {
	case fault.Is(err, "notfound"):
		return earlier{}, nil // the first return on this form
	case err != nil:
		return earlier{}, err
	}
	stored, err := s.Records.LoadRev(ctx, o.Bureau, last.Record, last.RecordNo)
	if err != nil {
		return earlier{}, err
	}
	return earlier{period: last.Period, values: &stored.Values, explanations: last.Paper.Explanations}, nil
}
