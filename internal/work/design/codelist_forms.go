package design

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form/formdraft"
)

// ListForm is a form that chooses from a list of the bureau.
type ListForm struct {
	Form, Title string
	// Version is the form's newest version, 0 when nothing is published; ListVersion the
	// one of the list that it holds, 0 when only a draft uses the list.
	Version, ListVersion int
	Draft                string // the id of a draft that uses it; empty for none
	Uses                 []Use  // running campaigns of the form
}

// FormsUsing are the forms whose newest version or draft chooses from a list of the
// bureau, by title.
func (s *Service) FormsUsing(ctx context.Context, by access.Actor, list string) ([]ListForm, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Form}); err != nil {
		return nil, err
	}
	versions, err := s.Forms.Forms(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	own, err := s.Forms.OwnList(ctx, by.Bureau, list, versions)
	if err != nil {
		return nil, err
	}
	drafts, err := s.draftsUsing(ctx, by.Bureau, list)
	if err != nil {
		return nil, err
	}
	uses, err := s.uses(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var out []ListForm
	for _, v := range versions {
		d, writing := drafts[v.Form]
		delete(drafts, v.Form)
		if own[v.Form] > 0 || writing {
			out = append(out, ListForm{Form: v.Form, Title: v.Definition.Title, Version: v.No, ListVersion: own[v.Form], Draft: d.ID, Uses: uses[v.Form]})
		}
	}
	for _, d := range drafts {
		out = append(out, ListForm{Form: d.Form, Title: d.Title, Draft: d.ID, Uses: uses[d.Form]})
	}
	slices.SortFunc(out, func(a, b ListForm) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Form, b.Form))
	})
	return out, nil
}

// draftsUsing are the drafts that choose from a list of the bureau, by form.
func (s *Service) draftsUsing(ctx context.Context, bureau, list string) (map[string]Draft, error) {
	drafts, err := s.Store.Drafts(ctx, bureau)
	if err != nil {
		return nil, err
	}
	heads, err := s.Store.Heads(ctx, bureau)
	if err != nil {
		return nil, err
	}
	using := map[string]Draft{}
	for _, d := range drafts {
		if text, writing := heads[d.ID]; writing && choosesFrom(text, list) {
			using[d.Form] = d
		}
	}
	return using, nil
}

// choosesFrom tells whether a draft chooses from a list of the bureau.
func choosesFrom(text, list string) bool {
	content, _ := formdraft.Read([]byte(text))
	return slices.ContainsFunc(content.CodeLists, func(use formdraft.CodeList) bool {
		return use.List == list && findList(&content, use.Name) == nil
	})
}
