package org

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// LeaderOf is the leader in charge (分管领导) of a section on a day; the NotFound
// fault "org.leader.none" when nobody is.
func (s *Service) LeaderOf(ctx context.Context, bureau, section string, day period.Date) (Person, error) {
	leaders, err := s.LeadersOf(ctx, bureau, day)
	if err != nil {
		return Person{}, err
	}
	person, ok := leaders[section]
	if !ok {
		return Person{}, fault.New(fault.NotFound, "org.leader.none")
	}
	return s.Person(ctx, bureau, person)
}

// LeadersOf maps each section to the person in charge on a day.
func (s *Service) LeadersOf(ctx context.Context, bureau string, day period.Date) (map[string]string, error) {
	all, err := s.Store.Leadings(ctx, bureau)
	if err != nil {
		return nil, err
	}
	leaders := map[string]string{}
	for _, l := range all {
		if l.On(day) {
			leaders[l.Section] = l.Person
		}
	}
	return leaders, nil
}

// SetLeader puts a leader in charge of a section from a day on; who was before
// counts to the day before.
func (s *Service) SetLeader(ctx context.Context, by access.Actor, section, person string, from period.Date) error {
	if err := canWrite(by, access.Unit); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Hold(ctx, by.Bureau, "leaders "+section); err != nil {
			return err
		}
		if err := s.checkHeld(ctx, by.Bureau, []Post{{Unit: section, Person: person}}); err != nil {
			return err
		}
		old, err := s.history(ctx, by.Bureau, section)
		if err != nil {
			return err
		}
		history := succeeded(old, Leading{Section: section, Person: person, From: from})
		if err := s.Store.SetLeadings(ctx, by.Bureau, section, history); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "unit.leader", Kind: access.Unit, Thing: section, Unit: section,
			Data: change[[]Leading]{old, history}})
	})
}

func (s *Service) history(ctx context.Context, bureau, section string) ([]Leading, error) {
	all, err := s.Store.Leadings(ctx, bureau)
	if err != nil {
		return nil, err
	}
	var history []Leading
	for _, l := range all {
		if l.Section == section {
			history = append(history, l)
		}
	}
	return history, nil
}

// succeeded is a section's history with a new leader from a day on.
func succeeded(history []Leading, next Leading) []Leading {
	var kept []Leading
	for _, l := range history {
		if next.From.IsZero() || !l.From.IsZero() && !l.From.Before(next.From) {
			continue // it would only have begun later
		}
		if l.Until.IsZero() || !l.Until.Before(next.From) {
			l.Until = next.From.AddDays(-1)
		}
		kept = append(kept, l)
	}
	return append(kept, next)
}
