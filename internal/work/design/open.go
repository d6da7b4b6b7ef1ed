package design

import (
	"context"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// Open is a draft with everything that is to be seen of it.
type Open struct {
	Draft
	Head    Revision
	Content formdraft.Draft
	// Definition is nil as long as there are problems of writing.
	Definition *form.Definition
	Problems   []Problem
	// Shown is as much of the form as can be shown, with Left parts left out; nil
	// when nothing can.
	Shown *form.Definition
	Left  int
	// Published is the version that the draft began with; its definition is nil for
	// a new form. Newest is the number of the newest version now.
	Published record.Version
	Newest    int
	// CodeLists are the lists of the bureau that fields choose from.
	CodeLists []ListUse
	May       struct{ Write bool }
	Who       string // name of whoever changed it last
}

// Open is a draft as it is now.
func (s *Service) Open(ctx context.Context, by access.Actor, draft string) (Open, error) {
	d, err := s.find(ctx, by, draft, access.Read)
	if err != nil {
		return Open{}, err
	}
	head, err := s.Store.Revision(ctx, d.Bureau, d.ID, d.Rev)
	if err != nil {
		return Open{}, err
	}
	out := Open{Draft: d, Head: head}
	out.Content, _ = formdraft.Read([]byte(head.YAML))
	library, failed := s.Forms.Library(ctx, d.Bureau)
	out.Definition, out.Problems = read([]byte(head.YAML), library)
	out.Problems = append(out.Problems, unready(out.Content)...)
	out.Shown = out.Definition
	if out.Shown == nil {
		out.Shown, out.Left = shown(out.Content, library)
	}
	if err := failed(); err != nil {
		return out, err
	}
	out.May.Write = d.State == Writing && access.Can(by, access.Write, d.thing()) == access.Allowed
	if out.CodeLists, err = s.listUses(ctx, d.Bureau, out.Content); err != nil {
		return out, err
	}
	if err := s.published(ctx, &out); err != nil {
		return out, err
	}
	names, err := s.Units.PeopleNames(ctx, d.Bureau, []string{d.ChangedBy})
	out.Who = names[d.ChangedBy]
	return out, err
}

// published finds the version that a draft began with, and the newest.
func (s *Service) published(ctx context.Context, o *Open) error {
	if o.Base > 0 {
		version, err := s.Forms.Version(ctx, o.Bureau, o.Form, o.Base)
		if err != nil {
			return err
		}
		o.Published = version
	}
	newest, err := s.Forms.Latest(ctx, o.Bureau, o.Form)
	if fault.Is(err, "record.form") {
		return nil
	}
	o.Newest = newest.No
	return err
}

// IsPublished tells whether a field stands in the published version: its code and
// type stay.
func (o Open) IsPublished(key string) bool {
	b := bench{published: o.Published.Definition}
	return b.isPublished(key)
}

// ProblemsAt are the problems at a place, whatever its key.
func (o Open) ProblemsAt(at Place) []Problem {
	return slices.DeleteFunc(slices.Clone(o.Problems), func(p Problem) bool {
		return p.Section != at.Section || p.Field != at.Field || p.Check != at.Check || p.List != at.List || p.Refer != at.Refer
	})
}

// Faults are the problems as people count them: one that stands in several inputs
// of the same part, as a field that a check no longer finds, is one.
func (o Open) Faults() []Problem {
	var out []Problem
	for _, p := range o.Problems {
		known := slices.ContainsFunc(out, func(q Problem) bool {
			return q.Section == p.Section && q.Field == p.Field && q.Check == p.Check && q.List == p.List && q.Refer == p.Refer &&
				q.Code == p.Code && maps.Equal(q.Params, p.Params)
		})
		if !known {
			out = append(out, p)
		}
	}
	return out
}

// AtField is the place of a field.
func AtField(section, field int) Place { return Place{Section: section, Field: field, Check: -1} }

// AtSection is the place of a section's head.
func AtSection(section int) Place { return Place{Section: section, Field: -1, Check: -1} }

// AtCheck is the place of a check.
func AtCheck(check int) Place { return Place{Section: -1, Field: -1, Check: check} }

// AtForm is the place of the form's head.
func AtForm() Place { return nowhere }

// AtList is the place of a list of options.
func AtList(name string) Place { return Place{Section: -1, Field: -1, Check: -1, List: name} }

// AtRefer is the place of a reference to another form.
func AtRefer(name string) Place { return Place{Section: -1, Field: -1, Check: -1, Refer: name} }
