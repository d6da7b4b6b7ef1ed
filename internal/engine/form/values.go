package form

import (
	"maps"

	"nianlun/internal/engine/expr"
)

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
	tables map[string]*rowList
	read   *Readings // of other returns; nil when nothing is known of them
}

// Row is one row of a table.
type Row struct {
	Key    string
	Fields map[string]Value // by code
}

// NewValues begins an empty answer.
func NewValues() Values {
	return Values{fields: map[string]Value{}, tables: map[string]*rowList{}}
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
func (v Values) Rows(list string) []Row { return v.tables[list].all() }

// Row finds a row by its key.
func (v Values) Row(list, key string) (Row, bool) {
	rows := v.tables[list]
	if at, found := rows.find(key); found {
		return rows.rows[at], true
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
	rows := v.tables[list]
	if at, found := rows.find(key); found {
		put(rows.rows[at].Fields, field, value)
		return
	}
	if value.IsMissing() {
		return
	}
	row := Row{Key: key, Fields: map[string]Value{}}
	put(row.Fields, field, value)
	if rows == nil {
		rows = &rowList{}
		v.tables[list] = rows
	}
	rows.add(row)
}

// SetRows replaces the rows of a table.
func (v Values) SetRows(list string, rows []Row) { v.tables[list] = &rowList{rows: rows} }

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
	for _, list := range v.tables {
		for _, row := range list.rows {
			if len(row.Fields) > 0 {
				return false
			}
		}
	}
	return true
}

// Clone is an independent copy.
func (v Values) Clone() Values {
	out := Values{fields: copyFields(v.fields), tables: make(map[string]*rowList, len(v.tables)), read: v.read}
	for list, rows := range v.tables {
		copied := make([]Row, len(rows.rows))
		for i, row := range rows.rows {
			copied[i] = Row{Key: row.Key, Fields: copyFields(row.Fields)}
		}
		out.tables[list] = &rowList{rows: copied}
	}
	return out
}

func copyFields(fields map[string]Value) map[string]Value {
	out := make(map[string]Value, len(fields))
	maps.Copy(out, fields)
	return out
}
