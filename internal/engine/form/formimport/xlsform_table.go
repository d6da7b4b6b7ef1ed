package formimport

import (
	"strings"

	"nianlun/internal/engine/form/formxlsx"
)

// xlsTable is a sheet with its heads in the first row that has any.
type xlsTable struct {
	sheet formxlsx.Sheet
	heads []string // in order, as columnName writes them
	place map[string]int
	head  int
	rows  []xlsRow
}

type xlsRow struct {
	table  *xlsTable
	number int
	texts  map[int]string
}

func tableOf(sheet formxlsx.Sheet) xlsTable {
	t := xlsTable{sheet: sheet, place: map[string]int{}}
	for i, row := range sheet.Rows {
		if i == 0 {
			t.head = row.Number
			for _, c := range row.Cells {
				name := columnName(c.Text)
				if _, repeated := t.place[name]; name != "" && !repeated {
					t.place[name] = c.Column
					t.heads = append(t.heads, name)
				}
			}
			continue
		}
		texts := map[int]string{}
		for _, c := range row.Cells {
			texts[c.Column] = c.Text
		}
		t.rows = append(t.rows, xlsRow{number: row.Number, texts: texts})
	}
	return t
}

// link tells the rows their table, once it has its place.
func (t *xlsTable) link() {
	for i := range t.rows {
		t.rows[i].table = t
	}
}

// columnName writes a head in one way: in small letters, with lines below for blanks, and the language behind two
// colons as it stands.
func columnName(head string) string {
	base, tag, found := strings.Cut(head, "::")
	if !found && strings.HasPrefix(strings.ToLower(head), "media:") {
		return strings.ToLower(head)
	}
	if !found {
		base, tag, found = strings.Cut(head, ":")
	}
	base = strings.ReplaceAll(strings.Join(strings.Fields(strings.ToLower(base)), " "), " ", "_")
	switch base {
	case "relevance":
		base = "relevant"
	case "list_name", "list":
		base = "list_name"
	case "caption":
		base = "label"
	case "value":
		base = "name"
	case "calculate":
		base = "calculation"
	case "bind": // bind::relevant of older forms
		return columnName(tag)
	}
	if !found {
		return base
	}
	return base + "::" + strings.ToLower(strings.TrimSpace(tag))
}

func splitTag(column string) (base, tag string) {
	base, tag, _ = strings.Cut(column, "::")
	return base, tag
}

func (t *xlsTable) has(column string) bool { _, found := t.place[column]; return found }

func (t *xlsTable) columns() []string { return t.heads }

func (t *xlsTable) atHead(base string) formxlsx.Address {
	for _, head := range t.heads {
		if b, _ := splitTag(head); b == base {
			return t.sheet.At(t.place[head], t.head)
		}
	}
	return formxlsx.Address{Sheet: t.sheet.Name}
}

// get is the text of a column; empty when there is none.
func (r xlsRow) get(column string) string {
	place, found := r.table.place[column]
	if !found {
		return ""
	}
	return strings.TrimSpace(r.texts[place])
}

func (r xlsRow) at(column string) formxlsx.Address {
	place, found := r.table.place[column]
	if !found {
		place = 1
	}
	return r.table.sheet.At(place, r.number)
}
