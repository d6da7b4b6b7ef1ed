package formdraft

import (
	"slices"
	"strconv"
)

// At is the place of a field: its section and its place within it, both from 0.
type At struct{ Section, Field int }

// Find gives the place of the first field with a key: its code, or table.code for a column.
func (d *Draft) Find(key string) (At, bool) {
	for i := range d.Sections {
		s := &d.Sections[i]
		for j := range s.Fields {
			if s.Key(&s.Fields[j]) == key {
				return At{i, j}, true
			}
		}
	}
	return At{}, false
}

// Field is the field at a place, nil when there is none.
func (d *Draft) Field(at At) *Field {
	if at.Section < 0 || at.Section >= len(d.Sections) || at.Field < 0 || at.Field >= len(d.Sections[at.Section].Fields) {
		return nil
	}
	return &d.Sections[at.Section].Fields[at.Field]
}

// InsertSection puts a section before the one at a place; a place behind the last appends it.
func (d *Draft) InsertSection(at int, s Section) {
	d.Sections = slices.Insert(d.Sections, within(at, len(d.Sections)), s)
}

// RemoveSection takes a section out with its fields. It reports whether there was one.
func (d *Draft) RemoveSection(at int) bool {
	if at < 0 || at >= len(d.Sections) {
		return false
	}
	d.Sections = slices.Delete(d.Sections, at, at+1)
	return true
}

// MoveSection takes a section out and puts it where it is the to-th of all. It reports whether there was one.
func (d *Draft) MoveSection(from, to int) bool {
	if from < 0 || from >= len(d.Sections) {
		return false
	}
	s := d.Sections[from]
	d.RemoveSection(from)
	d.InsertSection(to, s)
	return true
}

// InsertField puts a field before the one at a place; a place behind the last of the section appends it. It reports
// whether the section is there.
func (d *Draft) InsertField(at At, f Field) bool {
	if at.Section < 0 || at.Section >= len(d.Sections) {
		return false
	}
	s := &d.Sections[at.Section]
	s.Fields = slices.Insert(s.Fields, within(at.Field, len(s.Fields)), f)
	return true
}

// RemoveField takes a field out. What names it in expressions stays, for form.Parse to point at.
func (d *Draft) RemoveField(at At) bool {
	if d.Field(at) == nil {
		return false
	}
	s := &d.Sections[at.Section]
	s.Fields = slices.Delete(s.Fields, at.Field, at.Field+1)
	return true
}

// MoveField takes a field out and puts it where it is the to.Field-th of the section to.Section. It reports whether
// field and section are there; otherwise nothing changes.
func (d *Draft) MoveField(from, to At) bool {
	f := d.Field(from)
	if f == nil || to.Section < 0 || to.Section >= len(d.Sections) {
		return false
	}
	moved := *f
	d.RemoveField(from)
	return d.InsertField(to, moved)
}

// FreeCode is a code that nothing in the draft has: the base itself, or the base with the first number that makes it
// new. The base is a valid code of at most 36 characters.
func (d *Draft) FreeCode(base string) string {
	taken := map[string]bool{}
	for _, s := range d.Sections {
		if s.Rows != nil {
			taken[s.Rows.Code] = true
		}
		for _, f := range s.Fields {
			taken[f.Code] = true
		}
	}
	code := base
	for n := 2; taken[code]; n++ {
		code = base + strconv.Itoa(n)
	}
	return code
}

// Clone copies the draft so that changing one never changes the other.
func (d Draft) Clone() Draft {
	c := d
	c.Sign = slices.Clone(d.Sign)
	c.Refers = slices.Clone(d.Refers)
	c.CodeLists = slices.Clone(d.CodeLists)
	c.Lists = slices.Clone(d.Lists)
	for i := range c.Lists {
		c.Lists[i].Options = cloneOptions(d.Lists[i].Options)
	}
	c.Checks = slices.Clone(d.Checks)
	for i := range c.Checks {
		c.Checks[i].At = slices.Clone(d.Checks[i].At)
	}
	c.Sections = slices.Clone(d.Sections)
	for i := range c.Sections {
		c.Sections[i] = cloneSection(d.Sections[i])
	}
	return c
}

func cloneSection(s Section) Section {
	if s.Rows != nil {
		rows := *s.Rows
		rows.Fixed = cloneOptions(rows.Fixed)
		s.Rows = &rows
	}
	s.Fields = slices.Clone(s.Fields)
	for i := range s.Fields {
		s.Fields[i].Options = cloneOptions(s.Fields[i].Options)
	}
	return s
}

func cloneOptions(options []Option) []Option {
	options = slices.Clone(options)
	for i := range options {
		options[i].Under = slices.Clone(options[i].Under)
	}
	return options
}

func within(at, n int) int { return max(0, min(at, n)) }
