package org

import (
	"context"
	"slices"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Units are the units that exist on a day, by sort and code.
func (s *Service) Units(ctx context.Context, bureau string, day period.Date) ([]Unit, error) {
	all, err := s.units(ctx, bureau)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(u Unit) bool { return !u.On(day) }), nil
}

// AllUnits are the units of all times, also those that are closed.
func (s *Service) AllUnits(ctx context.Context, bureau string) ([]Unit, error) {
	return s.units(ctx, bureau)
}

// UnitsByID are units of all times by their ids, in the order of Units; unknown ids
// are left out. Who needs a few of hundreds reads only them.
func (s *Service) UnitsByID(ctx context.Context, bureau string, ids []string) ([]Unit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.units(ctx, bureau, ids...)
}

// Unit is one unit, whether it still exists or not; NotFound when it never did.
func (s *Service) Unit(ctx context.Context, bureau, unit string) (Unit, error) {
	found, err := s.units(ctx, bureau, unit)
	if err != nil {
		return Unit{}, err
	}
	if len(found) == 0 {
		return Unit{}, fault.New(fault.NotFound, "notfound")
	}
	return found[0], nil
}

// UnitsOf are the units of some types that exist on a day.
func (s *Service) UnitsOf(ctx context.Context, bureau string, day period.Date, types ...UnitType) ([]Unit, error) {
	units, err := s.Units(ctx, bureau, day)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(units, func(u Unit) bool { return !slices.Contains(types, u.Type) }), nil
}

// Schools are the schools and kindergartens on a day.
func (s *Service) Schools(ctx context.Context, bureau string, day period.Date) ([]Unit, error) {
	return s.UnitsOf(ctx, bureau, day, SchoolTypes()...)
}

// Sections are the bureau's sections (科室) on a day.
func (s *Service) Sections(ctx context.Context, bureau string, day period.Date) ([]Unit, error) {
	return s.UnitsOf(ctx, bureau, day, Section)
}

// Names are the labels of all units that had come to be by a day, also of those
// that are closed since: old records still name them. With ids, only those of these.
func (s *Service) Names(ctx context.Context, bureau string, day period.Date, ids ...string) (map[string]string, error) {
	all, err := s.units(ctx, bureau, ids...)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(all))
	for _, u := range all {
		if u.From.IsZero() || !day.Before(u.From) {
			names[u.ID] = u.Label()
		}
	}
	return names, nil
}

// Under are the units below another on a day, at any depth, without itself.
func (s *Service) Under(ctx context.Context, bureau, unit string, day period.Date) ([]Unit, error) {
	units, err := s.Units(ctx, bureau, day)
	if err != nil {
		return nil, err
	}
	below := map[string]bool{unit: true}
	for grown := true; grown; {
		grown = false
		for _, u := range units {
			if !below[u.ID] && below[u.ParentOn(day)] {
				below[u.ID], grown = true, true
			}
		}
	}
	return slices.DeleteFunc(units, func(u Unit) bool { return u.ID == unit || !below[u.ID] }), nil
}

// units are units with the names that they bear today.
func (s *Service) units(ctx context.Context, bureau string, ids ...string) ([]Unit, error) {
	units, err := s.Store.Units(ctx, bureau, ids...)
	if err != nil {
		return nil, err
	}
	events, err := s.Store.Events(ctx, bureau)
	if err != nil || len(events) == 0 {
		return units, err
	}
	perUnit := map[string][]Event{}
	for _, e := range events {
		perUnit[e.Unit] = append(perUnit[e.Unit], e)
	}
	today := calendar.Today(s.Now())
	for i, u := range units {
		units[i] = happened(u, perUnit[u.ID], today)
	}
	return units, nil
}
