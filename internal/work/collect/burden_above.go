package collect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// Above is a unit that a campaign takes above a cap of a year, or further above.
type Above struct {
	Unit   org.Unit
	Year   int
	Excess []Excess
}

// AboveCaps is the cause of the fault collect.above: the units, the one furthest
// above first.
type AboveCaps struct{ Units []Above }

func (a *AboveCaps) Error() string { return fmt.Sprintf("%d units above a cap", len(a.Units)) }

// AboveOf finds the units in an error of opening a campaign.
func AboveOf(err error) []Above {
	var above *AboveCaps
	if errors.As(err, &above) {
		return above.Units
	}
	return nil
}

// checkAbove lists the units that the returns of a campaign would take above a
// cap. It is the fault collect.above until somebody accepts that.
func (s *Service) checkAbove(ctx context.Context, c Campaign, def *form.Definition, owed []Obligation, accepted bool) ([]Above, error) {
	if s.Burdens == nil || s.Caps == nil {
		return nil, nil
	}
	var all []Above
	for year, more := range moreByYear(owed) {
		above, err := s.aboveIn(ctx, c, def, year, more)
		if err != nil {
			return nil, err
		}
		all = append(all, above...)
	}
	slices.SortStableFunc(all, func(a, b Above) int { return worst(b.Excess) - worst(a.Excess) })
	if len(all) == 0 || accepted {
		return all, nil
	}
	bad := fault.Wrap(&AboveCaps{all}, fault.Invalid, "collect.above", "n", len(all))
	return nil, bad.With("above", "collect.need.above", "n", len(all))
}

// moreByYear counts the new returns of each unit by the year in which they are due.
func moreByYear(owed []Obligation) map[int]map[string]int {
	years := map[int]map[string]int{}
	for _, o := range owed {
		if years[o.Due.Year] == nil {
			years[o.Due.Year] = map[string]int{}
		}
		years[o.Due.Year][o.Unit]++
	}
	return years
}

// aboveIn adds the new returns of a year to what the units have. A new return is
// taken to cost the cells that its form asks, and the minutes that the form took
// in the middle this year, if anybody was timed.
func (s *Service) aboveIn(ctx context.Context, c Campaign, def *form.Definition, year int, more map[string]int) ([]Above, error) {
	b, err := s.burden(ctx, c.Bureau, year, "")
	if err != nil {
		return nil, err
	}
	has := make(map[string]Load, len(b.Units))
	for _, u := range b.Units {
		has[u.Unit.ID] = u.Year
	}
	cells, took := form.Asks(def), time.Duration(0)
	for _, f := range b.Forms {
		if f.Code == c.Form {
			took = f.Median
		}
	}
	units, err := s.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	var all []Above
	for _, u := range units {
		n := more[u.ID]
		if n == 0 {
			continue
		}
		load := has[u.ID]
		load.join(Load{Returns: n, Cells: n * cells, Active: time.Duration(n) * took})
		if excess := exceeds(b.Caps, load); len(excess) > 0 {
			all = append(all, Above{Unit: u, Year: year, Excess: excess})
		}
	}
	return all, nil
}

// worst is how far above its cap, in percent of it, the furthest measure is.
func worst(all []Excess) int {
	most := 0
	for _, e := range all {
		most = max(most, e.Over*100/e.Cap.Most)
	}
	return most
}

// aboveData is what the log keeps of units above caps: how many, by measure.
func aboveData(all []Above) map[Measure]int {
	counts := map[Measure]int{}
	for _, a := range all {
		for _, e := range a.Excess {
			counts[e.Cap.Measure]++
		}
	}
	return counts
}
