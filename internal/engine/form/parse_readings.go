package form

import (
	"slices"
	"strings"
)

// readings notes what calculated fields and conditions read of other returns, and which of them depend on these.
func (p *parser) readings() {
	r := &gathering{def: p.def, outside: map[string]bool{}, into: map[string]*reading{}, needs: &p.def.valueNeeds}
	for _, f := range p.def.calculated { // each after those that it reads
		f.formula.outside = r.uses(f.formula.program.Uses(), f.List)
		r.outside[f.Key()] = f.formula.outside
	}
	for _, w := range p.whens {
		c := w.condition
		c.outside = c.program == nil || r.uses(c.program.Uses(), w.list)
	}
	p.def.readings = r.into
}

// gathering collects what is read of other returns.
type gathering struct {
	def     *Definition
	outside map[string]bool // the calculated fields that depend on other returns
	into    map[string]*reading
	needs   *Needs
}

// uses notes what an expression reads, and tells whether it depends on other returns.
func (g *gathering) uses(uses []string, list string) bool {
	outside := false
	members := membersOf(uses)
	for _, use := range uses {
		name, code, _ := strings.Cut(use, ".")
		switch r, refers := g.def.refer(name); {
		case name == previousCode:
			g.needs.Previous = true
			g.note(name, g.def, list, code, members)
		case refers:
			g.needs.addReturn(r.Reference)
			g.note(name, r.def, list, code, members)
		default:
			outside = outside || g.outside[keysOf(g.def, list, []string{use})[0]]
			continue
		}
		outside = true
	}
	return outside
}

// membersOf are the columns that predicates over the tables of other returns look at.
func membersOf(uses []string) []string {
	var codes []string
	for _, use := range uses {
		if code, isMember := strings.CutPrefix(use, "#."); isMember {
			codes = append(codes, code)
		}
	}
	return codes
}

func (g *gathering) of(name string) *reading {
	if g.into[name] == nil {
		g.into[name] = &reading{fields: map[string]bool{}, tables: map[string]map[string]bool{}}
	}
	return g.into[name]
}

// note adds a member of another return: a table with the columns that are looked at, a column of the same row with
// those by which the row is found, or a field.
func (g *gathering) note(name string, other *Definition, list, code string, members []string) {
	r := g.of(name)
	if other == nil {
		return // the form is not known here
	}
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

// checkReadings notes what the checks read of other returns, with their messages and corrections.
func (p *parser) checkReadings() {
	r := &gathering{def: p.def, into: map[string]*reading{}, needs: &p.def.checkNeeds}
	for i := range p.def.Checks {
		r.uses(p.def.Checks[i].uses(), p.def.Checks[i].Each)
	}
	p.def.looks = r.into
}

// LooksAt are the paths of what checks, calculated fields, conditions and prefills look at of another return, sorted:
// "spent", "list", "list.paid". What is not known here of the other form is not among them.
func (d *Definition) LooksAt(other Reference) []string {
	paths := map[string]bool{}
	for _, r := range d.refers {
		if r.Reference != other {
			continue
		}
		for _, all := range []map[string]*reading{d.readings, d.looks} {
			all[r.Name].list(paths)
		}
	}
	for _, f := range d.Fields() {
		if f.Prefill.From == FromForm && f.Prefill.Reference == other {
			paths[f.Prefill.Field] = true
		}
	}
	return slices.DeleteFunc(sortedKeys(paths), func(path string) bool { return path == "" })
}

func (r *reading) list(into map[string]bool) {
	if r == nil {
		return
	}
	for code := range r.fields {
		into[code] = true
	}
	for list, columns := range r.tables {
		into[list] = true
		for code := range columns {
			into[list+"."+code] = true
		}
	}
}
