package expr

import "strconv"

// node is one step of a typed tree.
type node interface {
	eval(r *run) (Value, *Error)
}

// run is the state of one evaluation.
type run struct {
	names   Names
	options Options
	items   []Value // the members that enclosing predicates stand on, innermost last
	steps   int
	quiet   bool // no place is noted
	touched []touch
}

// touch is a place that was read.
type touch struct {
	cell    string
	missing bool
}

func (r *run) step(at int) *Error {
	r.steps++
	if r.steps > maxSteps {
		return &Error{Code: OverBudget, Offset: at}
	}
	return nil
}

// read takes a member of names, notes the place, and applies the options.
func (r *run) read(from Names, code string, typ Type) Value {
	v := from.Get(code)
	if typ.Kind != Row && typ.Kind != Params {
		r.note(from, code, v)
	}
	if v.IsMissing() && typ.Kind == Number && r.options.MissingAsZero {
		return IntOf(0)
	}
	return v
}

func (r *run) note(from Names, code string, v Value) {
	if r.quiet {
		return
	}
	locator, ok := from.(Locator)
	if !ok {
		return
	}
	if cell := locator.Locate(code); cell != "" && len(r.touched) < maxCells {
		r.touched = append(r.touched, touch{cell: cell, missing: v.IsMissing()})
	}
}

// mark and forget drop the places that were read since a mark, because they did not decide the result.
func (r *run) mark() int             { return len(r.touched) }
func (r *run) forget(mark int)       { r.touched = r.touched[:mark] }
func (r *run) push(item Value)       { r.items = append(r.items, item) }
func (r *run) pop()                  { r.items = r.items[:len(r.items)-1] }
func (r *run) item() Value           { return r.items[len(r.items)-1] }
func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }

func (r *run) cells(missingOnly bool) []string {
	var cells []string
	seen := map[string]bool{}
	for _, t := range r.touched {
		if seen[t.cell] || (missingOnly && !t.missing) {
			continue
		}
		seen[t.cell] = true
		cells = append(cells, t.cell)
	}
	return cells
}
