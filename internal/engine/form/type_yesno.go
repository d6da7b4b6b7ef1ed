package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// yesNoType is yes or no; neither is chosen for the person who fills the form.
type yesNoType struct{}

func (yesNoType) Name() string                  { return "yesno" }
func (yesNoType) Holds() expr.Kind              { return expr.Bool }
func (yesNoType) Settings() []string            { return nil }
func (yesNoType) Control() Control              { return ControlOne }
func (yesNoType) Show(_ *Field, v Value) string { return v.String() }

// Define offers the two answers as options.
func (yesNoType) Define(f *Field, _ yamldoc.Map) {
	f.Options = []Option{{Code: "yes", Name: expr.Yes}, {Code: "no", Name: expr.No}}
}

func (yesNoType) Text(_ *Field, v Value) string {
	if v.IsMissing() {
		return ""
	}
	return map[bool]string{true: "yes", false: "no"}[v.Bool()]
}

func (yesNoType) Decode(_ *Field, raw string) (Value, *Fault) {
	switch strings.ToLower(strings.TrimSpace(narrow(raw))) {
	case "":
		return Value{}, nil
	case "yes", "y", "true", "1", "是", "有", "√", "✓":
		return expr.BoolOf(true), nil
	case "no", "n", "false", "0", "否", "无", "没有", "×":
		return expr.BoolOf(false), nil
	}
	return Value{}, fault(NotYesNo, "text", clip(raw))
}
