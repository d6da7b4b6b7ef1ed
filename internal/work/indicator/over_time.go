package indicator

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// quotientPlaces is how many decimals a quotient carries before the figure is
// rounded; the expression engine carries as many.
const quotientPlaces = 28

// stretch lists the periods of the definition's kind that a figure is put
// together from: the period itself, or those within a longer one.
func (d Definition) stretch(p period.Period) ([]period.Period, bool) {
	if p.Kind() == d.Period {
		return []period.Period{p}, true
	}
	within, err := p.In(d.Period, nil)
	if err != nil || len(within) == 0 {
		return nil, false
	}
	// A month is no part of a week, and January none of a school year that
	// begins in September of the same month's year: the parts must fill the whole.
	whole := within[0].Start(nil) == p.Start(nil) && within[len(within)-1].End(nil) == p.End(nil)
	return within, whole
}

// cut drops the periods after the last one in which anybody has reported: what
// has not begun is no gap.
func (s *sheet) cut(periods []period.Period) []period.Period {
	last := s.latest(periods)
	for i, p := range periods {
		if p == last {
			return periods[:i+1]
		}
	}
	return nil
}

// overTime puts a unit's values of several periods together, each operand by
// itself. owed is false when the unit owed nothing in any of them. periods must
// be cut and not empty; the gaps do not say of whom they are.
func (s *sheet) overTime(d Definition, unit int, periods []int) (r reading, gaps []Gap, owed bool) {
	last := periods[len(periods)-1]
	if d.Over.Time == Last || len(periods) == 1 {
		one, owes := s.read(d, unit, last)
		if owes {
			gaps = s.gap(gaps, one, last)
		}
		return one, gaps, owes
	}
	var parts []reading
	for _, p := range periods {
		one, owes := s.read(d, unit, p)
		if !owes {
			continue
		}
		owed = true
		gaps = s.gap(gaps, one, p)
		if one.inputs != nil {
			parts = append(parts, one)
		}
	}
	switch len(parts) {
	case 0:
		return reading{absent: true}, gaps, owed
	case 1:
		return parts[0], gaps, owed
	default:
		return joined(d.Over.Time, parts), gaps, owed
	}
}

// gap adds what a reading lacks.
func (s *sheet) gap(gaps []Gap, r reading, p int) []Gap {
	switch {
	case r.absent:
		return append(gaps, Gap{Reason: Absent, Period: s.periods[p]})
	case !r.carried.IsZero():
		return append(gaps, Gap{Reason: Carried, Period: r.carried})
	default:
		return gaps
	}
}

func joined(how Aggregate, parts []reading) reading {
	out := reading{inputs: make([]decimal.Decimal, len(parts[0].inputs)), from: make([]int, 0, len(parts))}
	column := make([]decimal.Decimal, len(parts))
	for i := range out.inputs {
		for j, part := range parts {
			column[j] = part.inputs[i]
		}
		out.inputs[i] = fold(how, column)
	}
	for _, part := range parts {
		out.from = append(out.from, part.from...)
	}
	return out
}

// fold makes one number of several; there must be at least one.
func fold(how Aggregate, values []decimal.Decimal) decimal.Decimal {
	switch how {
	case Min:
		return decimal.Min(values[0], values[1:]...)
	case Max:
		return decimal.Max(values[0], values[1:]...)
	case Mean:
		return decimal.Sum(values[0], values[1:]...).DivRound(decimal.NewFromInt(int64(len(values))), quotientPlaces)
	default:
		return decimal.Sum(values[0], values[1:]...)
	}
}
