package app

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/indicator"
)

// unitFigures lets cells of returns be filled in from indicators. Who may not read
// the figure of a unit is offered none.
type unitFigures struct{ indicators *indicator.Service }

// UnitFigure implements collect.Figures.
func (f unitFigures) UnitFigure(ctx context.Context, by access.Actor, code, unit string, p period.Period) (collect.UnitFigure, bool, error) {
	figure, err := f.indicators.Compute(ctx, by, code, p, indicator.Scope{Unit: unit})
	if unfit(err) || err != nil && fault.KindOf(err) == fault.Denied {
		figure, err = indicator.Figure{}, nil
	}
	if err != nil || figure.Value == nil {
		return collect.UnitFigure{}, false, err
	}
	return collect.UnitFigure{Name: figure.Definition.Name, Value: *figure.Value, Period: figure.Period}, true, nil
}
