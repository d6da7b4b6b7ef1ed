package formxlsx

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
)

// A workbook of another version of the form is read as far as both versions ask the same: fields are known by their
// codes, and a published form never changes the type of one. What only one of them has is told by name.

// otherVersion tells whether the workbook is of another version.
func (r *reader) otherVersion() bool { return r.meta.version != r.form.Version }

// tellVersion says so before everything else.
func (r *reader) tellVersion() {
	if r.otherVersion() {
		r.issues = append(Issues{newIssue(Told, OldVersion, "got", clip(r.meta.version), "want", clip(r.form.Version))}, r.issues...)
	}
}

// isNew tells whether a field came after the version of the workbook.
func (r *reader) isNew(f *form.Field) bool { return r.otherVersion() && r.meta.nameOf(f.Key()) == "" }

// isGone tells whether a field is none of the version in use.
func (r *reader) isGone(key string) bool {
	_, found := r.form.Def.Field(key)
	return r.otherVersion() && !found && r.meta.nameOf(key) != ""
}

// goneColumns tells which columns below a head are of fields that are no more.
func (r *reader) goneColumns(h *head) {
	codes := make([]string, 0, len(h.columns))
	for code := range h.columns {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b string) int { return h.columns[a] - h.columns[b] })
	for _, code := range codes {
		key := code
		if h.list != "" {
			key = h.list + "." + code
		}
		if r.isGone(key) {
			r.tell(newIssue(Told, GoneField, "field", r.meta.nameOf(key)), Address{h.grid.name, at(h.columns[code], h.row+1)}, "", "")
		}
	}
}

// goneTable tells a table that is no more, by its fields.
func (r *reader) goneTable(g *grid, row rawRow, list string) {
	var names []string
	for _, f := range r.meta.fields {
		if strings.HasPrefix(f[0], list+".") {
			names = append(names, f[2])
		}
	}
	if r.otherVersion() && len(names) > 0 {
		r.tell(newIssue(Told, GoneField, "field", strings.Join(names, "、")), Address{g.name, at(nameAt, row.number+1)}, "", "")
	}
}

// nameOf is what a field was called when the workbook was written; "" for one that it does not have.
func (m *meta) nameOf(key string) string {
	for _, f := range m.fields {
		if f[0] == key {
			return f[2]
		}
	}
	return ""
}
