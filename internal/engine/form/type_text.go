package form

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

const (
	lineLength = 200
	areaLength = 4000
)

// textType is one line of text. What looks like a number, a date or a formula (007, =cmd) stays the text it is.
type textType struct{}

func (textType) Name() string                  { return "text" }
func (textType) Holds() expr.Kind              { return expr.Text }
func (textType) Settings() []string            { return []string{"max"} }
func (textType) Control() Control              { return ControlLine }
func (textType) Text(_ *Field, v Value) string { return v.Text() }
func (textType) Show(_ *Field, v Value) string { return v.Text() }

func (textType) Define(f *Field, m yamldoc.Map) { defineLength(f, m, lineLength) }

// Decode joins lines: a line break that a paste brought along is a blank.
func (textType) Decode(f *Field, raw string) (Value, *Fault) {
	return decodeText(f, strings.Join(strings.Fields(raw), " "))
}

func defineLength(f *Field, m yamldoc.Map, own int) {
	f.Length = own
	if !m.Has("max") {
		return
	}
	f.Length = m.At("max").Whole()
	if f.Length < 1 || f.Length > areaLength {
		m.At("max").Report(OutOfRange, "key", "max", "min", 1, "max", areaLength)
		f.Length = own
	}
}

func decodeText(f *Field, text string) (Value, *Fault) {
	if length := utf8.RuneCountInString(text); length > f.Length {
		return Value{}, fault(TooLong, "max", strconv.Itoa(f.Length), "got", strconv.Itoa(length))
	}
	return expr.TextOf(text), nil
}
