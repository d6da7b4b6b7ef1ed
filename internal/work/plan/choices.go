package plan

import (
	"context"

	"nianlun/internal/base/access"
)

// Choices are who can be given a task today.
type Choices struct {
	Units   []Choice // sections and institutions first, as the bureau sorts them
	Leaders []Choice // the director first
}

// Choice is a unit or a person.
type Choice struct {
	ID   string
	Name string
}

// Choices are the units and leaders that a page offers for tasks.
func (s *Service) Choices(ctx context.Context, by access.Actor) (Choices, error) {
	var c Choices
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Unit, Unit: by.Post.Unit}); err != nil {
		return c, err
	}
	day := s.day()
	units, err := s.Org.Units(ctx, by.Bureau, day)
	if err != nil {
		return c, err
	}
	for _, u := range units {
		c.Units = append(c.Units, Choice{ID: u.ID, Name: u.Label()})
	}
	leaders, err := s.Org.Leaders(ctx, by.Bureau, day)
	if err != nil {
		return c, err
	}
	seen := map[string]bool{}
	for _, h := range leaders {
		if !seen[h.Person.ID] {
			seen[h.Person.ID] = true
			c.Leaders = append(c.Leaders, Choice{ID: h.Person.ID, Name: h.Person.Name})
		}
	}
	return c, nil
}
