package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"nianlun/internal/engine/expr"
)

// reversal says how an older answer is read back from the newer one that took its place: what was otherwise, and
// nothing else.
type reversal struct {
	fieldReversal
	Tables map[string]tableReversal `json:"tables,omitempty"`
	Read   json.RawMessage          `json:"read,omitempty"` // when something else was read; null for nothing
}

// fieldReversal holds the cells of a document, or of a row, that were otherwise.
type fieldReversal struct {
	Fields map[string]any `json:"fields,omitempty"` // that held another value
	Empty  []string       `json:"empty,omitempty"`  // that held none
}

type tableReversal struct {
	Rows  *[]string                `json:"rows,omitempty"`  // the keys in their order; nil when they were the same
	Cells map[string]fieldReversal `json:"cells,omitempty"` // by row
}

// MarshalBack writes what the older of two answers to one definition has otherwise than the newer. While somebody types
// that is a cell or two of thousands.
func MarshalBack(newer, older Values) ([]byte, error) {
	out := reversal{fieldReversal: reverse(newer.fields, older.fields)}
	for _, list := range sortedKeys(bothTables(newer, older)) {
		if table, differs := reverseTable(newer, older, list); differs {
			if out.Tables == nil {
				out.Tables = map[string]tableReversal{}
			}
			out.Tables[list] = table
		}
	}
	switch {
	case older.read.Equal(newer.read):
	case older.read == nil:
		out.Read = json.RawMessage("null")
	default:
		out.Read = appendReadings(nil, older.read)
	}
	return json.Marshal(out)
}

func bothTables(a, b Values) map[string]bool {
	lists := map[string]bool{}
	for list := range a.tables {
		lists[list] = true
	}
	for list := range b.tables {
		lists[list] = true
	}
	return lists
}

func reverseTable(newer, older Values, list string) (tableReversal, bool) {
	var out tableReversal
	rows := older.Rows(list)
	if !slices.EqualFunc(newer.Rows(list), rows, func(a, b Row) bool { return a.Key == b.Key }) {
		keys := make([]string, len(rows))
		for i, row := range rows {
			keys[i] = row.Key
		}
		out.Rows = &keys
	}
	for _, row := range rows {
		now, _ := newer.Row(list, row.Key)
		cells := reverse(now.Fields, row.Fields)
		if len(cells.Fields) == 0 && len(cells.Empty) == 0 {
			continue
		}
		if out.Cells == nil {
			out.Cells = map[string]fieldReversal{}
		}
		out.Cells[row.Key] = cells
	}
	return out, out.Rows != nil || out.Cells != nil
}

func reverse(newer, older map[string]Value) fieldReversal {
	var out fieldReversal
	for code, v := range older {
		if v.IsMissing() || v.Equal(newer[code]) {
			continue
		}
		if out.Fields == nil {
			out.Fields = map[string]any{}
		}
		out.Fields[code] = written(v)
	}
	for code, v := range newer {
		if !v.IsMissing() && older[code].IsMissing() {
			out.Empty = append(out.Empty, code)
		}
	}
	slices.Sort(out.Empty)
	return out
}

// written is a value as a document holds it.
func written(v Value) any {
	switch v.Kind() {
	case expr.Number:
		return numberText(v)
	case expr.Bool:
		return v.Bool()
	case expr.List:
		items := make([]string, len(v.Items()))
		for i, item := range v.Items() {
			items[i] = item.Text()
		}
		return items
	case expr.Date:
		return v.Date().String()
	}
	return v.Text()
}

// UnmarshalBack reads the older answer from the newer one and what MarshalBack has written. The newer stays as it is.
// What does not fit is ErrBadValues.
func UnmarshalBack(def *Definition, newer Values, data []byte) (Values, error) {
	var in reversal
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return Values{}, fmt.Errorf("%w: %w", ErrBadValues, err)
	}
	older := newer.Clone()
	if err := in.restore(def, "", older.fields); err != nil {
		return Values{}, err
	}
	for list, table := range in.Tables {
		if _, found := def.Table(list); !found {
			return Values{}, fmt.Errorf("%w: no table %q", ErrBadValues, list)
		}
		if err := table.restore(def, list, older); err != nil {
			return Values{}, err
		}
	}
	if in.Read == nil {
		return older, nil
	}
	var err error
	if older.read = nil; string(in.Read) != "null" {
		older.read, err = readReadings(def, in.Read)
	}
	return older, err
}

func (t tableReversal) restore(def *Definition, list string, values Values) error {
	if t.Rows != nil {
		rows := make([]Row, len(*t.Rows))
		for i, key := range *t.Rows {
			row, there := values.Row(list, key)
			if !there {
				row = Row{Key: key, Fields: map[string]Value{}}
			}
			rows[i] = row
		}
		values.SetRows(list, rows)
	}
	for key, cells := range t.Cells {
		row, there := values.Row(list, key)
		if !there {
			return fmt.Errorf("%w: no row %q of %s", ErrBadValues, key, list)
		}
		if err := cells.restore(def, list+".", row.Fields); err != nil {
			return err
		}
	}
	return nil
}

func (f fieldReversal) restore(def *Definition, prefix string, fields map[string]Value) error {
	for _, code := range f.Empty {
		delete(fields, code)
	}
	return readFields(def, prefix, f.Fields, fields)
}
