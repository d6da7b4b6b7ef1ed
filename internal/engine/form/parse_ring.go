package form

import (
	"slices"
	"strings"
)

// ring refuses calculated fields by which forms of one period compute from each other, directly or through others. Only
// what is handed in is read, so nothing would go round; but none of them could be handed in with its figure, or what
// they say would depend on which came first. Periods before, and checks, may be read both ways. A ring that two have
// closed at the same moment stays readable, and the next version of either is refused.
func (p *parser) ring() {
	if p.library.Published || p.library.Form == nil || p.def.Code == "" {
		return
	}
	for _, f := range p.def.calculated {
		for _, step := range p.def.steps(f) {
			if back := p.back(step.form, map[string]bool{}); back != nil {
				f.formula.at.Report(Ring, "name", f.Name, "other", step.other, "ring", ringWords(append([]ringStep{step}, back...)))
				break
			}
		}
	}
}

// ringStep is a calculated field that reads a field of another form.
type ringStep struct {
	title, field string // of the form that computes, by name
	form         string // the code of the form that is read
	other, reads string // its title and its field
}

// back leads from a form to the one at hand; nil when nothing does. seen are forms from which nothing does.
func (p *parser) back(code string, seen map[string]bool) []ringStep {
	if seen[code] || code == p.def.Code {
		return nil
	}
	seen[code] = true
	def, found := p.library.Form(code)
	if !found {
		return nil
	}
	for _, f := range def.calculated {
		for _, step := range def.steps(f) {
			if step.form == p.def.Code {
				return []ringStep{step}
			}
			if rest := p.back(step.form, seen); rest != nil {
				return append([]ringStep{step}, rest...)
			}
		}
	}
	return nil
}

// steps are what a calculated field reads of other forms in its own period, a form once.
func (d *Definition) steps(f *Field) []ringStep {
	if f.formula.program == nil {
		return nil
	}
	var steps []ringStep
	for _, use := range f.formula.program.Uses() {
		name, code, _ := strings.Cut(use, ".")
		r, refers := d.refer(name)
		if !refers || code == "" || r.Period != SamePeriod || r.Form == d.Code || r.def == nil {
			continue
		}
		if slices.ContainsFunc(steps, func(s ringStep) bool { return s.form == r.Form }) {
			continue
		}
		steps = append(steps, ringStep{title: d.Title, field: f.Name, form: r.Form, other: r.def.Title, reads: r.def.nameOfUse(f.List, code)})
	}
	return steps
}

// nameOfUse is what people call a field, a table, or a column of the same row.
func (d *Definition) nameOfUse(list, code string) string {
	if f := d.fields[code]; f != nil {
		return f.Name
	}
	if f := d.fields[list+"."+code]; f != nil {
		return f.Name
	}
	if s, isTable := d.Table(code); isTable {
		return s.Rows.Name
	}
	return code
}

// ringWords names the forms and fields of a ring, step by step: 甲表·合计 ← 乙表·人数；乙表·占比 ← 甲表·合计.
func ringWords(steps []ringStep) string {
	words := make([]string, len(steps))
	for i, s := range steps {
		words[i] = s.title + "·" + s.field + " ← " + s.other + "·" + s.reads
	}
	return strings.Join(words, "；")
}
