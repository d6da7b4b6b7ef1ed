package formhtml

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/form"
)

// Judged is what follows from the values of a form, without its cells: for a page that shows them already and hears
// what has become of them.
type Judged struct {
	Page   Page                // its problems and counts; no sections, tabs or lists
	Marks  []MarkedCell        // by id
	Totals map[string][]string // of each table that shows sums, by its code: one a column
}

// MarkedCell is a cell at which something is to be seen.
type MarkedCell struct {
	ID     string
	Mark   Mark
	Number int // of the problem that the mark points at, 0 for none
	// Why is the problem in words where it is told in full, and See leads to it where it is told elsewhere: at fields
	// outside tables, which have room for it.
	Why, See string
}

// Judge computes of a page only what changes with the values. It marks the cells that Build would mark.
func Judge(in Input, t form.T) Judged {
	b := begin(in, t)
	page := Page{Title: in.Def.Title, FormID: in.FormID}
	b.count(&page)
	out := Judged{Page: page, Marks: b.marks(), Totals: map[string][]string{}}
	for i := range in.Def.Sections {
		s := &in.Def.Sections[i]
		if s.Rows == nil || b.hidden[form.FieldPath(s.Rows.Code)] {
			continue
		}
		if sums := totals(s, in.Values.Rows(s.Rows.Code)); sums != nil {
			out.Totals[s.Rows.Code] = sums
		}
	}
	return out
}

func (b *builder) marks() []MarkedCell {
	var marks []MarkedCell
	add := func(path form.Path) {
		c := Cell{}
		if b.hidden[path] {
			return
		}
		if b.mark(&c, path, b.in.Values.Get(path)); c.Mark != NoMark {
			marks = append(marks, b.marked(path, c))
		}
	}
	for path := range b.at {
		if b.isCell(path) {
			add(path)
		}
	}
	for _, path := range b.in.Def.Paths(b.in.Known) {
		if b.at[path] == nil && b.isCell(path) && !b.in.Known.Get(path).IsMissing() {
			add(path)
		}
	}
	slices.SortFunc(marks, func(a, c MarkedCell) int { return strings.Compare(a.ID, c.ID) })
	return marks
}

func (b *builder) marked(path form.Path, c Cell) MarkedCell {
	m := MarkedCell{ID: cellID(path), Mark: c.Mark, Number: c.Number}
	if list, _, _ := path.Split(); list != "" {
		return m
	}
	if m.Why = c.Why; m.Why == "" && m.Number > 0 {
		m.See = b.t("form.problem.see", "n", strconv.Itoa(m.Number))
	}
	return m
}

// isCell tells the cells of the document from its tables, and from rows that are not there.
func (b *builder) isCell(path form.Path) bool {
	list, key, _ := path.Split()
	if _, found := b.in.Def.Field(path.Key()); !found {
		return false
	}
	if list == "" {
		return true
	}
	_, there := b.in.Values.Row(list, key)
	return there
}
