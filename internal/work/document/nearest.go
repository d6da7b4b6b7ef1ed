package document

import (
	"github.com/shopspring/decimal"
)

const (
	// nearLimit is how many figures of the period are compared with a number.
	nearLimit = 500
	// nearShare: a figure further away than a twentieth is another thing.
	nearShare = 20
)

// nearest is the figure whose value is closest to a number of the same unit, or
// nil when none is near. 万元 and 元 are one unit here.
func nearest(number looseNumber, candidates []Figure) *Figure {
	if number.figure.Value == nil {
		return nil
	}
	value, unit := baseUnit(*number.figure.Value, number.figure.Unit)
	var best *Figure
	var bestGap decimal.Decimal
	for i, c := range candidates {
		if c.Value == nil {
			continue
		}
		have, haveUnit := baseUnit(*c.Value, c.Unit)
		gap := have.Sub(value).Abs()
		if haveUnit != unit || gap.Mul(decimal.NewFromInt(nearShare)).GreaterThan(have.Abs()) {
			continue
		}
		if best == nil || gap.LessThan(bestGap) {
			best, bestGap = &candidates[i], gap
		}
	}
	return best
}

var multiples = map[string]struct {
	unit  string
	times int64
}{"万元": {"元", 10_000}, "亿元": {"元", 100_000_000}, "万人": {"人", 10_000}, "万平方米": {"平方米", 10_000}}

func baseUnit(value decimal.Decimal, unit string) (decimal.Decimal, string) {
	if m, ok := multiples[unit]; ok {
		return value.Mul(decimal.NewFromInt(m.times)), m.unit
	}
	return value, unit
}
