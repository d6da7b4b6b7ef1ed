package form

import (
	"strings"

	"nianlun/internal/engine/expr"
)

// readings notes what calculated fields and conditions read of other returns, and which of them depend on these.
func (p *parser) readings() {
	r := &gathering{def: p.def, outside: map[string]bool{}}
	for _, f := range p.def.calculated { // each after those that it reads
		f.formula.outside = r.program(f.formula.program, f.List)
		r.outside[f.Key()] = f.formula.outside
	}
	for _, w := range p.whens {
		c := w.condition
		c.outside = c.program == nil || r.program(c.program, w.list)
	}
}

// gathering collects what is read of other returns.
type gathering struct {
	def     *Definition
	outside map[string]bool // the calculated fields that depend on other returns
}

// program notes what an expression reads, and tells whether it depends on other returns.
func (g *gathering) program(program *expr.Program, list string) bool {
	outside := false
	members := g.members(program)
	for _, use := range program.Uses() {
		name, code, _ := strings.Cut(use, ".")
		switch r, refers := g.def.refer(name); {
		case name == previousCode:
			g.def.valueNeeds.Previous = true
			g.note(name, g.def, list, code, members)
		case refers:
			g.def.valueNeeds.addReturn(r.Reference)
			g.note(name, r.def, list, code, members)
		default:
			outside = outside || g.outside[keysOf(g.def, list, []string{use})[0]]
			continue
		}
		outside = true
	}
	return outside
}

// members are the columns that predicates over the tables of other returns look at.
func (g *gathering) members(program *expr.Program) []string {
	var codes []string
	for _, use := range program.Uses() {
		if code, isMember := strings.CutPrefix(use, "#."); isMember {
			codes = append(codes, code)
		}
	}
	return codes
}

func (g *gathering) of(name string) *reading {
	if g.def.readings == nil {
		g.def.readings = map[string]*reading{}
	}
	if g.def.readings[name] == nil {
		g.def.readings[name] = &reading{fields: map[string]bool{}, tables: map[string]map[string]bool{}}
	}
	return g.def.readings[name]
}

// note adds a member of another return: a table with the columns that are looked at, a column of the same row with
// those by which the row is found, or a field.
func (g *gathering) note(name string, other *Definition, list, code string, members []string) {
	r := g.of(name)
	if s, isTable := other.Table(code); isTable {
		r.columns(code, append(members, s.Rows.Key))
		return
	}
	if _, isColumn := other.fields[list+"."+code]; isColumn && list != "" {
		there, _ := other.Table(list)
		own, _ := g.def.Table(list)
		r.columns(list, []string{code, there.Rows.Key, own.Rows.Key})
		return
	}
	if other.fields[code] != nil {
		r.fields[code] = true
	}
}

func (r *reading) columns(list string, codes []string) {
	if r.tables[list] == nil {
		r.tables[list] = map[string]bool{}
	}
	for _, code := range codes {
		if code != "" {
			r.tables[list][code] = true
		}
	}
}
