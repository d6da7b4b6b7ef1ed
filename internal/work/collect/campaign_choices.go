package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/kit/fault"
)

// Choices are what a new campaign may be made of.
type Choices struct {
	Forms    []record.Version // newest published versions of periodic forms
	Sections []org.Unit       // for which the actor may open one
	Types    []org.UnitType   // that the bureau has units of
	Zones    []string
	Counts   map[org.UnitType]int
}

// Choices lists what the actor may choose from; the Denied fault when the actor
// may open no campaign at all.
func (s *Service) Choices(ctx context.Context, by access.Actor) (Choices, error) {
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return Choices{}, err
	}
	out := Choices{Counts: map[org.UnitType]int{}}
	for _, u := range units {
		if !u.On(s.today()) {
			continue
		}
		if u.Type == org.Section && access.Can(by, access.Write, Campaign{Bureau: by.Bureau, Owner: u.ID}.thing()) == access.Allowed {
			out.Sections = append(out.Sections, u)
		}
		if u.Type.School() || u.Type == org.Institution {
			out.Counts[u.Type]++
			if u.Zone != "" && !slices.Contains(out.Zones, u.Zone) {
				out.Zones = append(out.Zones, u.Zone)
			}
		}
	}
	if len(out.Sections) == 0 {
		return Choices{}, fault.New(fault.Denied, "denied")
	}
	for _, t := range org.UnitTypes() {
		if out.Counts[t] > 0 {
			out.Types = append(out.Types, t)
		}
	}
	slices.Sort(out.Zones)
	forms, err := s.Records.Forms(ctx, by.Bureau)
	if err != nil {
		return Choices{}, err
	}
	for _, f := range forms {
		if f.Definition.Period != "" {
			out.Forms = append(out.Forms, f)
		}
	}
	return out, nil
}
