package indicator

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// YearBefore is the figure of the same period one year earlier, with the version
// that held then; ok is false when there was no value.
func (s *Service) YearBefore(ctx context.Context, by access.Actor, f Figure) (before Figure, ok bool, err error) {
	p, ok := yearBefore(f.Period)
	if !ok {
		return Figure{}, false, nil
	}
	before, err = s.Compute(ctx, by, f.Definition.Code, p, f.Scope)
	return before, err == nil && before.Value != nil, err
}

// yearBefore steps back to the period with the same number in the year before; a
// 53rd week may have none.
func yearBefore(p period.Period) (period.Period, bool) {
	for q := p.Prev(nil); q.Year() >= p.Year()-1; q = q.Prev(nil) {
		if q.Year() == p.Year()-1 && q.Number() == p.Number() {
			return q, true
		}
	}
	return period.Period{}, false
}
