package form

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// choiceType is one option of a list; the value is the code of the option.
type choiceType struct{}

func (choiceType) Name() string                  { return "choice" }
func (choiceType) Holds() expr.Kind              { return expr.Text }
func (choiceType) Settings() []string            { return []string{"of", "under"} }
func (choiceType) Control() Control              { return ControlOne }
func (choiceType) Text(_ *Field, v Value) string { return v.Text() }
func (choiceType) Show(f *Field, v Value) string { return showOption(f, v.Text()) }

// Define leaves the options to Parse, which knows the lists.
func (choiceType) Define(_ *Field, m yamldoc.Map) { m.Need("of") }

func (choiceType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(raw)
	if text == "" {
		return Value{}, nil
	}
	code, flt := findOption(f, text)
	if flt != nil {
		return Value{}, flt
	}
	return expr.TextOf(code), nil
}

// findOption takes the code or the name of an option, also of one that has been retired: on which day the answer stands
// is not known here, see Outworn. Codes go before names, for they are what pages send: where a grade has the code 2 and
// the name 1, a 2 is never another one's name.
func findOption(f *Field, text string) (string, *Fault) {
	text = unseen(text)
	if option, found := f.Option(text); found {
		return option.Code, nil
	}
	if at := f.named(text); at >= 0 {
		return f.Options[at].Code, nil
	}
	var names []string
	for _, option := range f.Options {
		if option.Retired.IsZero() {
			names = append(names, option.Name)
		}
	}
	return "", fault(NotInList, "text", clip(text), "suggest", nearest.Word(text, names), "known", strings.Join(clipList(names), "、"))
}

// named is the place of the option with a name, one in use before a retired one; -1 for none.
func (f *Field) named(name string) int {
	if f.called != nil {
		if at, found := f.called[name]; found {
			return at
		}
		return -1
	}
	retired := -1
	for i, option := range f.Options {
		switch called := name == unseen(option.Name); {
		case called && option.Retired.IsZero():
			return i
		case called:
			retired = i
		}
	}
	return retired
}

// mostNamed is how many options a message names.
const mostNamed = 30

// clipList keeps a message readable where a list has thousands of options.
func clipList(names []string) []string {
	if len(names) <= mostNamed {
		return names
	}
	return append(slices.Clone(names[:mostNamed]), "…")
}

func showOption(f *Field, code string) string {
	if option, found := f.Option(code); found {
		return option.Name
	}
	return code
}
