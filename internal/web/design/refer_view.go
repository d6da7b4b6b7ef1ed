package design

import (
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// referPanel is a reference to another return of the same unit.
type referPanel struct {
	Name    string
	To      ui.FieldView
	Form    ui.FieldView
	Forms   []ui.Option
	Period  ui.FieldView
	Periods []ui.Option
	Fields  []string // what can be read of it
	Used    []string // where it is read
	Remove  string
}

func (p *panel) refer(name string) *referPanel {
	r, _ := referOf(p.s.Content, name)
	if a, ok := p.s.Typed.(design.EditRefer); ok && a.Refer == name {
		r = formdraft.Refer{Name: a.To, Form: a.Form, Period: string(a.Period)}
	}
	if r.Period == "" {
		r.Period = string(form.SamePeriod)
	}
	out := &referPanel{Name: name, To: p.hinted("to", r.Name), Form: p.input("refers", r.Form), Period: p.input("period", r.Period)}
	out.To.Label, out.To.Hint = ui.T(p.ctx, "design.field.refername"), ui.T(p.ctx, "design.hint.refername")
	out.Form.Label, out.Period.Label = ui.T(p.ctx, "design.field.refers"), ui.T(p.ctx, "design.field.prefillperiod")
	// What is wrong with a reference has no input of its own in the definition.
	if words := p.problems[""]; words != "" && out.Form.Error == "" {
		out.Form.Error, p.used[""] = words, true
	}
	out.Periods = p.options("design.when.", "same", "last", "year-ago")
	out.Forms = p.referable(r.Form)
	for _, f := range p.referred(r) {
		out.Fields = append(out.Fields, f.words)
	}
	if name != "" {
		out.Remove = "refer.remove " + name
		out.Used = readers(p.s.Content, name)
	}
	return out
}

// referable are the forms that can be referred to: those that are published, and
// the one at hand, of another period.
func (p *panel) referable(chosen string) []ui.Option {
	options := []ui.Option{{Words: ui.T(p.ctx, "form.choice.none")}, {Value: p.s.Content.Code, Words: ui.T(p.ctx, "design.refer.self")}}
	known := chosen == "" || chosen == p.s.Content.Code
	for _, line := range p.s.Forms {
		if line.Version != nil && line.Form != p.s.Content.Code {
			options = append(options, ui.Option{Value: line.Form, Words: line.Title})
			known = known || line.Form == chosen
		}
	}
	if !known {
		options = append(options, ui.Option{Value: chosen, Words: ui.T(p.ctx, "design.refer.gone", "form", chosen)})
	}
	return options
}

// referredField is a field of a form that is referred to: how prefill names it, and
// how people do.
type referredField struct{ path, words string }

// referred are the fields of the form that a reference means.
func (p *panel) referred(r formdraft.Refer) []referredField {
	content := formdraft.Draft{}
	if r.Form == p.s.Content.Code {
		content = p.s.Content
	}
	for _, line := range p.s.Forms {
		if line.Form == r.Form && line.Version != nil && r.Form != p.s.Content.Code {
			content, _ = formdraft.Read([]byte(line.Version.YAML))
		}
	}
	var out []referredField
	for i := range content.Sections {
		s := &content.Sections[i]
		for _, f := range s.Fields {
			if f.Type == "note" {
				continue
			}
			words := f.Name
			if s.Rows != nil {
				words = ui.T(p.ctx, "design.place.field", "section", s.Rows.Name, "field", f.Name)
			}
			out = append(out, referredField{path: s.Key(&f), words: words})
		}
	}
	return out
}

// referHint is what a reference means, in words; with its code when there is no
// such form any more.
func referHint(ctx context.Context, s shown, r formdraft.Refer) string {
	when := r.Period
	if when == "" {
		when = string(form.SamePeriod)
	}
	title := ui.T(ctx, "design.refer.gone", "form", r.Form)
	if r.Form == s.Content.Code {
		title = ui.T(ctx, "design.refer.self")
	}
	for _, line := range s.Forms {
		if line.Form == r.Form && line.Version != nil && r.Form != s.Content.Code {
			title = line.Title
		}
	}
	return ui.T(ctx, "design.refer.means", "form", title, "when", ui.T(ctx, "design.when."+when))
}

// readers are the names of fields and the rules of checks that read a reference.
func readers(content formdraft.Draft, name string) []string {
	mark := name + "."
	var out []string
	for _, s := range content.Sections {
		for _, f := range s.Fields {
			if strings.HasPrefix(f.Prefill.Named, mark) {
				out = append(out, f.Name)
			}
		}
	}
	for _, c := range content.Checks {
		if strings.Contains(c.Logic+c.Experience+c.Say, mark) {
			out = append(out, c.Logic+c.Experience)
		}
	}
	return out
}

// named gives a reference without a name one that says what it means: 学籍月报,
// 学籍月报_上一期, 去年同期 of the form itself.
func (p pages) named(ctx context.Context, act design.Act) (design.Act, error) {
	a, ok := act.(design.EditRefer)
	if !ok || a.To != "" || a.Form == "" {
		return act, nil
	}
	lines, err := p.forms.List(ctx, door.By(ctx))
	if err != nil {
		return act, err
	}
	when := ui.T(ctx, "design.when."+string(a.Period))
	a.To = when
	for _, line := range lines {
		if line.Form == a.Form && line.Version != nil && line.Draft == nil {
			a.To = line.Title
			if a.Period != form.SamePeriod {
				a.To += "_" + when
			}
		}
	}
	a.To = written(a.To, a.Form)
	return a, nil
}

// referOfInput decodes the panel of a reference.
func referOfInput(v door.Values) design.EditRefer {
	return design.EditRefer{Refer: v.Text("refer"), To: v.Text("to"), Form: v.Text("refers"), Period: form.When(v.Text("period"))}
}
