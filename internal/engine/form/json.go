package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

func itoa(n int) string { return strconv.Itoa(n) }

// ErrBadValues says that a stored document does not fit its definition.
var ErrBadValues = errors.New("form: not the values of this definition")

// document is the stored form of Values: {"fields":{"spent":"12.5"},"tables":{"list":[{"key":"r1","fields":{…}}]}}.
// Numbers are texts, so that no reader makes binary fractions of them; dates are texts too, yes and no are booleans,
// several choices a list of texts. What is missing is left out, and keys are sorted. Under "read" stands what was read
// of other returns.
type document struct {
	Fields map[string]any   `json:"fields"`
	Tables map[string][]row `json:"tables,omitempty"`
	Read   json.RawMessage  `json:"read,omitempty"`
}

type row struct {
	Key    string         `json:"key"`
	Fields map[string]any `json:"fields"`
}

// Unmarshal reads what Marshal has written for the same version of the definition. Anything that does not fit is
// ErrBadValues: a document is read with its own version, never with another.
func Unmarshal(def *Definition, data []byte) (Values, error) {
	if values, ok := readCanonical(def, data); ok {
		return values, nil
	}
	return readDocument(def, data)
}

// readDocument reads a document however its JSON is written.
func readDocument(def *Definition, data []byte) (Values, error) {
	var in document
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return Values{}, fmt.Errorf("%w: %w", ErrBadValues, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Values{}, fmt.Errorf("%w: text after the document", ErrBadValues)
	}
	values := NewValues()
	if err := readFields(def, "", in.Fields, values.fields); err != nil {
		return Values{}, err
	}
	for _, list := range sortedKeys(in.Tables) {
		if _, found := def.Table(list); !found {
			return Values{}, fmt.Errorf("%w: no table %q", ErrBadValues, list)
		}
		rows, err := readRows(def, list, in.Tables[list])
		if err != nil {
			return Values{}, err
		}
		values.SetRows(list, rows)
	}
	if in.Read == nil {
		return values, nil
	}
	var err error
	values.read, err = readReadings(def, in.Read)
	return values, err
}

// Fits says whether values can be stored under a definition and read again: ErrBadValues names the first that cannot.
func Fits(def *Definition, values Values) error {
	if err := fitFields(def, "", values.fields); err != nil {
		return err
	}
	for list := range values.tables {
		rows := values.Rows(list)
		if _, found := def.Table(list); !found && len(rows) > 0 {
			return fmt.Errorf("%w: no table %q", ErrBadValues, list)
		}
		seen := make(map[string]bool, len(rows))
		for _, r := range rows {
			if !validKey(r.Key) || seen[r.Key] {
				return fmt.Errorf("%w: row key %q of %s", ErrBadValues, r.Key, list)
			}
			seen[r.Key] = true
			if err := fitFields(def, list+".", r.Fields); err != nil {
				return err
			}
		}
	}
	return nil
}

func fitFields(def *Definition, prefix string, fields map[string]Value) error {
	var path []byte // looked up without becoming a text: this runs over every cell of every revision
	for code, v := range fields {
		path = append(append(path[:0], prefix...), code...)
		f, found := def.fields[string(path)]
		switch {
		case v.IsMissing():
		case !found:
			return fmt.Errorf("%w: no field %q", ErrBadValues, prefix+code)
		case v.Kind() != f.Type.Holds():
			return fmt.Errorf("%w: field %q: a %s where a %s belongs", ErrBadValues, prefix+code, v.Kind(), f.Type.Holds())
		case v.Kind() == expr.Number && len(numberText(v)) > 2*maxWhole:
			return fmt.Errorf("%w: field %q: a number of %d digits", ErrBadValues, prefix+code, len(numberText(v)))
		case v.Kind() == expr.List && slices.ContainsFunc(v.Items(), func(item Value) bool { return item.Kind() != expr.Text }):
			return fmt.Errorf("%w: field %q: a list of other things than texts", ErrBadValues, prefix+code)
		}
	}
	return nil
}

func readRows(def *Definition, list string, in []row) ([]Row, error) {
	rows := make([]Row, len(in))
	seen := map[string]bool{}
	for i, r := range in {
		if !validKey(r.Key) || seen[r.Key] {
			return nil, fmt.Errorf("%w: row key %q of %s", ErrBadValues, r.Key, list)
		}
		seen[r.Key] = true
		rows[i] = Row{Key: r.Key, Fields: make(map[string]Value, len(r.Fields))}
		if err := readFields(def, list+".", r.Fields, rows[i].Fields); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func readFields(def *Definition, prefix string, in map[string]any, out map[string]Value) error {
	for code, stored := range in {
		f, found := def.fields[prefix+code]
		if !found {
			return fmt.Errorf("%w: no field %q", ErrBadValues, prefix+code)
		}
		v, err := readValue(f.Type.Holds(), stored)
		if err != nil {
			return fmt.Errorf("%w: field %q: %w", ErrBadValues, prefix+code, err)
		}
		put(out, code, v)
	}
	return nil
}

func readValue(kind expr.Kind, stored any) (Value, error) {
	switch stored := stored.(type) {
	case bool:
		if kind == expr.Bool {
			return expr.BoolOf(stored), nil
		}
	case []any:
		if kind == expr.List {
			return readList(stored)
		}
	case string:
		return readText(kind, stored)
	}
	return Value{}, fmt.Errorf("%T where a %s belongs", stored, kind)
}

func readList(stored []any) (Value, error) {
	items := make([]Value, len(stored))
	for i, member := range stored {
		text, ok := member.(string)
		if !ok || text == "" {
			return Value{}, fmt.Errorf("%T in a list of texts", member)
		}
		items[i] = expr.TextOf(text)
	}
	return listOf(items), nil
}

func readText(kind expr.Kind, stored string) (Value, error) {
	switch kind {
	case expr.Text:
		return expr.TextOf(stored), nil
	case expr.Date:
		d, err := period.ParseDate(stored)
		return expr.DateOf(d), err
	case expr.Number:
		d, err := decimal.NewFromString(stored)
		if err != nil || decimalText(d) != stored || len(stored) > 2*maxWhole {
			return Value{}, fmt.Errorf("not a canonical number: %q", clip(stored))
		}
		return numberOf(d), nil
	}
	return Value{}, fmt.Errorf("text where a %s belongs", kind)
}
