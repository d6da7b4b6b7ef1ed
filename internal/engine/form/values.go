package form

import "nianlun/internal/engine/expr"

// Value is one decoded answer; the zero Value is no answer. A yes/no is a Bool, a choice the code of its option as
// Text, several choices or files a List of Texts, a reference to a unit its id as Text, and a percentage the number
// before the sign.
type Value = expr.Value

// Raw is what a person wrote, by path. Several entries of one cell (choices, files) are separated by commas, 、 or
// line breaks. At the path of a table stand the keys of its rows, in order, likewise separated; rows that have cells
// but are not named there follow in the order of their keys.
type Raw map[Path]string

// Values are the decoded answers of one document. Read them with Get and Rows; Set and SetRows fill them.
type Values struct {
	fields map[string]Value
	tables map[string][]Row
}

// Row is one row of a table.
type Row struct {
	Key    string
	Fields map[string]Value // by code
}

// NewValues begins an empty answer.
func NewValues() Values {
	return Values{fields: map[string]Value{}, tables: map[string][]Row{}}
}

// Get is the value at a path, missing when there is none.
func (v Values) Get(path Path) Value {
	list, key, field := path.Split()
	if list == "" {
		return v.fields[field]
	}
	row, _ := v.Row(list, key)
	return row.Fields[field]
}

// Rows are the rows of a table, in order; callers must not change them.
func (v Values) Rows(list string) []Row { return v.tables[list] }

// Row finds a row by its key.
func (v Values) Row(list, key string) (Row, bool) {
	for _, row := range v.tables[list] {
		if row.Key == key {
			return row, true
		}
	}
	return Row{}, false
}

// Set puts a value at a path; a missing value empties it. A row that is not there yet is added at the end.
func (v Values) Set(path Path, value Value) {
	list, key, field := path.Split()
	if list == "" {
		put(v.fields, field, value)
		return
	}
	for i := range v.tables[list] {
		if v.tables[list][i].Key == key {
			put(v.tables[list][i].Fields, field, value)
			return
		}
	}
	if value.IsMissing() {
		return
	}
	row := Row{Key: key, Fields: map[string]Value{}}
	put(row.Fields, field, value)
	v.tables[list] = append(v.tables[list], row)
}

// SetRows replaces the rows of a table.
func (v Values) SetRows(list string, rows []Row) { v.tables[list] = rows }

func put(fields map[string]Value, code string, value Value) {
	if value.IsMissing() {
		delete(fields, code)
		return
	}
	fields[code] = value
}

// IsEmpty reports whether nothing at all is answered.
func (v Values) IsEmpty() bool {
	if len(v.fields) > 0 {
		return false
	}
	for _, rows := range v.tables {
		for _, row := range rows {
			if len(row.Fields) > 0 {
				return false
			}
		}
	}
	return true
}

// Clone is an independent copy.
func (v Values) Clone() Values {
	out := NewValues()
	for code, value := range v.fields {
		out.fields[code] = value
	}
	for list, rows := range v.tables {
		copied := make([]Row, len(rows))
		for i, row := range rows {
			copied[i] = Row{Key: row.Key, Fields: map[string]Value{}}
			for code, value := range row.Fields {
				copied[i].Fields[code] = value
			}
		}
		out.tables[list] = copied
	}
	return out
}
