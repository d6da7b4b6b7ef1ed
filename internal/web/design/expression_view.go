package design

import (
	"context"
	"encoding/json"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/expr/exprbuild"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// expressionView is an expression that can be put together by choosing, and
// written as text.
type expressionView struct {
	ui.FieldView
	Kind  string // what the builder makes: ruleKind, checkKind or sideKind
	Built string // the parts as JSON; empty when only the text can say it
	Now   string // what it comes to with what the form is tried with
}

// What a builder makes.
const (
	ruleKind  = "rule"  // a condition
	checkKind = "check" // a condition that may be wanted under another one
	sideKind  = "side"  // a calculation
)

// built is an input of an expression with its builder.
func (p *panel) built(name, value, kind string) expressionView {
	out := expressionView{FieldView: p.expression(name, value), Kind: kind}
	var parts any
	var read bool
	if kind == sideKind {
		parts, read = exprbuild.ReadSide(value)
	} else {
		parts, read = exprbuild.Read(value)
	}
	if data, err := json.Marshal(parts); err == nil && read && (kind != ruleKind || !parted(parts)) {
		out.Built = string(data)
	}
	for _, o := range p.s.Outcomes {
		if o.Input == name {
			out.Now = outcomeWords(p.ctx, p.s.Shown, o)
		}
	}
	return out
}

// parted tells a rule that holds only under another one, which conditions have no
// place for.
func parted(parts any) bool {
	rule, ok := parts.(exprbuild.Rule)
	return ok && len(rule.If.Rows) > 0
}

// expressionsAt are the expressions of what is looked at, by their inputs.
func expressionsAt(content formdraft.Draft, t target) []design.Expression {
	switch t.Kind {
	case atSection:
		return []design.Expression{{Input: "when", Source: content.Sections[t.number()].When}}
	case atField:
		at, _ := content.Find(t.Name)
		f, list := content.Field(at), rowsOf(content.Sections[at.Section])
		out := []design.Expression{{Input: "when", Source: f.When, List: list}, {Input: "value", Source: f.Value, List: list, Missing: form.Missing(f.Missing)}}
		if f.Required != "true" {
			out = append(out, design.Expression{Input: "requiredwhen", Source: f.Required, List: list})
		}
		return out
	case atCheck:
		if t.number() < 0 {
			return nil
		}
		c := content.Checks[t.number()]
		return []design.Expression{{Input: "rule", Source: c.Logic + c.Experience, List: tableCode(content, c.Each), Missing: form.Missing(c.Missing)}}
	}
	return nil
}

// tableCode is the code of a table that is named by name or code.
func tableCode(content formdraft.Draft, name string) string {
	for _, s := range content.Sections {
		if s.Rows != nil && name != "" && (s.Rows.Name == name || s.Rows.Code == name) {
			return s.Rows.Code
		}
	}
	return ""
}

// outcomeWords says what an expression comes to with the sample.
func outcomeWords(ctx context.Context, def *form.Definition, o design.Outcome) string {
	switch {
	case o.Unreadable:
		return ""
	case o.List != "":
		return rowsWords(ctx, o)
	case len(o.Attempts) != 1:
		return ""
	}
	a := o.Attempts[0]
	seen := seenWords(ctx, def, o, a)
	switch {
	case a.Cannot != "":
		return ui.T(ctx, "design.now.cannot", "why", ui.T(ctx, "form.skip.cannot."+a.Cannot))
	case len(a.Missing) > 0:
		return ui.T(ctx, "design.now.missing", "fields", missingNames(ctx, def, a.Missing))
	case a.Value.IsMissing():
		return ui.T(ctx, "design.now.elsewhere")
	case a.Value.Kind() != expr.Bool:
		return ui.T(ctx, "design.now.value", "value", a.Value.String(), "seen", seen)
	case a.Value.Bool():
		return ui.T(ctx, "design.now.yes", "seen", seen)
	}
	return ui.T(ctx, "design.now.no", "seen", seen)
}

// rowsWords counts the rows for which an expression holds.
func rowsWords(ctx context.Context, o design.Outcome) string {
	yes, no, numbers := 0, 0, []string{}
	for _, a := range o.Attempts {
		switch {
		case a.Cannot != "" || a.Value.IsMissing():
		case a.Value.Kind() != expr.Bool:
			numbers = append(numbers, a.Value.String())
		case a.Value.Bool():
			yes++
		default:
			no++
		}
	}
	switch {
	case len(numbers) > 0:
		return ui.T(ctx, "design.now.numbers", "values", strings.Join(numbers, ui.T(ctx, "design.now.and")))
	case yes+no == 0:
		return ui.T(ctx, "design.now.norows")
	}
	return ui.T(ctx, "design.now.rows", "yes", yes, "no", no)
}

// mostSeen is how many values are told beside what an expression comes to.
const mostSeen = 6

// seenWords are the values that an expression was computed from, by name.
func seenWords(ctx context.Context, def *form.Definition, o design.Outcome, a form.Attempt) string {
	var words []string
	for _, path := range a.Cells {
		if f, found := def.Field(path.Key()); found && f.List == "" && len(words) < mostSeen {
			words = append(words, f.Name+" "+f.Type.Show(f, o.Values.Get(path)))
		}
	}
	return strings.Join(words, ui.T(ctx, "design.now.and"))
}

func missingNames(ctx context.Context, def *form.Definition, paths []form.Path) string {
	var names []string
	for _, path := range paths {
		if f, found := def.Field(path.Key()); found && len(names) < mostSeen {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ui.T(ctx, "design.now.and"))
}
