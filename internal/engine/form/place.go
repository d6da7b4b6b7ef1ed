package form

import "strconv"

// T gives the text of a message key; args are name, value pairs. The caller supplies it in the reader's language.
type T func(key string, args ...any) string

// Place says in a person's words where a cell is. The words are the definition's and the person's own.
type Place struct {
	Field  string // the name of the field, or of the table
	Table  string // the name of the table, for a cell in a row
	Row    string // what the person calls the row: 三年级, or the value of the table's key; may be empty
	Number int    // which row, from 1; 0 outside tables
}

// Label is the place in a line: "在校生" or "三年级，在校生" or "项目第 3 行，已付".
func (p Place) Label(t T) string {
	if p.Number == 0 {
		return p.Field
	}
	row := p.Row
	if row == "" {
		row = t("form.place.row", "table", p.Table, "n", strconv.Itoa(p.Number))
	}
	return t("form.place.cell", "row", row, "field", p.Field)
}

// PlaceOf finds the place of a path in a document.
func PlaceOf(def *Definition, values Values, path Path) Place {
	list, key, code := path.Split()
	if list == "" {
		if s, found := def.Table(code); found {
			return Place{Field: s.Rows.Name}
		}
		return Place{Field: fieldName(def, code)}
	}
	s, found := def.Table(list)
	if !found {
		return Place{Field: string(path)}
	}
	p := Place{Field: fieldName(def, list+"."+code), Table: s.Rows.Name}
	for i, row := range values.Rows(list) {
		if row.Key == key {
			p.Number = i + 1
			p.Row = RowName(s.Rows, row)
		}
	}
	return p
}

func fieldName(def *Definition, key string) string {
	if f, found := def.fields[key]; found {
		return f.Name
	}
	return key
}

// RowName is what a person calls a row: the name given to it, or the value of the table's key; empty when neither
// is there.
func RowName(rows *Rows, row Row) string {
	for _, option := range rows.Fixed {
		if option.Code == row.Key {
			return option.Name
		}
	}
	if rows.Key == "" {
		return ""
	}
	return keyText(rows, row)
}

// keyText is the value of the table's key, masked where its type is.
func keyText(rows *Rows, row Row) string {
	key := row.Fields[rows.Key]
	if f := rows.keyed; f != nil && f.Masked() && !key.IsMissing() {
		return f.Type.Show(f, key)
	}
	return key.String()
}
