package formxlsx

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
)

// reader finds the places of a form in the sheets of a workbook.
type reader struct {
	book    *workbook
	form    Form
	meta    meta
	issues  Issues
	answers map[string]*Answer
	order   []string // ids of the returns, as they come in the workbook
	ids     map[string]Identity
	byUnit  map[string]string     // name of the unit in a cell -> id of the return
	named   map[string]*names     // by the id of the return
	heads   map[string]*head      // by the code of the table
	fresh   map[string][]freshRow // by the id of the return
	past    *pastKeys             // in the workbook of past periods
}

// head is what the rows below it mean.
type head struct {
	grid    *grid
	row     int
	list    string
	section *form.Section  // of a table
	columns map[string]int // code -> column
	codes   int            // the column of the codes
	joined  map[merge]bool // merges that were told
}

// freshRow is a row of an open table without a key of its own.
type freshRow struct {
	head  *head
	row   rawRow
	index int // in the rows of the answer
}

func newReader(w *workbook, f Form, m meta) *reader {
	r := &reader{book: w, form: f, meta: m, answers: map[string]*Answer{}, ids: map[string]Identity{}, byUnit: map[string]string{},
		named: map[string]*names{}, heads: map[string]*head{}, fresh: map[string][]freshRow{}}
	var choices []Choice
	for _, identity := range m.returns {
		r.ids[identity.ID] = identity
		choices = append(choices, Choice{Value: identity.UnitID, Text: identity.Unit})
	}
	count := map[string]int{}
	for _, identity := range m.returns {
		count[identity.Unit]++
	}
	for i, choice := range toldApart(choices) {
		r.byUnit[choice.Text] = m.returns[i].ID
	}
	for name, n := range count {
		if n > 1 {
			delete(r.byUnit, name)
		}
	}
	return r
}

// answer is the answer of a return; nil when the workbook does not name it.
func (r *reader) answer(id string) *Answer {
	if a := r.answers[id]; a != nil {
		return a
	}
	identity, found := r.ids[id]
	if !found {
		return nil
	}
	a := &Answer{Identity: identity, def: r.form.Def, Raw: form.Raw{}, At: map[form.Path]Address{}, rows: map[string][]string{}}
	r.answers[id] = a
	r.order = append(r.order, id)
	return a
}

func (r *reader) tell(i Issue, at Address, returnID string, path form.Path) {
	i.At, i.Path = at, path
	if r.meta.campaign != "" || r.past != nil {
		i.Return = returnID
	}
	r.issues = append(r.issues, i)
}

// sheets reads all sheets but the hidden ones of the product.
func (r *reader) sheets() *Issue {
	for _, s := range r.book.sheets {
		if s.name == metaSheet || s.name == listSheet {
			continue
		}
		g, issue := r.book.grid(s)
		if issue != nil {
			return issue
		}
		r.scan(g)
	}
	return nil
}

// scan goes through a sheet row by row. The first head tells which column holds the codes.
func (r *reader) scan(g *grid) {
	codes := 0
	var current *head
	for _, row := range g.rows {
		if codes == 0 {
			for _, c := range row.cells {
				if strings.HasPrefix(c.text, headCode) {
					codes = c.column
				}
			}
			if codes == 0 {
				continue
			}
		}
		c, _ := row.at(codes)
		code := strings.TrimSpace(c.text)
		switch {
		case strings.HasPrefix(code, headCode):
			current = r.newHead(g, row, codes, strings.TrimPrefix(code, headCode))
		case current == nil:
		case strings.HasPrefix(code, namesCode):
			r.names(current, row)
		case strings.HasPrefix(code, endCode):
			current = nil
		default:
			r.row(current, row, code)
		}
	}
}

func (r *reader) newHead(g *grid, row rawRow, codes int, list string) *head {
	h := &head{grid: g, row: row.number, list: list, columns: map[string]int{}, codes: codes, joined: map[merge]bool{}}
	if list != "" {
		section, found := r.form.Def.Table(list)
		if !found {
			r.goneTable(g, row, list)
			return nil
		}
		h.section = section
	}
	for _, c := range row.cells {
		code := strings.TrimSpace(c.text)
		if c.column == codes || code == "" {
			continue
		}
		if _, twice := h.columns[code]; twice {
			r.tell(newIssue(Refused, RepeatedField, "field", clip(code), "first", at(h.columns[code], row.number)), Address{g.name, at(c.column, row.number)}, "", "")
			continue
		}
		h.columns[code] = c.column
	}
	r.goneColumns(h)
	if r.heads[list] == nil || list == "" {
		r.heads[list] = h
	}
	return h
}

// names looks at the visible names of columns: where one stands above another column than its code, somebody has moved
// cells without their codes, and typed below what he read.
func (r *reader) names(h *head, row rawRow) {
	if _, vertical := h.columns[valueColumn]; vertical {
		return
	}
	byName := map[string]string{}
	for _, f := range r.columnsOf(h) {
		byName[f.Name] = f.Code
	}
	moved := map[string]int{}
	for _, c := range row.cells {
		code, known := byName[nameOf(c.text)]
		if known && h.columns[code] != c.column {
			moved[code] = c.column
		}
	}
	for code, column := range moved {
		taken := false
		for other, at := range h.columns {
			if at == column && other != code && moved[other] == 0 && byNameHas(row, at, r.columnsOf(h), other) {
				taken = true
			}
		}
		if !taken {
			h.columns[code] = column
		}
	}
	for _, f := range r.columnsOf(h) {
		if column := moved[f.Code]; column != 0 && h.columns[f.Code] == column {
			r.tell(newIssue(Told, MovedColumn, "field", f.Name), Address{h.grid.name, at(column, row.number)}, "", "")
		}
	}
}

// byNameHas tells whether the visible name of a column is that of the field with the code.
func byNameHas(row rawRow, column int, fields []*form.Field, code string) bool {
	c, found := row.at(column)
	return found && slices.ContainsFunc(fields, func(f *form.Field) bool { return f.Code == code && f.Name == nameOf(c.text) })
}

// columnsOf are the fields that are columns below a head.
func (r *reader) columnsOf(h *head) []*form.Field {
	var out []*form.Field
	if h.section != nil {
		for i := range h.section.Fields {
			out = append(out, &h.section.Fields[i])
		}
		return out
	}
	return r.plainFields()
}

// plainFields are the fields outside tables.
func (r *reader) plainFields() []*form.Field {
	var out []*form.Field
	for _, f := range r.form.Def.Fields() {
		if f.List == "" {
			out = append(out, f)
		}
	}
	return out
}

// row reads a row below a head.
func (r *reader) row(h *head, row rawRow, code string) {
	if column, vertical := h.columns[valueColumn]; vertical {
		r.fieldRow(h, row, code, column)
		return
	}
	if h.list != "" {
		r.tableRow(h, row, code)
		return
	}
	answer := r.whose(h, row, code)
	if answer == nil {
		r.strangeUnit(h, row)
		return
	}
	if r.repeatedUnit(h, row, answer) {
		return
	}
	for _, f := range r.plainFields() {
		if column, found := h.columns[f.Code]; found {
			r.cell(h, row, column, f, answer, form.FieldPath(f.Code))
		}
	}
}

// fieldRow reads the row of one field. Its visible name counts more than its code: that is what a person answered.
func (r *reader) fieldRow(h *head, row rawRow, code string, column int) {
	f, found := r.form.Def.Field(code)
	label := ""
	if c, ok := row.at(h.columns[nameColumn]); ok {
		label = nameOf(c.text)
	}
	if label != "" && (!found || f.Name != label) {
		for _, other := range r.plainFields() {
			if other.Name == label {
				f, found = other, true
			}
		}
	}
	if !found || f.List != "" {
		c, filled := row.at(column)
		switch {
		case !filled:
		case r.isGone(code):
			r.tell(newIssue(Told, GoneField, "field", r.meta.nameOf(code)), Address{h.grid.name, at(c.column, row.number)}, "", "")
		default:
			r.tell(newIssue(Refused, StrangeRow), Address{h.grid.name, at(c.column, row.number)}, "", "")
		}
		return
	}
	r.cell(h, row, column, f, r.answer(r.meta.returns[0].ID), form.FieldPath(f.Code))
}

// whose finds the return of a row in the workbook of a campaign: by the visible name of the unit, which counts more, or
// by the code.
func (r *reader) whose(h *head, row rawRow, code string) *Answer {
	if r.past != nil {
		return r.pastAnswer(h, row)
	}
	if r.meta.campaign == "" {
		return r.answer(r.meta.returns[0].ID)
	}
	id, _ := splitRowCode(code)
	name := ""
	if c, found := row.at(h.columns[unitColumn]); found {
		name = strings.TrimSpace(c.text)
	}
	if other, found := r.byUnit[name]; found && (r.ids[id].Unit != name || code == "") {
		id = other
	}
	return r.answer(id)
}

func (r *reader) strangeUnit(h *head, row rawRow) {
	if r.past != nil {
		return // told already
	}
	for _, f := range r.columnsOf(h) {
		if c, found := row.at(h.columns[f.Code]); found && answerable(f) && strings.TrimSpace(c.text) != "" {
			name, _ := row.at(h.columns[unitColumn])
			r.tell(newIssue(Refused, NoUnit, "text", clip(name.text)), Address{h.grid.name, at(max(1, h.columns[unitColumn]), row.number)}, "", "")
			return
		}
	}
}

// repeatedUnit tells a second row of the same unit and period among past ones; it is not read at all.
func (r *reader) repeatedUnit(h *head, row rawRow, answer *Answer) bool {
	if r.past == nil {
		return false
	}
	for _, f := range r.plainFields() {
		if first, twice := answer.At[form.FieldPath(f.Code)]; twice {
			r.tell(newIssue(Refused, RepeatedField, "field", answer.Unit, "first", first.String()), Address{h.grid.name, at(max(1, h.columns[unitColumn]), row.number)}, answer.ID, "")
			return true
		}
	}
	return false
}
