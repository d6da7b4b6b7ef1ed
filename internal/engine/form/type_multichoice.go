package form

import (
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// multiChoiceType is any number of options of a list; the value holds their codes in the order of the list, each once.
type multiChoiceType struct{}

func (multiChoiceType) Name() string                  { return "multichoice" }
func (multiChoiceType) Holds() expr.Kind              { return expr.List }
func (multiChoiceType) Settings() []string            { return []string{"of", "under", "max"} }
func (multiChoiceType) Control() Control              { return ControlMany }
func (multiChoiceType) Text(_ *Field, v Value) string { return joinTexts(v, ",") }

func (multiChoiceType) Show(f *Field, v Value) string {
	names := make([]string, len(v.Items()))
	for i, item := range v.Items() {
		names[i] = showOption(f, item.Text())
	}
	return strings.Join(names, "、")
}

func (multiChoiceType) Define(f *Field, m yamldoc.Map) {
	m.Need("of")
	defineCount(f, m, 0)
}

func defineCount(f *Field, m yamldoc.Map, own int) {
	f.Count = own
	if !m.Has("max") {
		return
	}
	f.Count = m.At("max").Whole()
	if f.Count < 1 || f.Count > 100 {
		m.At("max").Report(OutOfRange, "key", "max", "min", 1, "max", 100)
		f.Count = own
	}
}

func (multiChoiceType) Decode(f *Field, raw string) (Value, *Fault) {
	chosen := map[string]bool{}
	for _, part := range splitEntries(raw) {
		code, flt := findOption(f, part)
		if flt != nil {
			return Value{}, flt
		}
		chosen[code] = true
	}
	if f.Count > 0 && len(chosen) > f.Count {
		return Value{}, fault(TooMany, "max", strconv.Itoa(f.Count), "got", strconv.Itoa(len(chosen)))
	}
	var items []Value
	for _, option := range f.Options {
		if chosen[option.Code] {
			items = append(items, expr.TextOf(option.Code))
		}
	}
	return listOf(items), nil
}

// listOf is missing when there is nothing in it: no choice is no answer.
func listOf(items []Value) Value {
	if len(items) == 0 {
		return Value{}
	}
	return expr.ListOf(items...)
}

// Entries are the several entries of one cell, as Decode takes them apart.
func Entries(raw string) []string { return splitEntries(raw) }

// splitEntries takes several entries of one cell apart, as people separate them. Repeated entries stay.
func splitEntries(raw string) []string {
	parts := strings.FieldsFunc(raw, func(r rune) bool {
		return slices.Contains([]rune{',', '，', '、', ';', '；', '\n', '\r'}, r)
	})
	var entries []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" {
			entries = append(entries, part)
		}
	}
	return entries
}

func joinTexts(v Value, separator string) string {
	texts := make([]string, len(v.Items()))
	for i, item := range v.Items() {
		texts[i] = item.Text()
	}
	return strings.Join(texts, separator)
}
