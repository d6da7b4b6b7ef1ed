package design

import (
	"context"
	"sort"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
)

// Line is one form of the list: what is published, what is being written, and
// which running campaigns ask it.
type Line struct {
	Form, Title string
	Owner       string          // name of the unit
	Version     *record.Version // the newest; nil when nothing is published
	By          string          // name of whoever published it
	Draft       *Draft          // being written
	DraftBy     string          // name of whoever changed it last
	Uses        []Use
	May         struct{ Write bool }
}

// List are all forms of a bureau by title, those that are being written first.
func (s *Service) List(ctx context.Context, by access.Actor) ([]Line, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Form}); err != nil {
		return nil, err
	}
	versions, err := s.Forms.Forms(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	drafts, err := s.Store.Drafts(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	uses, err := s.uses(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	lines, err := s.lines(ctx, by, versions, drafts, uses)
	if err != nil {
		return nil, err
	}
	sort.SliceStable(lines, func(i, j int) bool {
		a, b := lines[i], lines[j]
		if (a.Draft != nil) != (b.Draft != nil) {
			return a.Draft != nil
		}
		if a.Draft != nil {
			return a.Draft.Changed.After(b.Draft.Changed)
		}
		return a.Title < b.Title
	})
	return lines, nil
}

func (s *Service) lines(ctx context.Context, by access.Actor, versions []record.Version, drafts []Draft, uses map[string][]Use) ([]Line, error) {
	names, err := s.names(ctx, by.Bureau, versions, drafts)
	if err != nil {
		return nil, err
	}
	var lines []Line
	listed := map[string]bool{}
	for _, v := range versions {
		owner, err := s.ownerOf(ctx, by.Bureau, v, drafts)
		if err != nil {
			return nil, err
		}
		line := Line{Form: v.Form, Title: v.Definition.Title, Owner: names.unit[owner], Version: &v, By: names.person[v.By], Uses: uses[v.Form]}
		line.May.Write = access.Can(by, access.Write, Draft{Bureau: by.Bureau, Owner: owner}.thing()) == access.Allowed
		if d, found := openDraft(drafts, v.Form); found {
			line.Draft, line.DraftBy = &d, names.person[d.ChangedBy]
		}
		lines, listed[v.Form] = append(lines, line), true
	}
	for _, d := range drafts {
		if d.State != Writing || listed[d.Form] {
			continue
		}
		line := Line{Form: d.Form, Title: d.Title, Owner: names.unit[d.Owner], Draft: &d, DraftBy: names.person[d.ChangedBy]}
		line.May.Write = access.Can(by, access.Write, d.thing()) == access.Allowed
		lines = append(lines, line)
	}
	return lines, nil
}

// called are the names of people and units.
type called struct{ person, unit map[string]string }

func (s *Service) names(ctx context.Context, bureau string, versions []record.Version, drafts []Draft) (called, error) {
	var ids []string
	for _, v := range versions {
		ids = append(ids, v.By)
	}
	for _, d := range drafts {
		ids = append(ids, d.ChangedBy)
	}
	people, err := s.Units.PeopleNames(ctx, bureau, ids)
	if err != nil {
		return called{}, err
	}
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return called{}, err
	}
	out := called{person: people, unit: map[string]string{}}
	for _, u := range units {
		out.unit[u.ID] = u.Label()
	}
	return out, nil
}
