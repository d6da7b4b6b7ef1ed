package design

import (
	"reflect"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/fieldcode"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// Act is one change of a draft: EditField, MoveSection and the like.
type Act interface {
	// Name is the word of the act: "field.edit".
	Name() string
	// Target names what it is done to. Savings of one target by one person, one
	// soon after another, are undone together.
	Target() string
	// untouched reports whether what the act is about reads the same in both: then
	// it may be done although somebody else changed something else.
	untouched(before, now *formdraft.Draft) bool
	apply(b *bench) error
}

// bench is where an act works: the content, and what was published before.
type bench struct {
	content *formdraft.Draft
	// published is the version that the draft began with; nil for a new form.
	published *form.Definition
	// lists finds the newest version of a list of the bureau; nil knows none.
	lists  func(code string) (codelist.Version, bool)
	look   string // the target that is to be looked at afterwards
	turned bool   // a field has another type or source of options than before
}

// isPublished reports whether a field stands in the published version: returns
// are kept under its code, so that code and type stay.
func (b *bench) isPublished(key string) bool {
	if b.published == nil {
		return false
	}
	_, found := b.published.Field(key)
	return found
}

// codeFor makes the code of something new from its name: zaixiaoshengshu,
// zaixiaoshengshu2, … A name without a word that can be written in letters takes
// the prefix and a number.
func (b *bench) codeFor(name, prefix string) string {
	code := fieldcode.Of(name)
	if code == "" {
		return numbered(prefix, b.takenCodes())
	}
	return numberedFrom(code, b.takenCodes())
}

// takenCodes are the codes of the draft and of the published version: one that was
// published is never given to another field.
func (b *bench) takenCodes() map[string]bool {
	taken := map[string]bool{}
	for i := range b.content.Sections {
		s := &b.content.Sections[i]
		if s.Rows != nil {
			taken[s.Rows.Code] = true
		}
		for j := range s.Fields {
			taken[s.Fields[j].Code] = true
		}
	}
	if b.published != nil {
		for i := range b.published.Sections {
			if rows := b.published.Sections[i].Rows; rows != nil {
				taken[rows.Code] = true
			}
		}
		for _, f := range b.published.Fields() {
			taken[f.Code] = true
		}
	}
	return taken
}

// numberedFrom is the code itself, or with the first number from 2 that makes it
// new.
func numberedFrom(code string, taken map[string]bool) string {
	free := code
	for n := 2; taken[free]; n++ {
		free = code + itoa(n)
	}
	return free
}

// numbered is the first of prefix1, prefix2, … that is not taken.
func numbered(prefix string, taken map[string]bool) string {
	for n := 1; ; n++ {
		if code := prefix + itoa(n); !taken[code] {
			return code
		}
	}
}

// gone is the answer to an act on something that is no longer there.
func gone() error { return fault.New(fault.Conflict, "design.gone") }

// sameField compares one field in two contents; both lacking it is no sameness.
func sameField(key string, before, now *formdraft.Draft) bool {
	was, found := before.Find(key)
	if !found {
		return false
	}
	is, found := now.Find(key)
	return found && reflect.DeepEqual(before.Field(was), now.Field(is))
}

// sameSection compares the head of a section by its place, without its fields.
func sameSection(at int, before, now *formdraft.Draft) bool {
	if at < 0 || at >= len(before.Sections) || at >= len(now.Sections) {
		return false
	}
	was, is := before.Sections[at], now.Sections[at]
	was.Fields, is.Fields = nil, nil
	return reflect.DeepEqual(was, is)
}
