package formxlsx

import "nianlun/internal/engine/form"

// missing tells what of the form the workbook of one return no longer holds.
func (r *reader) missing(answer *Answer) {
	for _, f := range r.plainFields() {
		if _, found := answer.At[form.FieldPath(f.Code)]; found || !answerable(f) {
			continue
		}
		issue := newIssue(Refused, MissingField, "field", f.Name)
		if r.isNew(f) {
			issue = newIssue(Told, NewField, "field", f.Name)
		}
		r.tell(issue, Address{}, answer.ID, form.FieldPath(f.Code))
	}
	r.missingColumns()
	r.missingRows(answer)
}

// missingColumns tells which tables, and which columns of the others, are gone.
func (r *reader) missingColumns() {
	if h := r.heads[""]; r.meta.campaign != "" || r.past != nil {
		if fields := r.plainFields(); len(fields) > 0 && h == nil {
			r.tell(newIssue(Refused, MissingSheet, "table", r.form.Def.Title), Address{}, "", "")
		} else if len(fields) > 0 {
			r.columnsGone(h, r.form.Def.Title)
		}
	}
	for i := range r.form.Def.Sections {
		section := &r.form.Def.Sections[i]
		if section.Rows == nil {
			continue
		}
		if h := r.heads[section.Rows.Code]; h != nil {
			r.columnsGone(h, section.Title)
			continue
		}
		issue := newIssue(Refused, MissingSheet, "table", section.Title)
		if r.isNew(&section.Fields[0]) {
			issue = newIssue(Told, NewField, "field", section.Title)
		}
		r.tell(issue, Address{}, "", form.FieldPath(section.Rows.Code))
	}
}

func (r *reader) columnsGone(h *head, table string) {
	for _, f := range r.columnsOf(h) {
		if _, found := h.columns[f.Code]; found || !answerable(f) {
			continue
		}
		issue := newIssue(Refused, MissingColumn, "field", f.Name, "table", table)
		if r.isNew(f) {
			issue = newIssue(Told, NewField, "field", f.Name)
		}
		r.tell(issue, Address{Sheet: h.grid.name}, "", "")
	}
}

// missingRows tells which given rows of a table are gone.
func (r *reader) missingRows(answer *Answer) {
	for i := range r.form.Def.Sections {
		section := &r.form.Def.Sections[i]
		if section.Rows == nil || r.heads[section.Rows.Code] == nil {
			continue
		}
		for _, option := range section.Rows.Fixed {
			path := form.RowPath(section.Rows.Code, option.Code)
			if _, found := answer.At[path]; !found {
				r.tell(newIssue(Refused, MissingRow, "row", option.Name, "table", section.Title),
					Address{Sheet: r.heads[section.Rows.Code].grid.name}, answer.ID, path)
			}
		}
	}
}
