package expr

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// Kind is what a value or a name is.
type Kind uint8

// The kinds. Params marks a name whose dotted members are looked up as one text, as in param.优质均衡.上限.
const (
	Missing Kind = iota
	Number
	Text
	Bool
	Date
	List
	Row
	Params
)

// String is the code of the kind, used in error parameters.
func (k Kind) String() string {
	return [...]string{"missing", "number", "text", "bool", "date", "list", "row", "params"}[k]
}

// Names gives the values of names. Get returns the missing value for a name that has none; it is asked only for
// canonical codes that the scope declared.
type Names interface {
	Get(code string) Value
}

// Locator is what Names may also be, to say which cell a name stands for. Locate returns "" for a name that is no
// cell of the document at hand, such as a figure of the period before.
type Locator interface {
	Locate(code string) string
}

// Value is a number, text, bool, date, list, row, or missing. The zero Value is missing. Values are immutable.
type Value struct {
	kind Kind
	yes  bool
	num  decimal.Decimal
	text string
	held any // a period.Date, []Value or Names: rare, and kept apart so that the others stay small
}

// NumberOf wraps an exact decimal.
func NumberOf(d decimal.Decimal) Value { return Value{kind: Number, num: d} }

// IntOf wraps an integer.
func IntOf(n int64) Value { return Value{kind: Number, num: decimal.NewFromInt(n)} }

// TextOf wraps a text; the empty text is missing.
func TextOf(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: Text, text: s}
}

// BoolOf wraps yes or no.
func BoolOf(b bool) Value { return Value{kind: Bool, yes: b} }

// DateOf wraps a day; the zero Date is missing.
func DateOf(d period.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{kind: Date, held: d}
}

// ListOf wraps a list, which may be empty: an empty list is not missing.
func ListOf(items ...Value) Value { return Value{kind: List, held: items} }

// RowOf wraps one row of a table, or any thing with named members.
func RowOf(names Names) Value { return Value{kind: Row, held: names} }

// Kind of the value; Missing when there is none.
func (v Value) Kind() Kind { return v.kind }

// IsMissing reports whether there is no value.
func (v Value) IsMissing() bool { return v.kind == Missing }

// Number is the decimal, zero unless Kind is Number.
func (v Value) Number() decimal.Decimal { return v.num }

// Text is the text, empty unless Kind is Text.
func (v Value) Text() string { return v.text }

// Bool is yes or no, false unless Kind is Bool.
func (v Value) Bool() bool { return v.yes }

// Date is the day, zero unless Kind is Date.
func (v Value) Date() period.Date {
	d, _ := v.held.(period.Date)
	return d
}

// Items are the members of a list; callers must not change the slice.
func (v Value) Items() []Value {
	items, _ := v.held.([]Value)
	return items
}

// Row is the source of members, nil unless Kind is Row.
func (v Value) Row() Names {
	row, _ := v.held.(Names)
	return row
}

// Equal reports whether two values are the same. Rows are never equal.
func (v Value) Equal(other Value) bool {
	if v.kind != other.kind {
		return false
	}
	switch v.kind {
	case Missing:
		return true
	case Number:
		return v.num.Equal(other.num)
	case Text:
		return v.text == other.text
	case Bool:
		return v.yes == other.yes
	case Date:
		return v.Date() == other.Date()
	case List:
		return slices.EqualFunc(v.Items(), other.Items(), Value.Equal)
	}
	return false
}

// shownPlaces bounds the decimals of a number in a message; a quotient has 28 and nobody wants to read them.
const shownPlaces = 4

// String shows the value in a message: 12.5, 2026-09-01, a、b; the empty text when missing.
func (v Value) String() string {
	switch v.kind {
	case Number:
		return v.num.Round(shownPlaces).String()
	case Text:
		return v.text
	case Bool:
		return map[bool]string{true: Yes, false: No}[v.yes]
	case Date:
		return v.Date().String()
	case List:
		parts := make([]string, len(v.Items()))
		for i, item := range v.Items() {
			parts[i] = item.String()
		}
		return strings.Join(parts, "、")
	}
	return ""
}
