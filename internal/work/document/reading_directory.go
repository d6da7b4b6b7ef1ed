package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

// Directory is who a proposal may name: the units of today, the leaders, who is
// in charge of which section, and the indicators that may measure a target.
type Directory struct {
	Units      []org.Unit
	Leaders    []org.Holder
	InCharge   map[string]string // section -> person
	Indicators []IndicatorChoice
}

// Directory reads it for a page. Whoever may not read documents gets nothing.
func (s *Readings) Directory(ctx context.Context, by access.Actor) (Directory, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Directory{}, err
	}
	return s.directory(ctx, by)
}

func (s *Readings) directory(ctx context.Context, by access.Actor) (d Directory, err error) {
	day := s.today()
	units, err := s.Org.Units(ctx, by.Bureau, day)
	if err != nil {
		return d, err
	}
	for _, u := range units {
		if u.Type != org.BureauUnit { // the bureau itself answers for everything, so for nothing
			d.Units = append(d.Units, u)
		}
	}
	if d.Leaders, err = s.Org.Leaders(ctx, by.Bureau, day); err != nil {
		return d, err
	}
	if d.InCharge, err = s.Org.LeadersOf(ctx, by.Bureau, day); err != nil {
		return d, err
	}
	d.Indicators, err = s.Indicators.Choices(ctx, by)
	return d, err
}

// Present is what the indicator of a proposal's target is today; false when the
// target has none, or it has no value yet.
func (s *Readings) Present(ctx context.Context, by access.Actor, p Proposal) (Figure, bool, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Figure{}, false, err
	}
	if p.Target == nil || p.Target.Indicator == "" {
		return Figure{}, false, nil
	}
	return s.Indicators.Present(ctx, by, p.Target.Indicator, s.today())
}

// Unit is a unit by id; false when it is none of today's.
func (d Directory) Unit(unit string) (org.Unit, bool) {
	for _, u := range d.Units {
		if u.ID == unit {
			return u, true
		}
	}
	return org.Unit{}, false
}

// Indicator is an indicator by code.
func (d Directory) Indicator(code string) (IndicatorChoice, bool) {
	for _, c := range d.Indicators {
		if c.Code == code {
			return c, true
		}
	}
	return IndicatorChoice{}, false
}

func (d Directory) leads(person string) bool {
	for _, h := range d.Leaders {
		if h.Person.ID == person {
			return true
		}
	}
	return false
}
