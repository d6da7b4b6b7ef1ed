package indicator

import (
	"context"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Reading is where an indicator stands in its year, for whoever measures a
// target by it.
type Reading struct {
	Value  *decimal.Decimal
	Base   *decimal.Decimal // from where progress is measured; nil when there is no such value yet
	Unit   string
	Period period.Period // the last period that is in the value
	State  State
	Ref    string
}

// Gauge reads an indicator for the whole bureau on a day: its last value of the
// year, or the year's sum so far. found is false when there is no such indicator
// or no value yet.
func (s *Service) Gauge(ctx context.Context, by access.Actor, code string, day period.Date) (r Reading, found bool, err error) {
	if err := mayRead(by, All); err != nil {
		return Reading{}, false, err
	}
	stored, err := s.Store.Versions(ctx, by.Bureau, code)
	if err != nil || len(stored) == 0 {
		return Reading{}, false, err
	}
	versions, err := readAll(stored)
	if err != nil {
		return Reading{}, false, err
	}
	year, err := YearOf(versions[len(versions)-1].definition, day)
	if err != nil {
		return Reading{}, false, err
	}
	v := inForce(versions, year)
	figures, err := s.series(ctx, by.Bureau, v, year, All)
	if err != nil {
		return Reading{}, false, err
	}
	f, ok := newest(figures, day)
	if !ok {
		return Reading{}, false, nil
	}
	if v.definition.Over.Time != Last {
		if f, err = s.figure(ctx, by.Bureau, v, year, All); err != nil || f.Value == nil {
			return Reading{}, false, err
		}
	}
	r = Reading{Value: f.Value, Unit: v.definition.Unit, Period: f.Through, State: f.State, Ref: f.Ref()}
	r.Base, err = s.base(ctx, by.Bureau, v, year, figures)
	return r, true, err
}

// YearOf is the year in which an indicator is measured: the school year for what
// is collected once a school year, else the calendar year.
func YearOf(d Definition, day period.Date) (period.Period, error) {
	if d.Period == period.SchoolYear {
		return period.Of(period.SchoolYear, day, nil)
	}
	return period.Of(period.Year, day, nil)
}

// newest is the last figure with a value whose period had begun on the day.
func newest(figures []Figure, day period.Date) (Figure, bool) {
	for i := len(figures) - 1; i >= 0; i-- {
		if figures[i].Value != nil && !figures[i].Period.Start(nil).After(day) {
			return figures[i], true
		}
	}
	return Figure{}, false
}

// base is the value from which progress is measured.
func (s *Service) base(ctx context.Context, bureau string, v Version, year period.Period, figures []Figure) (*decimal.Decimal, error) {
	if v.definition.Over.Time != Last {
		zero := decimal.Zero // what adds up over the year begins with nothing
		return &zero, nil
	}
	switch v.definition.Base {
	case BaseZero:
		zero := decimal.Zero
		return &zero, nil
	case BaseLastYear:
		before, err := s.series(ctx, bureau, v, year.Prev(nil), All)
		if err != nil {
			return nil, err
		}
		last, _ := newest(before, year.Start(nil))
		return last.Value, nil
	default:
		for _, f := range figures {
			if f.Value != nil {
				return f.Value, nil
			}
		}
		return nil, nil
	}
}
