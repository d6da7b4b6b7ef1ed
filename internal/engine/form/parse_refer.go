package form

import (
	"errors"
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// Library is what a definition may name without holding it.
type Library struct {
	Lists Lists
	// CodeList finds the newest version of a list that the bureau keeps for all its forms; nil knows none. A published
	// definition holds the options of its version itself and asks for nothing.
	CodeList func(code string) (SharedList, bool)
	// CodeLists are the codes of all of them, to offer a near one; nil offers none.
	CodeLists func() []string
	// Form finds a form that this one refers to. With nil the forms are not known here: what reads them is taken as it
	// is written, and its checks are skipped.
	Form func(code string) (*Definition, bool)
	// Codes are the codes of all forms, to offer a near one; nil offers none.
	Codes func() []string
	// Published says that the definition was accepted before. It stays readable whatever has become stricter since: a
	// check that is refused now is skipped, a condition does not hide and does not require, a calculated field has no
	// value. What the forms that it refers to no longer ask is then no mistake.
	Published bool
	// Elsewhere says that it was published by others and is taken over here: the forms that it refers to must be known
	// here, whatever else is taken as it was.
	Elsewhere bool
}

// refers reads {名称: {form: code, period: same}, …}.
func (p *parser) refers(n yamldoc.Node) {
	for _, e := range n.Map().Entries() {
		m := e.Value.Map("form", "period")
		if !m.Here() {
			continue
		}
		if slices.Contains(operatorWords, e.Name) {
			e.Key.Report(ReservedWord, "name", e.Name)
		}
		if !plainName(e.Name) {
			e.Key.Report(BadReferName, "text", e.Name)
		}
		form := m.Need("form")
		r := Refer{Name: e.Name, Reference: Reference{Form: form.Text(), Period: p.when(m.At("period"), SamePeriod)}}
		p.refuseItself(form, r.Reference)
		r.def = p.otherForm(form, r.Form)
		p.def.refers = append(p.def.refers, r)
		p.referAt = append(p.referAt, e.Key)
	}
}

// plainName tells whether a text can stand in an expression as a name.
func plainName(text string) bool {
	program, err := expr.Compile(text, nameScope(text))
	return err == nil && len(program.Uses()) == 1 && program.Uses()[0] == text
}

func nameScope(name string) *expr.Scope {
	s := expr.NewScope()
	s.Declare(name, expr.Type{Kind: expr.Number})
	return s
}

func (p *parser) when(n yamldoc.Node, otherwise When) When {
	var words []string
	for _, w := range Whens() {
		words = append(words, string(w))
	}
	if w := n.OneOf(words...); w != "" {
		return When(w)
	}
	return otherwise
}

// refuseItself reports a return that refers to its own values.
func (p *parser) refuseItself(at yamldoc.Node, r Reference) {
	if r.Form == p.def.Code && r.Form != "" && r.Period == SamePeriod {
		at.Report(RefersItself, "name", r.Form)
	}
}

// otherForm finds a form; nil when it is unknown, and reported when it should be known. A form that refers to itself
// is known once its fields are read.
func (p *parser) otherForm(at yamldoc.Node, code string) *Definition {
	if code == "" || p.library.Form == nil && code != p.def.Code {
		return nil
	}
	if code == p.def.Code {
		p.def.kinds[code], p.def.titles[code] = p.def.Period, p.def.Title
		return p.def
	}
	def, found := p.library.Form(code)
	if !found {
		if p.library.Published && !p.library.Elsewhere {
			return nil
		}
		var known []string
		if p.library.Codes != nil {
			known = p.library.Codes()
		}
		at.Report(UnknownForm, "name", code, "suggest", nearest.Word(code, known))
		return nil
	}
	p.refuseKinds(at, def)
	p.def.kinds[code], p.def.titles[code] = def.Period, def.Title
	return def
}

// refuseKinds reports a form whose periods cannot be found from this one's.
func (p *parser) refuseKinds(at yamldoc.Node, other *Definition) {
	if p.def.Period != "" && other.Period == "" && !p.library.Published {
		at.Report(NoPeriods, "name", other.Title)
	}
}

// referNames holds the names of references against those of the fields, once these are all known.
func (p *parser) referNames() {
	taken := map[string]bool{}
	for _, f := range p.def.Fields() {
		taken[f.Code], taken[f.Name] = true, true
	}
	for i := range p.def.Sections {
		if rows := p.def.Sections[i].Rows; rows != nil {
			taken[rows.Code], taken[rows.Name] = true, true
		}
	}
	for i, r := range p.def.refers {
		if taken[r.Name] {
			p.referAt[i].Report(DuplicateName, "name", r.Name)
		}
	}
}

// declareRefers adds the references to the names that a check may use. For a check of each row of a table these are the
// columns of the same row there, where the other form has a table of that code, then its fields.
func (d *Definition) declareRefers(scope *expr.Scope, list string) {
	for _, r := range d.refers {
		typ := expr.Type{Kind: expr.Row, Open: r.def == nil}
		if r.def != nil {
			typ.Members = r.def.names
			if columns, found := r.def.columns[list]; found && list != "" {
				typ.Members = columns
			}
		}
		scope.Declare(r.Name, typ)
	}
}

// compileRule compiles the rule of a check. One that reads what is not known of another form stays nil: it is skipped
// when it is run.
func (p *parser) compileRule(at yamldoc.Node, c *Rule, scope *expr.Scope) {
	program, err := p.compile(c.Holds, scope, expr.Bool)
	if err == nil {
		c.rule = program
		c.reads = p.readRefers(program.Uses())
		return
	}
	if p.passes(err) {
		c.reads = p.namedRefers(c.Holds)
		return
	}
	reportExpr(at, err)
}

// passes tells whether an expression fails only for what is not known of another form, or was taken before.
func (p *parser) passes(err error) bool {
	var e *expr.Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == expr.Unresolved || p.library.Published
}

// readRefers are the references among the codes that an expression uses.
func (p *parser) readRefers(uses []string) []string {
	var names []string
	for _, use := range uses {
		name, _, _ := strings.Cut(use, ".")
		if _, found := p.def.refer(name); found {
			names = appendNew(names, name)
		}
	}
	return names
}

// namedRefers are the references that an expression names which cannot be compiled.
func (p *parser) namedRefers(source string) []string {
	var names []string
	for _, r := range p.def.refers {
		if strings.Contains(source, r.Name) {
			names = append(names, r.Name)
		}
	}
	return names
}

// uses are the codes that a check looks at, in its rule, its message and its correction.
func (c *Rule) uses() []string {
	var uses []string
	if c.rule != nil {
		uses = append(uses, c.rule.Uses()...)
	}
	if c.say != nil {
		uses = append(uses, c.say.Uses()...)
	}
	if c.mend != nil && c.mend.value != nil {
		uses = append(uses, c.mend.value.Uses()...)
	}
	return uses
}
