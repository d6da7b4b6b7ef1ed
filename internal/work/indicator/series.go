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
	figures, err := s.series(ctx, by.Bureau, inForce(versions, within), within, scope)
	if err != nil {
		return nil, err
	}
	points := make([]Point, len(figures))
	for i, f := range figures {
		points[i] = Point{Period: f.Period, Value: f.Value, State: f.State, Missing: len(f.Missing)}
	}
	return points, nil
}

func (s *Service) series(ctx context.Context, bureau string, v Version, within period.Period, scope Scope) ([]Figure, error) {
	if within.IsZero() {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, err
	}
	periods, _ := v.definition.stretch(within)
	sheet, err := s.sheet(ctx, bureau, v.definition, scope, units, periods)
	if err != nil {
		return nil, err
	}
	figures := make([]Figure, len(periods))
	for i, p := range periods {
		figures[i] = compute(v.definition, v.No, p, sheet)
	}
	return figures, nil
}
