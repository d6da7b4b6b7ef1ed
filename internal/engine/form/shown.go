package form

import (
	"slices"

	"nianlun/internal/engine/expr"
)

// Hidden lists the cells that the conditions of the definition hide, given the values: paths of fields, of tables,
// and of cells in rows. A condition that cannot be told because a value is missing does not hold. A hidden field reads
// as missing for the conditions below it.
func Hidden(def *Definition, values Values) map[Path]bool {
	if !def.hides {
		return nil
	}
	h := &hiding{def: def, values: values.Clone(), hidden: map[Path]bool{}}
	for i := range def.Sections {
		h.section(&def.Sections[i])
	}
	return h.hidden
}

type hiding struct {
	def    *Definition
	values Values
	hidden map[Path]bool
}

func (h *hiding) section(s *Section) {
	whole := keptNames(h.def, h.values)
	closed := !h.open(s.When, whole, h.answered(s))
	if s.Rows == nil {
		for i := range s.Fields {
			f := &s.Fields[i]
			h.cell(FieldPath(f.Code), closed || h.orphan(f, "") || !h.open(f.When, whole, !h.values.fields[f.Code].IsMissing()))
		}
		return
	}
	if closed {
		h.hidden[FieldPath(s.Rows.Code)] = true
	}
	for _, row := range h.values.Rows(s.Rows.Code) {
		names := eachNames{section: s, row: rowNames{list: s.Rows.Code, row: row}, doc: whole}
		for i := range s.Fields {
			f := &s.Fields[i]
			h.cell(CellPath(s.Rows.Code, row.Key, f.Code), closed || h.orphan(f, row.Key) || !h.open(f.When, names, !row.Fields[f.Code].IsMissing()))
		}
	}
}

// orphan tells a field whose options depend on one that is hidden: nobody can make the choice that decides.
func (h *hiding) orphan(f *Field, row string) bool {
	return f.parent != nil && h.hidden[f.parent.pathIn(row)]
}

func (h *hiding) cell(path Path, hidden bool) {
	if !hidden {
		return
	}
	h.hidden[path] = true
	h.values.Set(path, Value{})
}

// open tells whether a condition lets something be seen. Where nothing is known of the returns that it depends on it
// does; and where one of them is not there, because it was sent back and is being mended, what is answered stays. Or an
// answer would be lost that was typed while they were there.
func (h *hiding) open(c *Condition, names expr.Names, answered bool) bool {
	switch {
	case c == nil:
		return true
	case c.program == nil || c.outside && h.values.read == nil:
		return true
	case c.outside && answered:
		result, err := c.program.Eval(names, expr.Options{})
		return err != nil || result.Value.IsMissing() || result.Value.Bool()
	}
	return holds(c, names)
}

// answered tells whether something is typed in a section that depends on other returns.
func (h *hiding) answered(s *Section) bool {
	if s.When == nil || !s.When.outside {
		return false
	}
	typed := func(fields map[string]Value) bool {
		return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Typed() && !fields[f.Code].IsMissing() })
	}
	if s.Rows == nil {
		return typed(h.values.fields)
	}
	return slices.ContainsFunc(h.values.Rows(s.Rows.Code), func(row Row) bool { return typed(row.Fields) })
}

// holds tells whether a condition holds; none always does.
func holds(c *Condition, names expr.Names) bool {
	if c == nil {
		return true
	}
	result, err := c.program.Eval(names, expr.Options{})
	return err == nil && result.Value.Bool()
}

// Steering are the keys of the fields at which conditions look, also through calculated fields: with their answers
// other cells come and go, or must be answered.
func (d *Definition) Steering() map[string]bool {
	steering := map[string]bool{}
	look := func(list string, c *Condition) {
		if c != nil && c.program != nil {
			d.reads(list, c.program, steering)
		}
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		look("", s.When)
		for j := range s.Fields {
			look(s.Fields[j].List, s.Fields[j].When)
			look(s.Fields[j].List, s.Fields[j].RequiredWhen)
		}
	}
	return steering
}

// reads adds the fields that an expression reads, and those that its calculated fields read.
func (d *Definition) reads(list string, program *expr.Program, into map[string]bool) {
	for _, key := range keysOf(d, list, program.Uses()) {
		if into[key] {
			continue
		}
		into[key] = true
		if f := d.fields[key]; f != nil && f.formula != nil && f.formula.program != nil {
			d.reads(f.List, f.formula.program, into)
		}
	}
}
