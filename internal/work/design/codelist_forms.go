package design

import (
	"context"
	"slices"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form/formdraft"
)

// ListForm is a form that chooses from a list of the bureau.
type ListForm struct {
	Form, Title string
	// Version is the form's newest version, ListVersion the one of the list that it
	// holds; both 0 when only a draft uses the list.
	Version, ListVersion int
	Draft                string // the id of a draft that uses it; empty for none
	Uses                 []Use  // running campaigns of the form
}

// FormsUsing are the forms whose newest version or draft chooses from a list of the
// bureau, by title.
func (s *Service) FormsUsing(ctx context.Context, by access.Actor, list string) ([]ListForm, error) {
	lines, err := s.List(ctx, by)
	if err != nil {
		return nil, err
	}
	var out []ListForm
	for _, line := range lines {
		f := ListForm{Form: line.Form, Title: line.Title, Uses: line.Uses}
		if line.Version != nil {
			own, err := s.Forms.OwnLists(ctx, by.Bureau, line.Version.YAML)
			if err != nil {
				return nil, err
			}
			f.Version, f.ListVersion = line.Version.No, versionIn(own, list)
		}
		if line.Draft != nil {
			uses, err := s.draftUses(ctx, *line.Draft, list)
			if err != nil {
				return nil, err
			}
			if uses {
				f.Draft = line.Draft.ID
			}
		}
		if f.ListVersion > 0 || f.Draft != "" {
			out = append(out, f)
		}
	}
	return out, nil
}

// versionIn is the version of a list among those that a form holds; 0 for none.
func versionIn(own []formdraft.CodeList, list string) int {
	for _, use := range own {
		if use.List == list {
			no, _ := strconv.Atoi(use.Version)
			return no
		}
	}
	return 0
}

// draftUses tells whether a draft chooses from a list of the bureau.
func (s *Service) draftUses(ctx context.Context, d Draft, list string) (bool, error) {
	head, err := s.Store.Revision(ctx, d.Bureau, d.ID, d.Rev)
	if err != nil {
		return false, err
	}
	content, _ := formdraft.Read([]byte(head.YAML))
	return slices.ContainsFunc(content.CodeLists, func(use formdraft.CodeList) bool {
		return use.List == list && findList(&content, use.Name) == nil
	}), nil
}
