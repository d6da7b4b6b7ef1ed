package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// noteType is a text for whoever fills the form, without an answer: its name is what is to be read, its help says more.
// It is no name in expressions and never has a value.
type noteType struct{}

func (noteType) Name() string                          { return "note" }
func (noteType) Holds() expr.Kind                      { return expr.Text }
func (noteType) Settings() []string                    { return nil }
func (noteType) Control() Control                      { return ControlNote }
func (noteType) Text(*Field, Value) string             { return "" }
func (noteType) Show(*Field, Value) string             { return "" }
func (noteType) Decode(*Field, string) (Value, *Fault) { return Value{}, nil }

// Define keeps notes out of tables, where each row would say the same.
func (noteType) Define(f *Field, m yamldoc.Map) {
	if f.List != "" {
		m.At("type").Report(NoteInTable)
	}
}
