package form

import (
	"maps"
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
)

// OptionsUnder are the options that a field offers under a choice of the field that decides (Under), in their order.
// No choice leaves those that are offered under all. A field whose options depend on nothing offers all of them.
func (f *Field) OptionsUnder(choice string) []Option {
	if f.Under == "" {
		return f.Options
	}
	var offered []Option
	for _, option := range f.Options {
		if f.offers(option, choice) {
			offered = append(offered, option)
		}
	}
	return offered
}

// Decides is the cell by whose choice it is decided what the cell at path offers, "" when there is none.
func (d *Definition) Decides(path Path) Path {
	f := d.fields[path.Key()]
	if f == nil || f.parent == nil {
		return ""
	}
	_, row, _ := path.Split()
	return f.parent.pathIn(row)
}

// pathIn is the field's cell as seen from a row of its table.
func (f *Field) pathIn(row string) Path {
	if f.List == "" {
		return FieldPath(f.Code)
	}
	return CellPath(f.List, row, f.Code)
}

// misplacedIn is what is wrong with a choice given the choice that decides; nil when it is offered under it.
func (f *Field) misplacedIn(v Value, choice string) *Fault {
	chosen := []Value{v}
	if v.Kind() == expr.List {
		chosen = v.Items()
	}
	for _, item := range chosen {
		if o, found := f.Option(item.Text()); !found || !f.offers(o, choice) {
			return f.notUnder(item.Text(), choice, f.OptionsUnder(choice))
		}
	}
	return nil
}

// offers tells whether a field offers an option under a choice of the field that decides.
func (f *Field) offers(o Option, choice string) bool {
	return f.Under == "" || len(o.Under) == 0 || slices.Contains(o.Under, choice)
}

func (f *Field) notUnder(code, choice string, offered []Option) *Fault {
	text := clip(showOption(f, code))
	if choice == "" {
		return fault(ParentFirst, "text", text, "parent", f.parent.Name)
	}
	above := showOption(f.parent, choice)
	if len(offered) == 0 {
		return fault(NothingUnder, "text", text, "parent", f.parent.Name, "choice", above)
	}
	names := make([]string, len(offered))
	for i, option := range offered {
		names[i] = option.Name
	}
	return fault(NotUnder, "text", text, "parent", f.parent.Name, "choice", above, "known", strings.Join(clipList(names), "、"))
}

// misplaced finds choices that are not offered under the choice made above them. What was written stays in the raw
// text, so that whoever changes the choice above sees what no longer fits, and keeps it when he changes it back. As
// long as the choice above is itself in doubt, nothing can be said.
func (d *decoding) misplaced() {
	for _, f := range d.def.dependent {
		for _, path := range pathsOf(f, d.values) {
			v, above := d.values.Get(path), d.def.Decides(path)
			if v.IsMissing() || d.faults[above] != nil {
				continue
			}
			if flt := f.misplacedIn(v, d.values.Get(above).Text()); flt != nil {
				d.faults[path] = flt
				d.values.Set(path, Value{})
			}
		}
	}
}

// pathsOf are the cells of a field: one, or one a row.
func pathsOf(f *Field, values Values) []Path {
	if f.List == "" {
		return []Path{FieldPath(f.Code)}
	}
	rows := values.Rows(f.List)
	paths := make([]Path, len(rows))
	for i, row := range rows {
		paths[i] = CellPath(f.List, row.Key, f.Code)
	}
	return paths
}

// withIdle adds to the hidden cells those that have nothing to choose from under the choice made above: nobody can be
// asked to answer them.
func withIdle(def *Definition, values Values, hidden map[Path]bool) map[Path]bool {
	if len(def.dependent) == 0 {
		return hidden
	}
	out := maps.Clone(hidden)
	if out == nil {
		out = map[Path]bool{}
	}
	for _, f := range def.dependent {
		idle := map[string]bool{} // by the choice above: hundreds of rows have few of them
		for _, path := range pathsOf(f, values) {
			choice := values.Get(def.Decides(path)).Text()
			nothing, known := idle[choice]
			if !known {
				nothing = len(f.OptionsUnder(choice)) == 0
				idle[choice] = nothing
			}
			if nothing {
				out[path] = true
			}
		}
	}
	return out
}

// Dependents are the cells whose offer changes with the choice in the cell at path, directly or through others, in the
// order of the form. The cell may lie in a row that is not among the values: one that a page only offers.
func (d *Definition) Dependents(path Path, values Values) []Path {
	if len(d.dependent) == 0 {
		return nil
	}
	changed := map[Path]bool{path: true}
	var dependents []Path
	for _, f := range d.dependent { // parents stand above, so one round finds chains
		for _, cell := range cellsBeside(f, path, values) {
			if changed[d.Decides(cell)] && !changed[cell] {
				changed[cell] = true
				dependents = append(dependents, cell)
			}
		}
	}
	return dependents
}

// cellsBeside are the cells of a field that a cell can decide: those of its own row where both lie in one table.
func cellsBeside(f *Field, path Path, values Values) []Path {
	if list, row, _ := path.Split(); list != "" && list == f.List {
		return []Path{CellPath(list, row, f.Code)}
	}
	return pathsOf(f, values)
}
