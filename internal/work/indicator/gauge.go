package indicator

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Reading is where an indicator stands in its year, for whoever measures a
// target by it.
type Reading struct {
	Meaning string // what the indicator counts
	Value   *decimal.Decimal
	Base    *decimal.Decimal // from where progress is measured; nil when there is no such value yet
	Unit    string
	Period  period.Period // the last period that is in the value
	State   State
	Ref     string
}

// Gauge reads an indicator for the whole bureau on a day: its last value of the
// year, or the year's sum so far. found is false when there is no such indicator
// or no value yet.
func (s *Service) Gauge(ctx context.Context, by access.Actor, code string, day period.Date) (r Reading, found bool, err error) {
	readings, err := s.Gauges(ctx, by, []string{code}, day)
	r, found = readings[code]
	return r, found, err
}

// Gauges reads several indicators as Gauge does, with one reading of the facts; of
// those without a value it says nothing.
func (s *Service) Gauges(ctx context.Context, by access.Actor, codes []string, day period.Date) (map[string]Reading, error) {
	if err := mayRead(by, All); err != nil {
		return nil, err
	}
	stored, err := s.Store.All(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	all, err := readAll(slices.DeleteFunc(stored, func(v Version) bool { return !slices.Contains(codes, v.Code) }))
	if err != nil {
		return nil, err
	}
	once := s.once(by.Bureau, definitionsOf(all)...)
	readings := map[string]Reading{}
	for _, versions := range byCode(all) {
		r, found, err := once.gauge(ctx, versions, day)
		if err != nil {
			return nil, err
		}
		if found {
			readings[versions[0].Code] = r
		}
	}
	return readings, nil
}

func (o *once) gauge(ctx context.Context, versions []Version, day period.Date) (r Reading, found bool, err error) {
	year, err := YearOf(versions[len(versions)-1].definition, day)
	if err != nil {
		return Reading{}, false, err
	}
	v := inForce(versions, year)
	periods, _ := v.definition.stretch(year)
	sheet, err := o.sheet(ctx, v.definition, All, periods)
	if err != nil {
		return Reading{}, false, err
	}
	now, ok := newest(v.definition, sheet, periods, day)
	if !ok {
		return Reading{}, false, nil
	}
	if v.definition.Over.Time != Last {
		if now = point(v.definition, year, sheet); now.Value == nil {
			return Reading{}, false, nil
		}
	}
	r = Reading{
		Meaning: versions[len(versions)-1].definition.Meaning, Value: now.Value, Unit: v.definition.Unit, Period: now.through, State: now.State,
		Ref: Ref{Code: v.Code, Version: v.No, Period: now.Period, Scope: All}.String(),
	}
	r.Base, err = o.base(ctx, v, year, periods, sheet)
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

// newest is the last period with a value that had begun on the day.
func newest(d Definition, s *sheet, periods []period.Period, day period.Date) (Point, bool) {
	for _, p := range slices.Backward(periods) {
		if p.Start(nil).After(day) {
			continue
		}
		if one := point(d, p, s); one.Value != nil {
			return one, true
		}
	}
	return Point{}, false
}

// base is the value from which progress is measured.
func (o *once) base(ctx context.Context, v Version, year period.Period, periods []period.Period, s *sheet) (*decimal.Decimal, error) {
	if v.definition.Over.Time != Last {
		zero := decimal.Zero // what adds up over the year begins with nothing
		return &zero, nil
	}
	switch v.definition.Base {
	case BaseZero:
		zero := decimal.Zero
		return &zero, nil
	case BaseLastYear:
		last, _ := v.definition.stretch(year.Prev(nil))
		before, err := o.sheet(ctx, v.definition, All, last)
		if err != nil {
			return nil, err
		}
		one, _ := newest(v.definition, before, last, year.Start(nil))
		return one.Value, nil
	default:
		for _, p := range periods {
			if one := point(v.definition, p, s); one.Value != nil {
				return one.Value, nil
			}
		}
		return nil, nil
	}
}
