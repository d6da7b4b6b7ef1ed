package indicator

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

// List gives the newest version of each indicator, by code.
func (s *Service) List(ctx context.Context, by access.Actor) ([]Version, error) {
	if _, err := s.Reach(by); err != nil {
		return nil, err
	}
	stored, err := s.Store.All(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var newest []Version
	for i, v := range stored {
		if i+1 == len(stored) || stored[i+1].Code != v.Code {
			newest = append(newest, v)
		}
	}
	return readAll(newest)
}

// Search gives the indicators whose name, meaning or code holds the text; all of
// them for an empty text.
func (s *Service) Search(ctx context.Context, by access.Actor, text string) ([]Version, error) {
	all, err := s.List(ctx, by)
	if err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	var found []Version
	for _, v := range all {
		d := v.definition
		if strings.Contains(strings.ToLower(d.Name+"\n"+d.Meaning+"\n"+d.Code), text) {
			found = append(found, v)
		}
	}
	return found, nil
}

// Versions are all versions of one indicator, the newest first.
func (s *Service) Versions(ctx context.Context, by access.Actor, code string) ([]Version, error) {
	if _, err := s.Reach(by); err != nil {
		return nil, err
	}
	all, err := s.versions(ctx, by.Bureau, code)
	if err != nil {
		return nil, err
	}
	for i, j := 0, len(all)-1; i < j; i, j = i+1, j-1 {
		all[i], all[j] = all[j], all[i]
	}
	return all, nil
}

// Types are the types of schools that stand today, in the order in which types
// are offered: the scopes that a board can be cut into.
func (s *Service) Types(ctx context.Context, by access.Actor) ([]org.UnitType, error) {
	if err := mayRead(by, All); err != nil {
		return nil, err
	}
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	there, day := map[org.UnitType]bool{}, s.today()
	for _, u := range units {
		if u.On(day) {
			there[u.Type] = true
		}
	}
	return slices.DeleteFunc(org.SchoolTypes(), func(t org.UnitType) bool { return !there[t] }), nil
}
