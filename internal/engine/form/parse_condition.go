package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// when is a condition, with the place among the fields above which it must be known.
type when struct {
	at        yamldoc.Node
	condition *Condition
	list      string
	before    int
	late      bool // it is compiled once every field is known
}

// condition compiles a condition, which may look at the fields above it only, so that what is shown never depends on
// what is shown further down. Of other returns it may look at every field: one that does waits until all are known.
func (p *parser) condition(at yamldoc.Node, scope *expr.Scope, list string) *Condition {
	if !at.Here() {
		return nil
	}
	c := &Condition{Source: at.Text()}
	w := when{at: at, condition: c, list: list, before: p.count, late: p.namesOthers(c.Source)}
	if !w.late {
		program, err := p.compile(c.Source, scope, expr.Bool)
		if err != nil {
			p.refuse(at, err)
			return nil
		}
		c.program = program
	}
	p.whens = append(p.whens, w)
	return c
}

// namesOthers tells whether the text of an expression may name another return.
func (p *parser) namesOthers(source string) bool {
	return strings.Contains(source, previousName) || strings.Contains(source, previousCode) || len(p.namedRefers(source)) > 0
}

// conditions compiles the conditions that wait, and holds them against what stands above them.
func (p *parser) conditions() {
	place := map[string]int{}
	for i, f := range p.def.Fields() {
		place[f.Key()] = i
		if _, found := place[f.List]; !found && f.List != "" {
			place[f.List] = i
		}
	}
	for _, w := range p.whens {
		if !w.late {
			continue
		}
		program, err := p.compile(w.condition.Source, p.around(p.columnsOf(w.list), w.list), expr.Bool)
		if err != nil {
			if !p.passes(err) {
				reportExpr(w.at, err)
			}
			continue
		}
		w.condition.program = program
		for _, key := range keysOf(p.def, w.list, program.Uses()) {
			if at, own := place[key]; own && at >= w.before {
				w.at.Report(BelowCondition, "name", p.nameOf(key))
				break
			}
		}
	}
}

// nameOf is what people call a field or table.
func (p *parser) nameOf(key string) string {
	if f := p.def.fields[key]; f != nil {
		return f.Name
	}
	if s, found := p.def.Table(key); found {
		return s.Rows.Name
	}
	return key
}

// columnsOf are the names of a row of a table, or those of the document.
func (p *parser) columnsOf(list string) *expr.Scope {
	if columns, found := p.tables[list]; found && list != "" {
		return columns
	}
	return p.fields
}

// around adds the names of the unit's other returns to those of a document or a row: 上期, and the references.
func (p *parser) around(own *expr.Scope, list string) *expr.Scope {
	scope := expr.Within(own)
	scope.Declare(previousCode, expr.Type{Kind: expr.Row, Members: own}, previousName)
	p.def.declareRefers(scope, list)
	return scope
}
