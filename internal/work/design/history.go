package design

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form/formdraft"
)

// Edition is a published version of a form, with what was said when it was
// published and what it did differently from the one before.
type Edition struct {
	record.Version
	Who         string // name of whoever published it
	Reason      string // empty for what was not published from a draft
	Reasons     map[string]string
	Differences []Difference
	Uses        []Use // running campaigns that are on it
}

// History are the versions of a form, the newest first.
func (s *Service) History(ctx context.Context, by access.Actor, form string) ([]Edition, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Form}); err != nil {
		return nil, err
	}
	newest, err := s.Forms.Latest(ctx, by.Bureau, form)
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
	var all []Edition
	after := newest
	for no := newest.No; no >= 1; no-- {
		edition := editionOf(after, drafts, uses[form])
		if no > 1 {
			before, err := s.Forms.Version(ctx, by.Bureau, form, no-1)
			if err != nil {
				return nil, err
			}
			edition.Differences = between(before, after)
			after = before
		}
		all = append(all, edition)
	}
	return all, s.publishers(ctx, by.Bureau, all)
}

func editionOf(version record.Version, drafts []Draft, uses []Use) Edition {
	out := Edition{Version: version}
	for _, d := range drafts {
		if d.Form == version.Form && d.State == Published && d.Version == version.No {
			out.Reason, out.Reasons = d.Reason, d.Reasons
		}
	}
	for _, u := range uses {
		if u.Version == version.No {
			out.Uses = append(out.Uses, u)
		}
	}
	return out
}

// between are the differences of two published versions.
func between(before, after record.Version) []Difference {
	o := Open{Published: before, Definition: after.Definition}
	o.Content, _ = formdraft.Read([]byte(after.YAML))
	return o.Differences()
}

// publishers names who published each version.
func (s *Service) publishers(ctx context.Context, bureau string, all []Edition) error {
	ids := make([]string, len(all))
	for i, e := range all {
		ids[i] = e.By
	}
	names, err := s.Units.PeopleNames(ctx, bureau, ids)
	for i := range all {
		all[i].Who = names[all[i].By]
	}
	return err
}
