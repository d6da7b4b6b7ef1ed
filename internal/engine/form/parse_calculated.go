package form

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// watched is a condition that hides something, with the place among the fields above which it must be known.
type watched struct {
	at        yamldoc.Node
	condition *Condition
	list      string
	before    int
}

// calculations compiles the expressions of calculated fields, which may look at every field of the document and
// at other returns of the unit, puts the fields into the order in which they are computed, and refuses circles.
func (p *parser) calculations() {
	c := &calculating{def: p.def, reads: map[string][]string{}, place: map[string]int{}, done: map[string]int{}}
	for i, f := range p.def.Fields() {
		c.place[f.Key()] = i
		if _, found := c.place[f.List]; !found {
			c.place[f.List] = i
		}
	}
	for _, f := range p.def.Fields() {
		if f.formula == nil || f.Value == "" {
			continue
		}
		program, err := p.compile(f.Value, p.around(p.columnsOf(f.List), f.List), expr.Number)
		if err != nil {
			if !p.passes(err) {
				reportExpr(f.formula.at, err)
			}
			continue
		}
		f.formula.program = program
		c.reads[f.Key()] = keysOf(p.def, f.List, program.Uses())
	}
	for _, f := range p.def.Fields() {
		if f.formula != nil && f.formula.program != nil {
			c.visit(f, nil)
		}
	}
	for _, w := range p.watched {
		c.knownAbove(w)
	}
}

// keysOf turns the codes that an expression uses into the keys of fields and codes of tables. Within a table its own
// columns come first.
func keysOf(def *Definition, list string, uses []string) []string {
	keys := make([]string, len(uses))
	for i, use := range uses {
		keys[i] = use
		if _, isColumn := def.fields[list+"."+use]; isColumn && list != "" {
			keys[i] = list + "." + use
		}
	}
	return keys
}

// calculating puts the calculated fields of a definition in order. Fields are known by their keys.
type calculating struct {
	def   *Definition
	reads map[string][]string // what each calculated field reads
	place map[string]int      // of a field among all; of a table, its first column
	done  map[string]int      // how far down a calculated field reads, once it is in order
}

// visit puts a calculated field behind those that it reads. The path holds the fields that led here.
func (c *calculating) visit(f *Field, path []*Field) {
	if _, done := c.done[f.Key()]; done {
		return
	}
	if at := slices.Index(path, f); at >= 0 {
		c.circle(path[at:])
		return
	}
	path = append(path, f)
	reach := 0
	for _, key := range c.reads[f.Key()] {
		reach = max(reach, c.place[key])
		if g := c.def.fields[key]; g != nil && g.formula != nil && g.formula.program != nil {
			c.visit(g, path)
			reach = max(reach, c.done[key])
		}
	}
	if _, done := c.done[f.Key()]; !done {
		c.done[f.Key()] = reach
		c.def.calculated = append(c.def.calculated, f)
	}
}

// circle reports a circle at its first field in the form, once: the fields in it count as done.
func (c *calculating) circle(fields []*Field) {
	first := fields[0]
	names := make([]string, 0, len(fields)+1)
	for _, f := range fields {
		names = append(names, f.Name)
		c.done[f.Key()] = 0
	}
	first.formula.at.Report(Circle, "name", first.Name, "circle", strings.Join(append(names, first.Name), " → "))
}

// knownAbove holds a condition against the law that what is shown never depends on what is shown further down, also
// through calculated fields.
func (c *calculating) knownAbove(w watched) {
	if w.condition.program == nil {
		return
	}
	for _, key := range keysOf(c.def, w.list, w.condition.program.Uses()) {
		reach, calculated := c.done[key]
		if calculated && reach >= w.before {
			w.at.Report(CalculatedBelow, "name", c.def.fields[key].Name, "below", c.def.Fields()[reach].Name)
			return
		}
	}
}
