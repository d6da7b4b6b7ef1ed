package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// percentType is a share, typed and kept as the number before the percent sign: 12.5 is 12.5 %. Expressions see 12.5.
type percentType struct{}

func (percentType) Name() string                  { return "percent" }
func (percentType) Holds() expr.Kind              { return expr.Number }
func (percentType) Settings() []string            { return []string{"decimals", "min", "max"} }
func (percentType) Control() Control              { return ControlDecimal }
func (percentType) Text(_ *Field, v Value) string { return numberText(v) }
func (percentType) Show(f *Field, v Value) string { return showNumber(f, v) }

func (percentType) Define(f *Field, m yamldoc.Map) {
	defineDecimals(f, m, 1)
	defineBounds(f, m)
	if f.Unit == "" {
		f.Unit = "%"
	}
}

// Decode takes the sign as well.
func (percentType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(narrow(raw))
	if number, signed := strings.CutSuffix(text, "%"); signed && strings.TrimSpace(number) != "" {
		text = number
	}
	return decodeNumber(f, text)
}
