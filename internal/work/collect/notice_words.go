package collect

import (
	"context"
	"slices"

	"nianlun/internal/kit/i18n"
)

// wordsFor are the arguments by which a notice names a return, so that whoever has
// several knows which one is meant: title, period and unit.
func (s *Service) wordsFor(ctx context.Context, o Obligation) ([]any, error) {
	c, err := s.Store.Campaign(ctx, o.Bureau, o.Campaign)
	if err != nil {
		return nil, err
	}
	units, err := s.Units.UnitsByID(ctx, o.Bureau, []string{o.Unit})
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.Label()
	}
	return []any{"title", titleFor(c, o, names), "period", o.Period.Text(), "unit", names[o.Unit]}, nil
}

// titleFor is what a return is called in a notice to who answers for it.
func titleFor(c Campaign, o Obligation, names map[string]string) any {
	if o.Heir == "" {
		return c.Title
	}
	return i18n.Msg("collect.title.for", "title", c.Title, "unit", names[o.Unit])
}

// heirless are the names of the units whose returns others hand in.
func (s *Service) heirless(ctx context.Context, bureau string, all []Obligation) (map[string]string, error) {
	var ids []string
	for _, o := range all {
		if o.Heir != "" && !slices.Contains(ids, o.Unit) {
			ids = append(ids, o.Unit)
		}
	}
	names := map[string]string{}
	if len(ids) == 0 {
		return names, nil
	}
	units, err := s.Units.UnitsByID(ctx, bureau, ids)
	for _, u := range units {
		names[u.ID] = u.Label()
	}
	return names, err
}
