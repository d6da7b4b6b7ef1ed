package form

import (
	"errors"
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// fieldKeys are the keys of every field; a type adds its own settings.
var fieldKeys = []string{"code", "name", "type", "help", "unit", "required", "when", "prefill", "default", "total"}

func (p *parser) field(n yamldoc.Node, list string, scope *expr.Scope) Field {
	f := Field{List: list}
	m, typ := p.fieldType(n)
	f.Code = p.code(m.Need("code"))
	f.Name = m.Need("name").Text()
	f.Help = m.At("help").Text()
	f.Unit = m.At("unit").Text()
	p.prefill(m.At("prefill"), &f)
	if typ == nil {
		return f
	}
	f.Type = typ
	typ.Define(&f, m)
	p.fieldOptions(&f, m)
	f.placeOptions()
	p.total(&f, m)
	f.When = p.hiding(m.At("when"), scope, list)
	p.required(&f, m, scope)
	p.nameField(n, &f, scope)
	p.under = appendNoted(p.under, m, "under", &f)
	p.presets = appendNoted(p.presets, m, "default", &f)
	p.count++
	return f
}

func appendNoted(list []noted, m yamldoc.Map, key string, f *Field) []noted {
	if !m.Has(key) {
		return list
	}
	return append(list, noted{at: m.At(key), key: f.Key()})
}

// nameField makes the field a name of the form. A note has no value and is no name, but its code is taken.
func (p *parser) nameField(n yamldoc.Node, f *Field, scope *expr.Scope) {
	_, taken := p.seen[f.Key()]
	isNote := f.Type.Control() == ControlNote
	if taken && (isNote || p.notes[f.Key()]) {
		n.Report(DuplicateName, "name", f.Code)
	}
	p.seen[f.Key()] = true
	if isNote {
		p.notes[f.Key()] = true
		return
	}
	p.declare(n, scope, f.Code, f.exprType(), f.Name)
}

// untypedKeys are those of a field that nobody fills in.
var untypedKeys = []string{"code", "name", "type", "help", "when"}

func keysOfType(t Type) []string {
	switch t.Control() {
	case ControlNote:
		return untypedKeys
	case ControlShown:
		return append(slices.Clone(untypedKeys), append([]string{"unit", "total"}, t.Settings()...)...)
	}
	keys := append(slices.Clone(fieldKeys), t.Settings()...)
	if hasNoDefault(t) {
		return slices.DeleteFunc(keys, func(key string) bool { return key == "default" })
	}
	return keys
}

// hasNoDefault tells types of which nothing can be offered to everybody: files, and what is personal.
func hasNoDefault(t Type) bool {
	return t.Control() == ControlFiles || masksValues(t)
}

// fieldType reads the type first, because it decides which keys are known.
func (p *parser) fieldType(n yamldoc.Node) (yamldoc.Map, Type) {
	var names []string
	for _, t := range Types() {
		names = append(names, t.Name())
	}
	typ, found := TypeByName(n.Peek("type"))
	if !found {
		all := slices.Clone(fieldKeys)
		for _, t := range Types() {
			all = append(all, t.Settings()...)
		}
		m := n.Map(all...)
		m.Need("type").OneOf(names...)
		return m, nil
	}
	return n.Map(keysOfType(typ)...), typ
}

func (p *parser) fieldOptions(f *Field, m yamldoc.Map) {
	of := m.At("of")
	if !of.Here() || !slices.Contains([]string{"choice", "multichoice"}, f.Type.Name()) {
		return
	}
	if of.IsMap() {
		f.Options = p.options(of, f.Name, true)
		return
	}
	f.Of = of.Text()
	options, found := p.own[f.Of]
	if !found {
		options, found = p.library.Lists[f.Of]
	}
	if !found {
		known := append(sortedKeys(p.own), sortedKeys(p.library.Lists)...)
		of.Report(UnknownList, "name", f.Of, "suggest", nearest.Word(f.Of, known), "known", strings.Join(known, "、"))
	}
	f.Options = options
}

// many is how many options are found by walking through them.
const many = 40

// placeOptions lets an option be found at once where there are thousands.
func (f *Field) placeOptions() {
	if len(f.Options) <= many {
		return
	}
	f.places = make(map[string]int, len(f.Options))
	f.called = make(map[string]int, len(f.Options))
	for i, o := range f.Options {
		if _, taken := f.places[o.Code]; !taken {
			f.places[o.Code] = i
		}
		name := unseen(o.Name)
		if first, taken := f.called[name]; !taken || !f.Options[first].Retired.IsZero() {
			f.called[name] = i
		}
	}
}

func (p *parser) total(f *Field, m yamldoc.Map) {
	f.Total = m.At("total").Bool()
	if f.Total && (f.List == "" || f.Type.Holds() != expr.Number) {
		m.At("total").Report(NoTotal)
	}
}

// required is true, false, or the condition under which an answer is required.
func (p *parser) required(f *Field, m yamldoc.Map, scope *expr.Scope) {
	switch m.At("required").Text() {
	case "true", expr.Yes:
		f.Required = true
	case "", "false", expr.No:
	default:
		f.RequiredWhen = p.condition(m.At("required"), scope, f.List)
	}
}

// hiding compiles a condition that hides something, for p.calculations to look at.
func (p *parser) hiding(at yamldoc.Node, scope *expr.Scope, list string) *Condition {
	c := p.condition(at, scope, list)
	if c != nil {
		p.watched = append(p.watched, watched{at: at, condition: c, list: list, before: p.count})
	}
	return c
}

// reportExpr places an expression's error in the file.
func reportExpr(at yamldoc.Node, err error) {
	var e *expr.Error
	if !errors.As(err, &e) {
		return
	}
	args := []any{"expression", at.Text()}
	for _, name := range sortedKeys(e.Params) {
		args = append(args, name, e.Params[name])
	}
	at.ReportAt(e.Offset, BadExpression+e.Code, args...)
}
