package formhtml

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

func (b *builder) cell(f *form.Field, path form.Path) Cell {
	value := b.value(path)
	c := Cell{ID: cellID(path), Name: string(path), Label: b.label(f), Help: f.Help, Control: f.Type.Control(), Outside: f.Outside(),
		Numeric: f.Type.Holds() == expr.Number, Required: b.wanted[path], ReadOnly: b.in.ReadOnly || b.hidden[path], MaxLength: f.Length, MaxFiles: f.Count,
		Photo: f.Type.Name() == "photo", Of: f.Of, Value: b.written(f, path, value)}
	if !f.Typed() {
		c.ReadOnly = true
	}
	fixed := b.fixed(path)
	c.ReadOnly = c.ReadOnly || fixed
	if b.in.Made != nil && !value.IsMissing() {
		c.Made = b.in.Made(path)
	}
	c.Steers = b.steering[f.Key()]
	if b.in.ReadOnly || fixed || c.Made != "" {
		c.Plain, c.Read = true, b.reading(f, path, value)
	}
	b.choices(&c, f, path, value)
	b.files(&c, value)
	b.mark(&c, path, value)
	if b.in.Fixed != nil && !c.ReadOnly && c.Mark == NoMark {
		c.Mark = ByHand
	}
	b.source(&c, f, path, value)
	b.said(&c, path)
	if b.in.Asked != nil && !b.in.ReadOnly && f.List == "" {
		c.Asked = b.in.Asked(f)
	}
	if b.in.Previous != nil && f.List == "" && c.Other == nil {
		if before := b.in.Previous.Get(path); !before.IsMissing() && !before.Equal(value) && c.Numeric {
			c.Before = f.Type.Show(f, before)
		}
	}
	c.DescribedBy = describedBy(c)
	return c
}

// value is what a cell holds; in a blank row what is offered there.
func (b *builder) value(path form.Path) form.Value {
	if v, found := b.offered[path]; found {
		return v
	}
	return b.in.Values.Get(path)
}

// blank is a row in which nothing is written, with the defaults of its columns. A table without the field that tells
// its rows apart offers none: a row of defaults could not be told from one that somebody wrote.
func (b *builder) blank(s *form.Section, key, number string) Row {
	if s.Rows.Key != "" {
		for i := range s.Fields {
			if v := s.Fields[i].Preset(); !v.IsMissing() {
				b.offered[form.CellPath(s.Rows.Code, key, s.Fields[i].Code)] = v
			}
		}
	}
	return b.row(s, form.Row{Key: key}, number)
}

// written is what stands in the input: what was written, or else the canonical text. Where nothing can be written,
// personal values are shown in part, and all others as people read them.
func (b *builder) written(f *form.Field, path form.Path, value form.Value) string {
	switch {
	case !f.Typed():
		return f.Type.Show(f, value)
	case (b.in.ReadOnly || b.fixed(path)) && f.Masked() && !b.in.Unmask:
		if value.IsMissing() && b.in.Raw[path] != "" {
			return "****" // written, but not such a number: nobody can tell which part of it is personal
		}
		return f.Type.Show(f, value)
	case b.in.ReadOnly && f.Type.Control() == form.ControlPeriod && !value.IsMissing():
		return b.periodName(value.Text())
	case b.in.ReadOnly && refers(f) && !value.IsMissing():
		return b.name(value.Text())
	case b.in.Raw[path] != "":
		return b.in.Raw[path]
	}
	return f.Type.Text(f, value)
}

// fixed tells a cell that nobody types into although the page can be written.
func (b *builder) fixed(path form.Path) bool { return b.in.Fixed != nil && b.in.Fixed(path) }

func refers(f *form.Field) bool {
	c := f.Type.Control()
	return c == form.ControlUnit || c == form.ControlPerson
}

// name is what a unit or person is called; an id that nobody knows stays as it is.
func (b *builder) name(id string) string {
	if b.in.Name != nil {
		if name := b.in.Name(id); name != "" {
			return name
		}
	}
	return id
}

// periodName is a period in the reader's language: 2025—2026 学年第一学期.
func (b *builder) periodName(id string) string {
	p, err := period.Parse(id)
	if err != nil {
		return id
	}
	name := p.Text()
	args := slices.Clone(name.Args)
	for i, arg := range args {
		if inner, ok := arg.(i18n.Text); ok {
			args[i] = b.t(inner.Key, inner.Args...)
		}
	}
	return b.t(name.Key, args...)
}

// files are the stored files of a cell.
func (b *builder) files(c *Cell, value form.Value) {
	if c.Control != form.ControlFiles {
		return
	}
	for _, item := range value.Items() {
		file := File{Name: item.Text()}
		if b.in.File != nil {
			file = b.in.File(item.Text())
		}
		file.ID = item.Text()
		c.Files = append(c.Files, file)
	}
}

// cellIDs are the ids of several cells' inputs, divided by blanks.
func cellIDs(paths []form.Path) string {
	ids := make([]string, len(paths))
	for i, path := range paths {
		ids[i] = cellID(path)
	}
	return strings.Join(ids, " ")
}

// reading is a value as people read it: 12,000.00, 操场和活动场地、校门和周边. What is no value stands as it was written.
func (b *builder) reading(f *form.Field, path form.Path, value form.Value) string {
	written := b.written(f, path, value)
	switch c := f.Type.Control(); {
	case value.IsMissing(), f.Masked(), refers(f), c == form.ControlPeriod, c == form.ControlFiles:
		return written
	}
	return f.Type.Show(f, value)
}

// Asks tells whether somebody answers the cell or it is computed; a note asks for nothing.
func (c Cell) Asks() bool { return c.Control != form.ControlNote }

// wideFrom is the number of columns from which a table is printed across.
const wideFrom = 8

// Wide tells whether the section is a table that needs a sheet across.
func (s Section) Wide() bool { return s.Table != nil && len(s.Table.Columns) >= wideFrom }
