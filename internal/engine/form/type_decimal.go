package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// decimalType is numbers with a point.
type decimalType struct{}

func (decimalType) Name() string                                { return "decimal" }
func (decimalType) Holds() expr.Kind                            { return expr.Number }
func (decimalType) Settings() []string                          { return []string{"decimals", "min", "max"} }
func (decimalType) Control() Control                            { return ControlDecimal }
func (decimalType) Text(_ *Field, v Value) string               { return numberText(v) }
func (decimalType) Show(f *Field, v Value) string               { return showNumber(f, v) }
func (decimalType) Decode(f *Field, raw string) (Value, *Fault) { return decodeNumber(f, raw) }

func (decimalType) Define(f *Field, m yamldoc.Map) {
	defineDecimals(f, m, 2)
	defineBounds(f, m)
}
