package design

import (
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// AddSection puts an empty section behind the one at a place; -1 puts it first.
// A table gets a code and the title as the name of its rows.
type AddSection struct {
	After int
	Title string
	Table bool
}

// Name implements Act.
func (AddSection) Name() string { return "section.add" }

// Target implements Act.
func (a AddSection) Target() string { return sectionTarget(a.After + 1) }

func (a AddSection) untouched(before, now *formdraft.Draft) bool {
	return len(before.Sections) == len(now.Sections)
}

func (a AddSection) apply(b *bench) error {
	title := strings.TrimSpace(a.Title)
	if title == "" {
		return fault.New(fault.Invalid, "design.wrong").With("title", "design.need.section")
	}
	section := formdraft.Section{Title: title}
	if a.Table {
		section.Rows = &formdraft.Rows{Code: b.codeFor(title, "table_"), Name: title}
	}
	b.content.InsertSection(a.After+1, section)
	b.look = sectionTarget(max(0, min(a.After+1, len(b.content.Sections)-1)))
	return nil
}

// EditSection changes the head of a section. Row is nil for a group of fields; a
// section never turns from one into the other.
type EditSection struct {
	Section                int
	Title, Tab, Help, When string
	Row                    *RowRule
}

// RowRule says which rows a table has.
type RowRule struct {
	Name, Min, Max string
	Key            string // the name of the field by which a row is known
	Fixed          []formdraft.Option
}

// Name implements Act.
func (EditSection) Name() string { return "section.edit" }

// Target implements Act.
func (a EditSection) Target() string { return sectionTarget(a.Section) }

func (a EditSection) untouched(before, now *formdraft.Draft) bool {
	return sameSection(a.Section, before, now)
}

func (a EditSection) apply(b *bench) error {
	if a.Section < 0 || a.Section >= len(b.content.Sections) {
		return gone()
	}
	section := &b.content.Sections[a.Section]
	if strings.TrimSpace(a.Title) == "" {
		return fault.New(fault.Invalid, "design.wrong").With("title", "design.need.section")
	}
	section.Title, section.Tab, section.Help, section.When = a.Title, a.Tab, a.Help, a.When
	if section.Rows == nil || a.Row == nil {
		return nil
	}
	if name := strings.TrimSpace(a.Row.Name); name != "" && name != section.Rows.Name {
		b.content.RenameTable(a.Section, name)
	}
	rows := section.Rows
	rows.Min, rows.Max, rows.Key = a.Row.Min, a.Row.Max, a.Row.Key
	rows.Fixed = b.withCodes(a.Row.Fixed, rows.Fixed, "r")
	return nil
}

// MoveSection takes a section to another place among all.
type MoveSection struct{ Section, To int }

// Name implements Act.
func (MoveSection) Name() string { return "section.move" }

// Target implements Act.
func (a MoveSection) Target() string { return sectionTarget(a.Section) }

func (a MoveSection) untouched(before, now *formdraft.Draft) bool {
	return len(before.Sections) == len(now.Sections) && sameSection(a.Section, before, now)
}

func (a MoveSection) apply(b *bench) error {
	if !b.content.MoveSection(a.Section, a.To) {
		return gone()
	}
	b.look = sectionTarget(max(0, min(a.To, len(b.content.Sections)-1)))
	return nil
}

// RemoveSection takes a section out with its fields.
type RemoveSection struct{ Section int }

// Name implements Act.
func (RemoveSection) Name() string { return "section.remove" }

// Target implements Act.
func (a RemoveSection) Target() string { return sectionTarget(a.Section) }

func (a RemoveSection) untouched(before, now *formdraft.Draft) bool {
	if !sameSection(a.Section, before, now) || len(before.Sections) != len(now.Sections) {
		return false
	}
	was, is := before.Sections[a.Section], now.Sections[a.Section]
	if len(was.Fields) != len(is.Fields) {
		return false
	}
	for i := range was.Fields {
		if !sameField(was.Key(&was.Fields[i]), before, now) {
			return false
		}
	}
	return true
}

func (a RemoveSection) apply(b *bench) error {
	if !b.content.RemoveSection(a.Section) {
		return gone()
	}
	b.look = "form"
	return nil
}

func sectionTarget(at int) string { return "section:" + itoa(at) }
