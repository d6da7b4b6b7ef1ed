package formhtml

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// Build makes the view models of a form. Fields and tables that the definition's conditions hide are left out: what
// was written in them stays with the caller, who puts what comes in over what he holds.
func Build(in Input, t form.T) Page {
	b := begin(in, t)
	page := Page{Title: in.Def.Title, Help: in.Def.Help, Basis: in.Def.Basis, FormID: in.FormID}
	for i := range in.Def.Sections {
		if section, shown := b.section(&in.Def.Sections[i], i); shown {
			page.Sections = append(page.Sections, section)
		}
	}
	page.Tabs, page.Lists = tabsOf(in.Def, page.Sections), b.listsOf()
	b.count(&page)
	return page
}

// begin finds what is hidden, wanted and wrong.
func begin(in Input, t form.T) *builder {
	b := &builder{in: in, t: t, hidden: form.Hidden(in.Def, in.Values), wanted: map[form.Path]bool{}, steering: in.Def.Steering(), at: map[form.Path]*Problem{}, offered: map[form.Path]form.Value{},
		options: map[*form.Option]*List{}, held: map[*Item]bool{}}
	for _, path := range form.Wanted(in.Def, in.Values) {
		b.wanted[path] = true
		b.asked++
		if !in.Values.Get(path).IsMissing() {
			b.answered++
		}
	}
	b.problems()
	return b
}

// count puts the problems on the page and counts those that are open.
func (b *builder) count(page *Page) {
	page.Problems, page.Asked, page.Answered = b.list, b.asked, b.answered
	for _, p := range b.list {
		switch {
		case p.Settled():
		case p.Mark == Wrong:
			page.Wrong++
		case p.Mark == Odd:
			page.Odd++
		default:
			page.Back++
		}
	}
}

type builder struct {
	in              Input
	t               form.T
	hidden, wanted  map[form.Path]bool
	list            []Problem
	at              map[form.Path]*Problem // the weightiest problem at a cell
	asked, answered int
	lists           []*List
	options         map[*form.Option]*List   // long lists of options, by their first
	held            map[*Item]bool           // retired items that a cell holds
	steering        map[string]bool          // the fields at which conditions look
	offered         map[form.Path]form.Value // what stands in blank rows
}

func (b *builder) section(s *form.Section, index int) (Section, bool) {
	out := Section{ID: sectionID(index), Title: s.Title, Help: s.Help}
	if s.Rows != nil {
		if b.hidden[form.FieldPath(s.Rows.Code)] {
			return Section{}, false
		}
		table := b.table(s)
		out.Table, out.Asked = &table, b.askedColumns(s)
	} else {
		for i := range s.Fields {
			path := form.FieldPath(s.Fields[i].Code)
			if !b.hidden[path] {
				out.Fields = append(out.Fields, b.cell(&s.Fields[i], path))
			}
		}
	}
	out.Open = b.openIn(s)
	return out, out.Table != nil || len(out.Fields) > 0
}

// askedColumns says of each column why it is asked although it is held elsewhere.
func (b *builder) askedColumns(s *form.Section) []string {
	if b.in.Asked == nil || b.in.ReadOnly {
		return nil
	}
	var out []string
	for i := range s.Fields {
		if words := b.in.Asked(&s.Fields[i]); words != "" {
			out = append(out, b.t("form.field.asked", "field", b.label(&s.Fields[i]), "why", words))
		}
	}
	return out
}

// openIn counts the open problems whose first cell lies in the section.
func (b *builder) openIn(s *form.Section) int {
	n := 0
	for _, p := range b.list {
		if p.Settled() || len(p.paths) == 0 {
			continue
		}
		list, _, code := p.paths[0].Split()
		inTable := s.Rows != nil && (list == s.Rows.Code || list == "" && code == s.Rows.Code)
		isField := s.Rows == nil && list == "" && slices.ContainsFunc(s.Fields, func(f form.Field) bool { return f.Code == code })
		if inTable || isField {
			n++
		}
	}
	return n
}

func (b *builder) table(s *form.Section) Table {
	list := s.Rows.Code
	out := Table{ID: cellID(form.FieldPath(list)), Code: list, Label: s.Title, RowHead: s.Rows.Name, TotalHead: b.t("form.table.total"), Problem: b.at[form.FieldPath(list)]}
	for i := range s.Fields {
		f := &s.Fields[i]
		out.Columns = append(out.Columns, Column{Label: b.label(f), Numeric: f.Type.Holds() == expr.Number})
	}
	var used []string
	for i, row := range b.in.Values.Rows(list) {
		out.Rows = append(out.Rows, b.row(s, row, strconv.Itoa(i+1)))
		used = append(used, row.Key)
	}
	if len(s.Rows.Fixed) == 0 && !b.in.ReadOnly && (b.in.Fixed == nil || !b.in.Fixed(form.Path(list))) {
		b.spareRows(s, &out, used)
		blank := b.blank(s, BlankKey, BlankNumber)
		out.Blank, out.Max = &blank, s.Rows.Max
	}
	out.Totals = totals(s, b.in.Values.Rows(list))
	if b.in.Previous != nil && out.Totals != nil {
		out.Previous = totals(s, b.in.Previous.Rows(list))
	}
	return out
}

func (b *builder) spareRows(s *form.Section, out *Table, used []string) {
	if b.in.Previous != nil {
		for _, row := range b.in.Previous.Rows(s.Rows.Code) {
			used = append(used, row.Key)
		}
	}
	for range b.in.Spare {
		if len(out.Rows) >= s.Rows.Max {
			return
		}
		key := form.NextRowKey(used...)
		used = append(used, key)
		row := b.blank(s, key, strconv.Itoa(len(out.Rows)+1))
		row.Spare = true
		out.Rows = append(out.Rows, row)
	}
	if len(out.Rows) < s.Rows.Max {
		out.NewKey = form.NextRowKey(used...)
	}
}

func (b *builder) row(s *form.Section, row form.Row, number string) Row {
	out := Row{Key: row.Key, Name: number}
	name := b.t("form.place.row", "table", s.Rows.Name, "n", number)
	if own := form.RowName(s.Rows, row); own != "" {
		name = own
		if len(s.Rows.Fixed) > 0 {
			out.Name = own
		}
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		cell := b.cell(f, form.CellPath(s.Rows.Code, row.Key, f.Code))
		cell.Aria = b.t("form.place.cell", "row", name, "field", cell.Label)
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// totals adds up the columns that show a sum.
func totals(s *form.Section, rows []form.Row) []string {
	var out []string
	for i := range s.Fields {
		f := &s.Fields[i]
		if !f.Total {
			continue
		}
		if out == nil {
			out = make([]string, len(s.Fields))
		}
		sum := decimal.Zero
		for _, row := range rows {
			sum = sum.Add(row.Fields[f.Code].Number())
		}
		out[i] = f.Type.Show(f, expr.NumberOf(sum))
	}
	return out
}

func (b *builder) label(f *form.Field) string {
	if f.Unit == "" {
		return f.Name
	}
	return b.t("form.field.unit", "name", f.Name, "unit", f.Unit)
}

func (b *builder) mark(c *Cell, path form.Path, value form.Value) {
	if p := b.at[path]; p != nil {
		c.Mark, c.Number = p.Mark, p.Number
		// A rule over several cells is told once, at the cell to change or else at the first; the others point at it.
		if (p.Mark == Wrong || p.Mark == Sent) && p.told() == path {
			c.Why = p.Text
		}
		return
	}
	if known := b.in.Known.Get(path); !known.IsMissing() && known.Equal(value) && !b.in.ReadOnly {
		c.Mark = Known
	}
}

// source says where the value comes from that was filled in, and what it is where something else is written.
func (b *builder) source(c *Cell, f *form.Field, path form.Path, value form.Value) {
	known := b.in.Known.Get(path)
	if known.IsMissing() || b.hidden[path] || !f.Typed() || b.in.From == nil {
		return
	}
	if c.Source = b.in.From(f); known.Equal(value) {
		return
	}
	c.Other = &Mend{Name: string(path), Value: f.Type.Text(f, known), Show: b.offeredWords(f, known)}
}

// offeredWords is a value as people read it; of a reference the name.
func (b *builder) offeredWords(f *form.Field, v form.Value) string {
	switch f.Type.Control() {
	case form.ControlPeriod, form.ControlUnit, form.ControlPerson:
		return b.shown(f, v.Text())
	}
	return f.Type.Show(f, v)
}

// said is what was explained at a cell, for whoever only reads.
func (b *builder) said(c *Cell, path form.Path) {
	if p := b.at[path]; p != nil && b.in.ReadOnly && p.Mark == Odd && len(p.paths) > 0 && p.told() == path {
		c.Said = p.Said
	}
}

// describedBy names the elements that say more about a cell: its help, its error, its problem in the list.
func describedBy(c Cell) string {
	var ids []string
	if c.Help != "" {
		ids = append(ids, c.ID+"-help")
	}
	if c.Number > 0 {
		ids = append(ids, problemID(c.Number))
	}
	return strings.Join(ids, " ")
}

// cellID is the id of a cell's input: f-spent, f-list-r2-paid. Codes hold no hyphen, so it is unique.
func cellID(path form.Path) string {
	list, key, field := path.Split()
	switch {
	case list == "":
		return "f-" + field
	case field == "":
		return "f-" + list + "-" + key
	}
	return "f-" + list + "-" + key + "-" + field
}

func problemID(number int) string { return "issue-" + strconv.Itoa(number) }
