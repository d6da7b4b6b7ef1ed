package design

import (
	"reflect"
	"slices"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// AdoptList puts a list of the bureau in the place of a list of options of the
// form. The fields that choose from it keep doing so.
type AdoptList struct {
	List string // as the form names it
	Code string // of the bureau's list
}

// Name implements Act.
func (AdoptList) Name() string { return "list.adopt" }

// Target implements Act.
func (a AdoptList) Target() string { return listTarget(a.List) }

func (a AdoptList) untouched(before, now *formdraft.Draft) bool {
	return reflect.DeepEqual(findList(before, a.List), findList(now, a.List))
}

func (a AdoptList) apply(b *bench) error {
	if findList(b.content, a.List) == nil {
		return gone()
	}
	if _, found := b.bureauList(a.Code); !found {
		return fault.New(fault.Invalid, "design.wrong").With("to", "design.need.codelist", "code", a.Code)
	}
	b.content.Lists = slices.DeleteFunc(b.content.Lists, func(l formdraft.List) bool { return l.Name == a.List })
	b.content.CodeLists = slices.DeleteFunc(b.content.CodeLists, func(l formdraft.CodeList) bool { return l.Name == a.List })
	b.content.CodeLists = append(b.content.CodeLists, formdraft.CodeList{Name: a.List, List: a.Code})
	b.look = listTarget(a.List)
	return nil
}

// AdoptField lets a field choose from a list of the bureau instead of its own options.
type AdoptField struct {
	Key  string
	Code string // of the bureau's list
}

// Name implements Act.
func (AdoptField) Name() string { return "field.adopt" }

// Target implements Act.
func (a AdoptField) Target() string { return fieldTarget(a.Key) }

func (a AdoptField) untouched(before, now *formdraft.Draft) bool {
	return sameField(a.Key, before, now)
}

func (a AdoptField) apply(b *bench) error {
	at, found := b.content.Find(a.Key)
	if !found {
		return gone()
	}
	return EditField{Key: a.Key, Field: *b.content.Field(at), CodeList: a.Code}.apply(b)
}

// bureauList is the newest version of a list of the bureau.
func (b *bench) bureauList(code string) (codelist.Version, bool) {
	if b.lists == nil {
		return codelist.Version{}, false
	}
	return b.lists(code)
}

// useList makes a list of the bureau one of the form's and gives the name that it
// has here: the one that it has already, or its own.
func (b *bench) useList(code string) (string, bool) {
	v, found := b.bureauList(code)
	if !found {
		return "", false
	}
	for _, use := range b.content.CodeLists {
		if use.List == code && findList(b.content, use.Name) == nil {
			return use.Name, true
		}
	}
	name := v.Name
	for n := 2; findList(b.content, name) != nil || findCodeList(b.content, name) != nil; n++ {
		name = v.Name + itoa(n)
	}
	b.content.CodeLists = append(b.content.CodeLists, formdraft.CodeList{Name: name, List: code})
	return name, true
}

// underOf is the field above under whose choice the options of a list of the bureau
// are offered: the last choice before it from the list that is its parent.
func (b *bench) underOf(at formdraft.At, code string) string {
	v, found := b.bureauList(code)
	if !found || v.Parent == "" {
		return ""
	}
	under := ""
	for i := range b.content.Sections {
		s := &b.content.Sections[i]
		for j := range s.Fields {
			f := &s.Fields[j]
			use := findCodeList(b.content, f.Of)
			if (formdraft.At{Section: i, Field: j}) == at {
				return under
			}
			if f.Type == "choice" && use != nil && use.List == v.Parent && (s.Rows == nil || i == at.Section) {
				under = f.Name
			}
		}
	}
	return under
}

// dropUnused takes a list of the bureau out of a form of which no field chooses from
// it any more: it is not the form's to keep.
func (b *bench) dropUnused(name string) {
	for _, s := range b.content.Sections {
		for _, f := range s.Fields {
			if f.Of == name {
				return
			}
		}
	}
	if findList(b.content, name) == nil {
		b.content.CodeLists = slices.DeleteFunc(b.content.CodeLists, func(l formdraft.CodeList) bool { return l.Name == name })
	}
}

func findCodeList(content *formdraft.Draft, name string) *formdraft.CodeList {
	for i := range content.CodeLists {
		if content.CodeLists[i].Name == name && name != "" {
			return &content.CodeLists[i]
		}
	}
	return nil
}
