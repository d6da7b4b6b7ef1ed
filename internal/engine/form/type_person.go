package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// personType is a person of the bureau, by id; `of` may name the role in which somebody is to be chosen. Whether the
// person exists is not known here, and the name is the caller's to show.
type personType struct{}

func (personType) Name() string                   { return "person" }
func (personType) Holds() expr.Kind               { return expr.Text }
func (personType) Settings() []string             { return []string{"of"} }
func (personType) Control() Control               { return ControlPerson }
func (personType) Text(_ *Field, v Value) string  { return v.Text() }
func (personType) Show(_ *Field, v Value) string  { return v.Text() }
func (personType) Define(f *Field, m yamldoc.Map) { f.Of = m.At("of").Text() }

// Decode tells a typed name from an id: nobody can know which of two people of one name is meant.
func (personType) Decode(_ *Field, raw string) (Value, *Fault) {
	id := strings.TrimSpace(raw)
	if id != "" && !validID(id) {
		return Value{}, fault(BadPerson, "text", clip(id))
	}
	return expr.TextOf(id), nil
}
