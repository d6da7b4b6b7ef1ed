package form

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

func (p *parser) check(n yamldoc.Node) {
	m := n.Map("id", "logic", "experience", "each", "say", "at", "missing", "mend")
	if !m.Here() {
		return
	}
	c := Rule{Class: Logic}
	switch {
	case m.Has("logic") && m.Has("experience"):
		m.Report(TwoClasses)
	case m.Has("experience"):
		c.Class = Experience
	case !m.Has("logic"):
		m.Report(NoClass)
		return
	}
	rule := m.Need(string(c.Class))
	c.Holds = rule.Text()
	c.Say = m.Need("say").Text()
	c.Missing = Missing(m.At("missing").OneOf(string(MissingZero), string(MissingSkips), string(MissingFails)))
	scope, fields := p.checkScope(m.At("each"), &c)
	p.compileRule(rule, &c, scope)
	if say, err := p.template(c.Say, scope); err == nil {
		c.say = say
	} else if !p.passes(err) {
		reportExpr(m.At("say"), err)
	}
	for _, at := range m.At("at").OneOrMany() {
		c.At = append(c.At, fieldCode(at, fields))
	}
	p.mend(m.At("mend"), &c, scope, fields)
	p.checkID(m, &c)
	p.def.Checks = append(p.def.Checks, c)
}

func (p *parser) checkID(m yamldoc.Map, c *Rule) {
	c.ID = checkID(c.Class, c.Each, c.Holds)
	if m.Has("id") {
		c.ID = p.formCode(m.At("id"))
	}
	for _, other := range p.def.Checks {
		if other.ID == c.ID {
			m.Report(DuplicateID, "id", c.ID)
			return
		}
	}
}

// checkScope gives the names for a check, and the fields that it may mark. For a check of each row these are the
// row's own fields first; 上期 then is the same row of the period before.
func (p *parser) checkScope(each yamldoc.Node, c *Rule) (*expr.Scope, []Field) {
	if !each.Here() {
		var fields []Field
		for _, f := range p.def.Fields() {
			if f.List == "" {
				fields = append(fields, *f)
			}
		}
		return p.def.scope, fields
	}
	name := each.Text()
	var known []string
	for i := range p.def.Sections {
		s := &p.def.Sections[i]
		if s.Rows == nil {
			continue
		}
		if name == s.Rows.Name || name == s.Rows.Code {
			c.Each = s.Rows.Code
			columns := p.tables[c.Each]
			return p.def.rowScope(c.Each, columns), s.Fields
		}
		known = append(known, s.Rows.Name)
	}
	each.Report(UnknownField, "name", name, "suggest", nearest.Word(name, known))
	return p.def.scope, nil
}

// mend reads {field: 九月末, value: 九月初 + 转入 - 转出}.
func (p *parser) mend(n yamldoc.Node, c *Rule, scope *expr.Scope, fields []Field) {
	if !n.Here() {
		return
	}
	m := n.Map("field", "value")
	field, value := m.Need("field"), m.Need("value")
	if !field.Here() || !value.Here() {
		return
	}
	c.mend = &Mend{Field: fieldCode(field, fields), Value: value.Text()}
	refuseUntyped(field, fields, c.mend.Field)
	compiled, err := p.compile(c.mend.Value, scope, expr.Number, expr.Date)
	if err != nil {
		if !p.passes(err) {
			reportExpr(value, err)
		}
		c.mend = nil
		return
	}
	c.mend.value = compiled
}
