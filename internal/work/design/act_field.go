package design

import (
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// AddField puts a new field into a section, before the one at a place; a place
// behind the last appends it.
type AddField struct {
	Section, At int
	Type, Title string // the name for people; empty takes the given word
}

// Name implements Act.
func (AddField) Name() string { return "field.add" }

// Target implements Act.
func (a AddField) Target() string { return sectionTarget(a.Section) }

func (a AddField) untouched(before, now *formdraft.Draft) bool {
	return len(before.Sections) == len(now.Sections) && sameSection(a.Section, before, now)
}

func (a AddField) apply(b *bench) error {
	if _, known := form.TypeByName(a.Type); !known {
		return fault.New(fault.Invalid, "design.wrong").With("type", "design.need.type")
	}
	if a.Section < 0 || a.Section >= len(b.content.Sections) {
		return gone()
	}
	name := b.freeName(strings.TrimSpace(a.Title))
	field := formdraft.Field{Code: b.codeFor(name, "field_"), Name: name, Type: a.Type}
	complete(&field)
	b.content.InsertField(formdraft.At{Section: a.Section, Field: a.At}, field)
	b.look = fieldTarget(b.content.Sections[a.Section].Key(&field))
	return nil
}

// freeName makes a name that no field or table has: 数, 数2, …
func (b *bench) freeName(name string) string {
	taken := map[string]bool{}
	for _, s := range b.content.Sections {
		if s.Rows != nil {
			taken[s.Rows.Name] = true
		}
		for _, f := range s.Fields {
			taken[f.Name] = true
		}
	}
	if !taken[name] {
		return name
	}
	for n := 2; ; n++ {
		if next := name + itoa(n); !taken[next] {
			return next
		}
	}
}

// complete gives a field what its type cannot be without, so that it can be shown
// at once.
func complete(f *formdraft.Field) {
	switch f.Type {
	case "choice", "multichoice":
		if f.Of == "" && len(f.Options) == 0 {
			f.Options = []formdraft.Option{{Code: "o1", Name: "甲"}, {Code: "o2", Name: "乙"}}
		}
	case "money":
		if f.Unit == "" {
			f.Unit, f.Decimals = "万元", "2"
		}
	case "period":
		if f.Of == "" {
			f.Of = "month"
		}
	case "calculated":
		if f.Value == "" {
			f.Value = "0"
		}
	}
}

// EditField changes a field. Code and type of a published field stay: see
// ReplaceField.
type EditField struct {
	Key   string
	Field formdraft.Field
	// CodeList is the code of a list of the bureau that the field shall choose from;
	// empty leaves it to Field.
	CodeList string
}

// Name implements Act.
func (EditField) Name() string { return "field.edit" }

// Target implements Act.
func (a EditField) Target() string { return fieldTarget(a.Key) }

func (a EditField) untouched(before, now *formdraft.Draft) bool { return sameField(a.Key, before, now) }

func (a EditField) apply(b *bench) error {
	at, found := b.content.Find(a.Key)
	if !found {
		return gone()
	}
	was := *b.content.Field(at)
	next := a.Field
	next.Name = strings.TrimSpace(next.Name)
	if err := b.keeps(at, was, &next); err != nil {
		return err
	}
	if a.CodeList != "" {
		if err := b.takeList(at, a.CodeList, &next); err != nil {
			return err
		}
	}
	next.Options = b.withCodes(stillRetired(next.Options, was.Options), was.Options, "o")
	next.Options = underCodes(next.Options, ParentOptions(b.listed, b.content.Sections[at.Section], next))
	if next.Type != was.Type {
		complete(&next)
	}
	if next.Name != was.Name {
		b.content.RenameField(at, next.Name)
	}
	if next.Code != was.Code {
		b.content.RecodeField(at, next.Code)
	}
	*b.content.Field(at) = next
	if was.Of != next.Of {
		b.dropUnused(was.Of)
	}
	b.turned = next.Type != was.Type || next.Of != was.Of || next.Under != was.Under || len(next.Options) != len(was.Options)
	b.look = fieldTarget(b.content.Sections[at.Section].Key(&next))
	return nil
}

// takeList lets a field choose from a list of the bureau, under the field that
// decides where the form has one.
func (b *bench) takeList(at formdraft.At, code string, next *formdraft.Field) error {
	name, found := b.useList(code)
	if !found {
		return fault.New(fault.Invalid, "design.wrong").With("of", "design.need.codelist", "code", code)
	}
	next.Of, next.Options = name, nil
	if under := b.underOf(at, code); under != "" {
		next.Under = under
	}
	return nil
}

// keeps holds an edit to what must not change and must not be empty.
func (b *bench) keeps(at formdraft.At, was formdraft.Field, next *formdraft.Field) error {
	wrong := fault.New(fault.Invalid, "design.wrong")
	if next.Name == "" {
		_ = wrong.With("name", "design.need.name")
	}
	if next.Code == "" {
		next.Code = was.Code
	}
	if next.Type == "" {
		next.Type = was.Type
	}
	if _, known := form.TypeByName(next.Type); !known {
		_ = wrong.With("type", "design.need.type")
	}
	section := &b.content.Sections[at.Section]
	published := b.isPublished(section.Key(&was))
	if published && next.Type != was.Type {
		_ = wrong.With("type", "design.keep.type")
	}
	switch {
	case next.Code == was.Code:
	case published:
		_ = wrong.With("code", "design.keep.code")
	case !validCode(next.Code):
		_ = wrong.With("code", "design.need.code")
	case b.hasCode(next.Code):
		_ = wrong.With("code", "design.taken.code", "code", next.Code)
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// hasCode tells whether a field or table of the draft has the code.
func (b *bench) hasCode(code string) bool {
	for _, s := range b.content.Sections {
		if s.Rows != nil && s.Rows.Code == code {
			return true
		}
		for _, f := range s.Fields {
			if f.Code == code {
				return true
			}
		}
	}
	return false
}

// MoveField takes a field to another place: it is then the At-th of the section.
// Published fields do not go into tables or out of them.
type MoveField struct {
	Key         string
	Section, At int
}

// Name implements Act.
func (MoveField) Name() string { return "field.move" }

// Target implements Act.
func (a MoveField) Target() string { return fieldTarget(a.Key) }

func (a MoveField) untouched(before, now *formdraft.Draft) bool {
	_, found := now.Find(a.Key)
	return found && len(before.Sections) == len(now.Sections) && sameSection(a.Section, before, now)
}

func (a MoveField) apply(b *bench) error {
	from, found := b.content.Find(a.Key)
	if !found || a.Section < 0 || a.Section >= len(b.content.Sections) {
		return gone()
	}
	if b.isPublished(a.Key) && rowsOf(b.content, from.Section) != rowsOf(b.content, a.Section) {
		return fault.New(fault.Invalid, "design.keep.table")
	}
	if b.content.Field(from).Type == "note" && rowsOf(b.content, a.Section) != "" {
		return fault.New(fault.Invalid, "design.note.table")
	}
	moved := *b.content.Field(from)
	b.content.MoveField(from, formdraft.At{Section: a.Section, Field: a.At})
	b.look = fieldTarget(b.content.Sections[a.Section].Key(&moved))
	return nil
}

// rowsOf is the code of the table that a section is; empty for none.
func rowsOf(content *formdraft.Draft, section int) string {
	if rows := content.Sections[section].Rows; rows != nil {
		return rows.Code
	}
	return ""
}

// RemoveField takes a field out.
type RemoveField struct{ Key string }

// Name implements Act.
func (RemoveField) Name() string { return "field.remove" }

// Target implements Act.
func (a RemoveField) Target() string { return fieldTarget(a.Key) }

func (a RemoveField) untouched(before, now *formdraft.Draft) bool {
	return sameField(a.Key, before, now)
}

func (a RemoveField) apply(b *bench) error {
	at, found := b.content.Find(a.Key)
	if !found {
		return gone()
	}
	of := b.content.Field(at).Of
	b.content.RemoveField(at)
	b.dropUnused(of)
	b.look = sectionTarget(at.Section)
	return nil
}

// CopyField puts a copy behind a field, with a code and a name of its own. With
// Replace the original goes: so the type of a published field changes without
// falsifying what was returned under its code.
type CopyField struct {
	Key     string
	Replace bool
}

// Name implements Act.
func (CopyField) Name() string { return "field.copy" }

// Target implements Act.
func (a CopyField) Target() string { return fieldTarget(a.Key) }

func (a CopyField) untouched(before, now *formdraft.Draft) bool { return sameField(a.Key, before, now) }

func (a CopyField) apply(b *bench) error {
	at, found := b.content.Find(a.Key)
	if !found {
		return gone()
	}
	if a.Replace {
		code := b.codeFor(b.content.Field(at).Name, "field_")
		b.content.RecodeField(at, code)
		b.look = fieldTarget(b.content.Sections[at.Section].Key(b.content.Field(at)))
		return nil
	}
	clone := b.content.Clone()
	copied := *clone.Field(at)
	copied.Name = b.freeName(copied.Name)
	copied.Code = b.codeFor(copied.Name, "field_")
	b.content.InsertField(formdraft.At{Section: at.Section, Field: at.Field + 1}, copied)
	b.look = fieldTarget(b.content.Sections[at.Section].Key(&copied))
	return nil
}

func fieldTarget(key string) string { return "field:" + key }
