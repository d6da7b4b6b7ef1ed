package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Again is a field that a running campaign already asks for.
type Again struct {
	Field    string // name
	Unit     string // unit of measure
	Campaign string // title of the campaign that asks it
}

// AskedAlready lists the fields of a form that other running campaigns ask of
// units and periods of this kind already: same name, same unit of measure. The
// designer reuses them or says why not ("ask once", 教师减负 8 measures of 2025:
// 精简数据填报).
func (s *Service) AskedAlready(ctx context.Context, c Campaign) ([]Again, error) {
	version, err := s.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	if err != nil {
		return nil, err
	}
	others, err := s.Store.Campaigns(ctx, c.Bureau, c.Year)
	if err != nil {
		return nil, err
	}
	var all []Again
	for _, other := range others {
		if other.ID == c.ID || other.Form == c.Form || !overlaps(c, other) {
			continue
		}
		their, err := s.Records.Version(ctx, other.Bureau, other.Form, other.Version)
		if err != nil {
			return nil, err
		}
		all = append(all, sameFields(version.Definition, their.Definition, other.Title)...)
	}
	return all, nil
}

// checkOnce refuses a campaign for what a running one of the same form asks
// already: a unit states a form once for a period, or its totals would count
// twice. No reason helps here.
func (s *Service) checkOnce(ctx context.Context, c Campaign) error {
	others, err := s.Store.Campaigns(ctx, c.Bureau, c.Year)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID != c.ID && other.Form == c.Form && overlaps(c, other) {
			return fault.New(fault.Invalid, "collect.twice", "campaign", other.Title).With("periods", "fault.collect.twice", "campaign", other.Title)
		}
	}
	return nil
}

// checkAgain refuses a campaign that asks again without a reason.
func (s *Service) checkAgain(ctx context.Context, c Campaign, reason string) error {
	if strings.TrimSpace(reason) != "" {
		return nil
	}
	asked, err := s.AskedAlready(ctx, c)
	if err != nil || len(asked) == 0 {
		return err
	}
	bad := fault.New(fault.Invalid, "collect.again", "n", len(asked))
	for _, a := range asked {
		_ = bad.With("again", "collect.again.field", "field", a.Field, "campaign", a.Campaign)
	}
	return bad
}

// overlaps reports whether two campaigns run at once and ask the same kind of
// units for a common period.
func overlaps(a, b Campaign) bool {
	if a.State != Running || b.State != Running {
		return false
	}
	common := func(p period.Period) bool { return slices.Contains(b.Periods, p) }
	if !slices.ContainsFunc(a.Periods, common) {
		return false
	}
	sameType := func(t org.UnitType) bool { return slices.Contains(b.Units.Types, t) }
	sameUnit := func(u string) bool { return slices.Contains(b.Units.Include, u) }
	return slices.ContainsFunc(a.Units.Types, sameType) || slices.ContainsFunc(a.Units.Include, sameUnit)
}

func sameFields(mine, theirs *form.Definition, title string) []Again {
	type question struct{ name, unit string }
	asked := map[question]bool{}
	for _, f := range theirs.Fields() {
		if f.Type.Holds() == expr.Number {
			asked[question{f.Name, f.Unit}] = true
		}
	}
	var same []Again
	for _, f := range mine.Fields() {
		if asked[question{f.Name, f.Unit}] {
			same = append(same, Again{Field: f.Name, Unit: f.Unit, Campaign: title})
		}
	}
	return same
}
