package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// integerType is whole numbers.
type integerType struct{}

func (integerType) Name() string                                { return "integer" }
func (integerType) Holds() expr.Kind                            { return expr.Number }
func (integerType) Settings() []string                          { return []string{"min", "max"} }
func (integerType) Control() Control                            { return ControlWhole }
func (integerType) Text(_ *Field, v Value) string               { return numberText(v) }
func (integerType) Show(f *Field, v Value) string               { return showNumber(f, v) }
func (integerType) Decode(f *Field, raw string) (Value, *Fault) { return decodeNumber(f, raw) }

func (integerType) Define(f *Field, m yamldoc.Map) {
	f.Decimals = 0
	defineBounds(f, m)
}
