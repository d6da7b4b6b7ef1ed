package formxlsx

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// cell reads one answer. A second cell for the same path is told and not read.
func (r *reader) cell(h *head, row rawRow, column int, f *form.Field, answer *Answer, path form.Path) {
	if !answerable(f) {
		return
	}
	place := Address{h.grid.name, at(column, row.number)}
	if first, twice := answer.At[path]; twice {
		if c, filled := row.at(column); filled && strings.TrimSpace(c.text) != "" {
			r.tell(newIssue(Refused, RepeatedField, "field", f.Name, "first", first.String()), place, answer.ID, path)
		}
		return
	}
	answer.At[path] = place
	if text, ok := r.text(h, row, column, f, answer, path); ok {
		answer.Raw[path] = text
	}
}

// text is what a cell says for a field; not ok is a cell that was refused.
func (r *reader) text(h *head, row rawRow, column int, f *form.Field, answer *Answer, path form.Path) (string, bool) {
	place := Address{h.grid.name, at(column, row.number)}
	if joined, found := h.grid.mergedAt(row.number, column); found {
		if !h.joined[joined] {
			h.joined[joined] = true
			r.tell(newIssue(Refused, Merged, "range", joined.String()), place, answer.ID, path)
		}
		return "", false
	}
	c, found := row.at(column)
	if !found {
		return "", true
	}
	got := r.book.take(f, c)
	ok := true
	for _, issue := range got.issues {
		r.tell(issue, place, answer.ID, path)
		ok = ok && issue.Weight != Refused
	}
	if refers(f) {
		got.text = r.namesOf(answer.ID).id(f, got.text)
	}
	return got.text, ok
}

// namesOf are the names that the cells of a return may hold.
func (r *reader) namesOf(returnID string) *names {
	if r.named[returnID] == nil {
		r.named[returnID] = newNames(r.form.directoryOf(returnID))
	}
	return r.named[returnID]
}

// mergedAt finds the range that joins a cell with others.
func (g *grid) mergedAt(row, column int) (merge, bool) {
	for _, m := range g.merges {
		if row >= m.top && row <= m.bottom && column >= m.left && column <= m.right {
			return m, true
		}
	}
	return merge{}, false
}

// tableRow reads a row of a table.
func (r *reader) tableRow(h *head, row rawRow, code string) {
	answer := r.whose(h, row, code)
	if answer == nil {
		r.strangeUnit(h, row)
		return
	}
	if len(h.section.Rows.Fixed) > 0 {
		r.fixedRow(h, row, r.keyOf(h, code), answer)
		return
	}
	key := r.keyOf(h, code)
	if _, twice := answer.At[form.RowPath(h.list, key)]; key == "" || twice {
		r.freshRow(h, row, answer)
		return
	}
	answer.rows[h.list] = append(answer.rows[h.list], key)
	r.cells(h, row, key, answer)
}

// first is the column of the first field of the table.
func (h *head) first() int {
	first := 0
	for i := range h.section.Fields {
		if column := h.columns[h.section.Fields[i].Code]; column > 0 && (first == 0 || column < first) {
			first = column
		}
	}
	return max(first, 1)
}

func (r *reader) keyOf(h *head, code string) string {
	if r.meta.campaign != "" {
		_, code = splitRowCode(code)
	}
	path, ok := form.ParsePath(code)
	if !ok {
		return ""
	}
	list, key, _ := path.Split()
	if list != h.list {
		return ""
	}
	return key
}

func (r *reader) cells(h *head, row rawRow, key string, answer *Answer) {
	answer.At[form.RowPath(h.list, key)] = Address{h.grid.name, at(h.first(), row.number)}
	for i := range h.section.Fields {
		f := &h.section.Fields[i]
		if column, found := h.columns[f.Code]; found {
			r.cell(h, row, column, f, answer, form.CellPath(h.list, key, f.Code))
		}
	}
}

// fixedRow reads a row that the form gives. Its visible name counts more than its code.
func (r *reader) fixedRow(h *head, row rawRow, key string, answer *Answer) {
	if c, found := row.at(h.columns[nameColumn]); found {
		for _, option := range h.section.Rows.Fixed {
			if option.Name == strings.TrimSpace(c.text) {
				key = option.Code
			}
		}
	}
	known := slices.ContainsFunc(h.section.Rows.Fixed, func(o expr.Option) bool { return o.Code == key })
	if !known {
		if h.filled(row) {
			r.tell(newIssue(Refused, StrangeRow), Address{h.grid.name, at(h.first(), row.number)}, answer.ID, "")
		}
		return
	}
	answer.rows[h.list] = append(answer.rows[h.list], key)
	r.cells(h, row, key, answer)
}

// filled tells whether something is written in a row.
func (h *head) filled(row rawRow) bool {
	for i := range h.section.Fields {
		f := &h.section.Fields[i]
		if c, found := row.at(h.columns[f.Code]); found && answerable(f) && strings.TrimSpace(c.text) != "" {
			return true
		}
	}
	return false
}

// freshRow keeps a row that was inserted, copied or added, until all keys are known.
func (r *reader) freshRow(h *head, row rawRow, answer *Answer) {
	if !h.filled(row) {
		return
	}
	r.fresh[answer.ID] = append(r.fresh[answer.ID], freshRow{index: len(answer.rows[h.list]), head: h, row: row})
	answer.rows[h.list] = append(answer.rows[h.list], "")
}

// finish gives keys to new rows and writes down the order of the rows in which something stands.
func (r *reader) finish(answer *Answer) {
	for list, h := range r.heads {
		if h.section != nil {
			answer.At[form.FieldPath(list)] = Address{h.grid.name, at(h.first(), h.row+1)}
			answer.rows[list] = append([]string{}, answer.rows[list]...)
		}
	}
	last := map[string]string{}
	for _, fresh := range r.fresh[answer.ID] {
		rows := answer.rows[fresh.head.list]
		key := form.NextRowKey(last[fresh.head.list])
		if last[fresh.head.list] == "" {
			key = form.NextRowKey(rows...)
		}
		last[fresh.head.list] = key
		rows[fresh.index] = key
		r.cells(fresh.head, fresh.row, key, answer)
	}
	for list, keys := range answer.rows {
		section, _ := r.form.Def.Table(list)
		if len(section.Rows.Fixed) > 0 {
			continue
		}
		answer.Raw[form.FieldPath(list)] = joinKeys(keys, func(key string) bool {
			return slices.ContainsFunc(section.Fields, func(f form.Field) bool {
				return strings.TrimSpace(answer.Raw[form.CellPath(list, key, f.Code)]) != ""
			})
		})
	}
}
