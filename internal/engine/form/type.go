package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// Type is a kind of field. Each lives in a file of its own; the conformance suite in formtest holds for all.
//
// Decode is the only way from raw text to a value. It trims the text, takes what a Chinese office types (full-width
// digits, thousands separators, 2026年9月1日), and answers with a value or a fault, never both. Blank text is the
// missing value and no fault. Text is the way back: Decode(Text(v)) is v again, for every value that Decode gives.
type Type interface {
	// Name is the word in the definition.
	Name() string
	// Holds is the kind of the values; List for several choices and files.
	Holds() expr.Kind
	// Settings are the keys that a definition may write for a field of the type, beside those of every field.
	Settings() []string
	// Define completes the field from its settings and reports what is wrong with them.
	Define(f *Field, m yamldoc.Map)
	// Decode reads what a person wrote. The raw text is valid UTF-8 without control characters other than line breaks
	// and tabs, and not longer than maxRaw bytes: Decode of the package has seen to that.
	Decode(f *Field, raw string) (Value, *Fault)
	// Text is the canonical text of a value.
	Text(f *Field, v Value) string
	// Show is the value as a person reads it, without its unit: 1,234.50, 是, 主体施工.
	Show(f *Field, v Value) string
	// Control is how the value is typed in.
	Control() Control
}

// Control is the kind of input that suits a type.
type Control string

// The controls.
const (
	ControlLine    Control = "line"    // one line of text
	ControlArea    Control = "area"    // several lines
	ControlWhole   Control = "whole"   // digits
	ControlDecimal Control = "decimal" // digits and a point
	ControlDate    Control = "date"
	ControlOne     Control = "one"   // one option
	ControlMany    Control = "many"  // several options
	ControlFiles   Control = "files" // uploads
	ControlUnit    Control = "unit"  // a unit of the bureau

	ControlTime   Control = "time"
	ControlPeriod Control = "period" // a period of one kind
	ControlPerson Control = "person" // a person of the bureau
	ControlPhone  Control = "phone"
	ControlCode   Control = "code"  // a code of digits and capitals
	ControlShown  Control = "shown" // nothing is typed: a number is shown
	ControlNote   Control = "note"  // nothing is typed: a text is shown
)

// Types lists every type, in the order in which a designer is shown them.
func Types() []Type {
	return []Type{textType{}, longTextType{}, integerType{}, decimalType{}, moneyType{}, percentType{}, dateType{},
		timeType{}, periodType{}, choiceType{}, multiChoiceType{}, yesNoType{}, fileType{}, photoType{}, unitType{}, personType{},
		placeType{}, phoneType{}, idNumberType{}, creditCodeType{}, calculatedType{}, noteType{}}
}

// TypeByName finds a type by the word in the definition.
func TypeByName(name string) (Type, bool) {
	for _, t := range Types() {
		if t.Name() == name {
			return t, true
		}
	}
	return nil, false
}

// exprType is what a field is in expressions.
func (f *Field) exprType() expr.Type {
	kind := f.Type.Holds()
	var options []expr.Option
	for _, retired := range []bool{false, true} { // a name that went on under another code means the one in use
		for _, option := range f.Options {
			if retired != option.Retired.IsZero() {
				options = append(options, expr.Option{Code: option.Code, Name: option.Name})
			}
		}
	}
	if kind == expr.List {
		return expr.Type{Kind: expr.List, Elem: &expr.Type{Kind: expr.Text, Options: options}}
	}
	typ := expr.Type{Kind: kind, Options: options}
	if t, ok := f.Type.(interface{ Shape(f *Field) *expr.Shape }); ok {
		typ.Shape = t.Shape(f)
	}
	return typ
}
