package design

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// CodeLists are the lists that the bureau keeps for all its forms; base/codelist
// fulfils it.
type CodeLists interface {
	// Numbered is the NotFound fault "notfound" when there is no such version.
	Numbered(ctx context.Context, bureau, code string, no int) (codelist.Version, error)
	// Offered are the newest versions of the lists that further fields may take.
	Offered(ctx context.Context, bureau string) ([]codelist.Version, error)
	// Newest is the newest version of a list, also of one that is closed.
	Newest(ctx context.Context, bureau, code string) (codelist.Version, error)
}

// ListUse is a list of codes that a draft chooses from. The draft has the newest
// version of it, and takes that when it is published.
type ListUse struct {
	Name, List string // as the form names it, and its code
	// Held tells that the list came with the form from elsewhere: its options stand in
	// the form and follow nothing.
	Held bool
	// Newest is the version that the draft has now; its number is 0 when the bureau
	// has no such list.
	Newest codelist.Version
	// Before is the version that the form was published with last; 0 for none. Changes
	// are what is different since.
	Before  int
	Changes []codelist.Change
}

// Newer tells whether publishing takes a newer version than the form has.
func (u ListUse) Newer() bool { return u.Before > 0 && u.Before < u.Newest.No }

// listUses are the lists of codes that a draft chooses from.
func (s *Service) listUses(ctx context.Context, bureau string, content formdraft.Draft) ([]ListUse, error) {
	var uses []ListUse
	for _, use := range content.CodeLists {
		out := ListUse{Name: use.Name, List: use.List, Held: findList(&content, use.Name) != nil}
		out.Before, _ = strconv.Atoi(use.Version)
		if out.Held || s.CodeLists == nil {
			uses = append(uses, out)
			continue
		}
		if err := s.compare(ctx, bureau, &out); err != nil {
			return nil, err
		}
		uses = append(uses, out)
	}
	return uses, nil
}

// compare finds the newest version of a list, and what is new in it.
func (s *Service) compare(ctx context.Context, bureau string, u *ListUse) error {
	newest, err := s.CodeLists.Newest(ctx, bureau, u.List)
	if fault.Is(err, "notfound") {
		return nil
	}
	if err != nil {
		return err
	}
	u.Newest = newest
	if !u.Newer() {
		return nil
	}
	before, err := s.CodeLists.Numbered(ctx, bureau, u.List, u.Before)
	if fault.Is(err, "notfound") {
		return nil
	}
	u.Changes = codelist.Changes(before.Sheet, newest.Sheet)
	return err
}

// OfferedLists are the bureau's lists that a field may choose from, by code.
func (s *Service) OfferedLists(ctx context.Context, by access.Actor) ([]codelist.Version, error) {
	if s.CodeLists == nil {
		return nil, nil
	}
	return s.CodeLists.Offered(ctx, by.Bureau)
}

// ListsSeen says which versions of lists a draft has, so that publishing can tell
// when one has changed since it was looked at.
func (o Open) ListsSeen() string {
	var seen []string
	for _, u := range o.CodeLists {
		if !u.Held {
			seen = append(seen, u.List+":"+itoa(u.Newest.No))
		}
	}
	slices.Sort(seen)
	return strings.Join(slices.Compact(seen), " ")
}

// OptionsOf are the options of a list of a draft, of its own or the bureau's.
func (o Open) OptionsOf(name string) []formdraft.Option {
	if list := findList(&o.Content, name); list != nil {
		return list.Options
	}
	for _, u := range o.CodeLists {
		if u.Name == name {
			return optionsOf(u.Newest)
		}
	}
	return nil
}

func optionsOf(v codelist.Version) []formdraft.Option {
	options := make([]formdraft.Option, len(v.Items))
	for i, item := range v.Items {
		options[i] = formdraft.Option{Code: item.Code, Name: item.Name, Under: item.Under, Retired: item.Retired.String()}
	}
	return options
}

// Likeness finds the bureau's list that says the same as some options: the same
// codes with the same names among what is in use.
func Likeness(options []formdraft.Option, offered []codelist.Version) (codelist.Version, bool) {
	own := map[string]string{}
	for _, o := range options {
		if o.Retired == "" {
			own[o.Code] = o.Name
		}
	}
	for _, v := range offered {
		if len(own) > 1 && v.InUse() == len(own) && !slices.ContainsFunc(v.Items, func(i codelist.Item) bool {
			return i.Retired.IsZero() && own[i.Code] != i.Name
		}) {
			return v, true
		}
	}
	return codelist.Version{}, false
}

// ListsIn are the lists of options of a form, and the options that fields have of
// their own.
func ListsIn(content formdraft.Draft) []formdraft.List {
	lists := slices.Clone(content.Lists)
	for _, s := range content.Sections {
		for _, f := range s.Fields {
			if len(f.Options) > 0 {
				lists = append(lists, formdraft.List{Name: f.Name, Options: f.Options})
			}
		}
	}
	return lists
}
