package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// longTextType is text of several lines.
type longTextType struct{}

func (longTextType) Name() string                   { return "longtext" }
func (longTextType) Holds() expr.Kind               { return expr.Text }
func (longTextType) Settings() []string             { return []string{"max"} }
func (longTextType) Control() Control               { return ControlArea }
func (longTextType) Text(_ *Field, v Value) string  { return v.Text() }
func (longTextType) Show(_ *Field, v Value) string  { return v.Text() }
func (longTextType) Define(f *Field, m yamldoc.Map) { defineLength(f, m, areaLength) }

// Decode keeps line breaks, in one form.
func (longTextType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(raw)
	return decodeText(f, strings.TrimSpace(text))
}
