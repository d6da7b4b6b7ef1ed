package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// calculatedType is a number that nobody types: `value` says how it comes from other answers of the document and
// from other returns of the unit, and Decode puts it among the values, so that it is stored, reported and added up as typed numbers are. It is rounded to
// `decimals` (2 when not written), half away from zero. What cannot be computed, or lacks a value, is missing;
// `missing: zero` takes missing numbers as 0.
type calculatedType struct{}

func (calculatedType) Name() string                  { return "calculated" }
func (calculatedType) Holds() expr.Kind              { return expr.Number }
func (calculatedType) Settings() []string            { return []string{"value", "missing", "decimals"} }
func (calculatedType) Control() Control              { return ControlShown }
func (calculatedType) Text(_ *Field, v Value) string { return numberText(v) }

// Show keeps the decimals that the definition writes; without them it shows as many as there are.
func (calculatedType) Show(f *Field, v Value) string {
	if f.formula != nil && f.formula.exact {
		return showNumber(f, v)
	}
	return groupThousands(numberText(v))
}

// Decode reads a number that was computed before, as from a stored document; what a person writes never comes here.
func (calculatedType) Decode(f *Field, raw string) (Value, *Fault) { return decodeNumber(f, raw) }

// Define leaves the expression to Parse, which compiles it when every field is known.
func (calculatedType) Define(f *Field, m yamldoc.Map) {
	defineDecimals(f, m, 2)
	at := m.Need("value")
	f.formula = &formula{at: at, exact: m.Has("decimals"), zero: m.At("missing").OneOf("zero", "skip") == "zero"}
	f.Value = at.Text()
}

// formula is how a calculated field is computed.
type formula struct {
	program *expr.Program
	zero    bool // missing numbers are 0
	exact   bool // the decimals are written in the definition
	outside bool // it depends on other returns
	at      yamldoc.Node
}
