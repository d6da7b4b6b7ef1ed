package indicator

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Series gives the figures of all periods of the indicator's kind within a
// longer period, with one reading of the facts and with the version that holds
// at its end, so that the points can be compared.
func (s *Service) Series(ctx context.Context, by access.Actor, code string, within period.Period, scope Scope) ([]Point, error) {
	if err := mayRead(by, scope); err != nil {
		return nil, err
	}
	versions, err := s.versions(ctx, by.Bureau, code)
	if err != nil {
		return nil, err
	}
	v := inForce(versions, within)
	return s.once(by.Bureau, v.definition).series(ctx, v, within, scope)
}

func (o *once) series(ctx context.Context, v Version, within period.Period, scope Scope) ([]Point, error) {
	if within.IsZero() {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	periods, _ := v.definition.stretch(within)
	sheet, err := o.sheet(ctx, v.definition, scope, periods)
	if err != nil {
		return nil, err
	}
	points := make([]Point, len(periods))
	for i, p := range periods {
		points[i] = point(v.definition, p, sheet)
	}
	return points, nil
}
