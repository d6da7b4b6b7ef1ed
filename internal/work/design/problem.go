package design

import (
	"errors"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/fault"
)

// Problem is something that keeps a draft from being published, with its place.
type Problem struct {
	Place
	yamldoc.Problem
}

// The codes of problems that a definition may have and a published form may not.
// Each has the key "form.definition.<code>".
const (
	noFields  = "no_fields"  // of a section
	noAnswers = "no_answers" // of the form: nothing can be typed
)

// read reads a draft's text: its definition when it is whole, or else its problems.
func read(text []byte, library form.Library) (*form.Definition, []Problem) {
	def, err := form.ParseWith(text, library)
	var found yamldoc.Problems
	if errors.As(err, &found) {
		problems := make([]Problem, len(found))
		for i, p := range found {
			problems[i] = Problem{placeOf(text, p.Line, p.Column), p}
		}
		return nil, problems
	}
	return def, nil
}

// unready are the problems that publishing alone minds.
func unready(content formdraft.Draft) []Problem {
	var problems []Problem
	typed := false
	for i, s := range content.Sections {
		if len(s.Fields) == 0 {
			at := nowhere
			at.Section = i
			problems = append(problems, Problem{at, yamldoc.Problem{Code: noFields, Params: map[string]string{"name": s.Title}}})
		}
		for _, f := range s.Fields {
			typed = typed || f.Type != "note" && f.Type != "calculated"
		}
	}
	if !typed {
		problems = append(problems, Problem{nowhere, yamldoc.Problem{Code: noAnswers}})
	}
	return problems
}

// mistakes turns the problems of a text into a fault with a field for each, whose
// path is line:column.
func mistakes(err error) error {
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		return err
	}
	f := fault.Wrap(err, fault.Invalid, "design.text", "n", len(problems))
	for _, p := range problems {
		_ = f.With(itoa(p.Line)+":"+itoa(p.Column), p.Key(), args(p.Params)...)
	}
	return f
}

func args(params map[string]string) []any {
	var out []any
	for name, value := range params {
		out = append(out, name, value)
	}
	return out
}

// shown reads as much of a draft as can be shown: what has a problem is left out,
// a condition before its field, a field before its section. It reports how many
// parts were left out.
func shown(content formdraft.Draft, library form.Library) (def *form.Definition, left int) {
	content = content.Clone()
	const most = 200
	for left = 0; left < most; left++ {
		var problems []Problem
		if def, problems = read(content.YAML(), library); def != nil {
			return def, left
		}
		if len(problems) == 0 || !leaveOut(&content, problems[0].Place) {
			return nil, left
		}
	}
	return nil, left
}

// leaveOut takes the part at a place out of a draft; false when there is none.
func leaveOut(d *formdraft.Draft, at Place) bool {
	switch {
	case at.Field >= 0:
		return leaveOutOfField(d, formdraft.At{Section: at.Section, Field: at.Field}, at.Key)
	case at.Section >= 0:
		return leaveOutOfSection(d, at)
	case at.Check >= 0:
		d.Checks = append(d.Checks[:at.Check:at.Check], d.Checks[at.Check+1:]...)
	case at.List != "":
		return (RemoveList{at.List}).apply(&bench{content: d}) == nil
	case at.Refer != "":
		for i, r := range d.Refers {
			if r.Name == at.Refer {
				d.Refers = append(d.Refers[:i:i], d.Refers[i+1:]...)
				return true
			}
		}
		return false
	case at.Key == "period":
		d.Period = ""
	default:
		return mendHead(d)
	}
	return true
}

// mendHead stands in for what a form cannot be without.
func mendHead(d *formdraft.Draft) bool {
	mended := false
	if !validFormCode(d.Code) {
		d.Code, mended = "draft", true
	}
	if strings.TrimSpace(d.Title) == "" {
		d.Title, mended = "—", true
	}
	return mended
}

func leaveOutOfField(d *formdraft.Draft, at formdraft.At, key string) bool {
	f := d.Field(at)
	if f == nil {
		return false
	}
	before := *f
	switch key {
	case "when":
		f.When = ""
	case "required":
		f.Required = ""
	case "prefill":
		f.Prefill = formdraft.Prefill{}
	case "default":
		f.Default = ""
	case "min", "max":
		f.Min, f.Max = "", ""
	case "decimals":
		f.Decimals = ""
	case "under":
		f.Under = ""
	case "total":
		f.Total = false
	}
	if before.When == f.When && before.Required == f.Required && before.Prefill == f.Prefill && before.Default == f.Default &&
		before.Min == f.Min && before.Max == f.Max && before.Decimals == f.Decimals && before.Under == f.Under && before.Total == f.Total {
		return d.RemoveField(at)
	}
	return true
}

func leaveOutOfSection(d *formdraft.Draft, at Place) bool {
	if at.Section >= len(d.Sections) {
		return false
	}
	s := &d.Sections[at.Section]
	switch {
	case at.Key == "when" && s.When != "":
		s.When = ""
	case at.Key == "rows.key" && s.Rows != nil && s.Rows.Key != "":
		s.Rows.Key = ""
	case (at.Key == "rows.min" || at.Key == "rows.max") && s.Rows != nil && s.Rows.Min+s.Rows.Max != "":
		s.Rows.Min, s.Rows.Max = "", ""
	default:
		return d.RemoveSection(at.Section)
	}
	return true
}
