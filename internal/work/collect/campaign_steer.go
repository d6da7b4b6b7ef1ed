package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// Steering is a running campaign that the actor may change, with what its terms
// may be made of: it may be handed to any section.
func (s *Service) Steering(ctx context.Context, by access.Actor, campaign string) (Campaign, Choices, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return c, Choices{}, err
	}
	if !Steers(by, c) {
		return c, Choices{}, fault.New(fault.Denied, "denied")
	}
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return c, Choices{}, err
	}
	choices := s.choiceOf(units)
	for _, u := range units {
		if u.Type == org.Section && u.On(s.today()) {
			choices.Sections = append(choices.Sections, u)
		}
	}
	return c, choices, nil
}

// UnitNames are the full names of all units, also of those that are closed.
func (s *Service) UnitNames(ctx context.Context, by access.Actor) (map[string]string, error) {
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Name
	}
	return names, nil
}
