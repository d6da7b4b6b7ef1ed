package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// unitType is a unit of the bureau, by its id; `of` may name the type of units. Whether the unit exists is not known
// here, and its name is the caller's to show.
type unitType struct{}

func (unitType) Name() string                   { return "unit" }
func (unitType) Holds() expr.Kind               { return expr.Text }
func (unitType) Settings() []string             { return []string{"of"} }
func (unitType) Control() Control               { return ControlUnit }
func (unitType) Text(_ *Field, v Value) string  { return v.Text() }
func (unitType) Show(_ *Field, v Value) string  { return v.Text() }
func (unitType) Define(f *Field, m yamldoc.Map) { f.Of = m.At("of").Text() }

func (unitType) Decode(_ *Field, raw string) (Value, *Fault) {
	id := strings.TrimSpace(raw)
	if id != "" && !validID(id) {
		return Value{}, fault(BadReference, "text", clip(id))
	}
	return expr.TextOf(id), nil
}
