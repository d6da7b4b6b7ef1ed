package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// moneyType is amounts of money in the unit that the definition names, 元 or 万元.
type moneyType struct{}

func (moneyType) Name() string                                { return "money" }
func (moneyType) Holds() expr.Kind                            { return expr.Number }
func (moneyType) Settings() []string                          { return []string{"decimals", "min", "max"} }
func (moneyType) Control() Control                            { return ControlDecimal }
func (moneyType) Text(_ *Field, v Value) string               { return numberText(v) }
func (moneyType) Show(f *Field, v Value) string               { return showNumber(f, v) }
func (moneyType) Decode(f *Field, raw string) (Value, *Fault) { return decodeNumber(f, raw) }

// Define wants a unit: an amount in 元 read as 万元 is the costliest mistake of all.
func (moneyType) Define(f *Field, m yamldoc.Map) {
	defineDecimals(f, m, 2)
	defineBounds(f, m)
	if f.Unit == "" {
		m.Report(yamldoc.MissingKey, "key", "unit")
	}
}
