package form

import (
	"maps"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Calculate computes the calculated fields of a document from its other values, and empties what the conditions of the
// definition hide. Decode has done so; whoever changes values afterwards calls it again. The values given stay as they
// are.
func Calculate(def *Definition, values Values) Values {
	out, _ := settle(def, values.Clone())
	return out
}

// settle finds the values of a document in which hidden cells are missing and calculated fields are computed without
// them, and says what is hidden. Each round knows at least one more condition for good, since conditions look upwards
// only, also through calculated fields; so there are at most as many rounds as fields, and nearly always two. The
// values given are used up.
func settle(def *Definition, typed Values) (Values, map[Path]bool) {
	if len(def.calculated) == 0 || !def.hides {
		compute(def, typed, nil)
		hidden := Hidden(def, typed)
		hide(def, typed, hidden)
		return typed, hidden
	}
	var hidden map[Path]bool
	for range len(def.fields) + 1 {
		values := typed.Clone()
		hide(def, values, hidden)
		compute(def, values, hidden)
		copyCalculated(def, values, typed)
		again := Hidden(def, typed)
		if maps.Equal(hidden, again) {
			return values, hidden
		}
		hidden = again
	}
	hide(def, typed, hidden)
	return typed, hidden
}

func hide(def *Definition, values Values, hidden map[Path]bool) {
	for path := range hidden {
		if _, isTable := def.Table(string(path)); isTable {
			values.SetRows(string(path), nil)
			continue
		}
		values.Set(path, Value{})
	}
}

// compute fills the calculated fields in, each after those that it reads. A document in which nothing is answered stays
// empty, or nobody could hand in an empty return.
func compute(def *Definition, values Values, hidden map[Path]bool) {
	if len(def.calculated) == 0 || onlyCalculated(def, values) {
		return
	}
	doc := keptNames(def, values)
	for _, f := range def.calculated {
		if f.formula.outside && values.read == nil {
			continue // nothing is known of what it is computed from
		}
		doc.zero = f.formula.zero
		if f.List == "" {
			if !hidden[FieldPath(f.Code)] {
				put(values.fields, f.Code, f.formula.result(f, doc))
			}
			continue
		}
		section, _ := def.Table(f.List)
		for _, row := range values.Rows(f.List) {
			if len(hidden) == 0 || !hidden[CellPath(f.List, row.Key, f.Code)] {
				names := eachNames{section: section, row: rowNames{list: f.List, row: row}, doc: doc}
				put(row.Fields, f.Code, f.formula.result(f, names))
			}
		}
	}
}

// onlyCalculated empties the calculated fields and tells whether nothing is left.
func onlyCalculated(def *Definition, values Values) bool {
	copyCalculated(def, NewValues(), values)
	return values.IsEmpty()
}

// copyCalculated takes the values of calculated fields over from another copy of the document.
func copyCalculated(def *Definition, from, into Values) {
	for _, f := range def.calculated {
		if f.List == "" {
			put(into.fields, f.Code, from.fields[f.Code])
			continue
		}
		for i, row := range into.Rows(f.List) {
			v := Value{}
			if rows := from.Rows(f.List); i < len(rows) { // copies have the same rows in the same order, or none
				v = rows[i].Fields[f.Code]
			}
			put(row.Fields, f.Code, v)
		}
	}
}

// result gives the value in the scale of the field; missing when it lacks a value, cannot be computed, or is larger
// than any number that may be typed.
func (c *formula) result(f *Field, names expr.Names) Value {
	result, err := c.program.Eval(names, expr.Options{MissingAsZero: c.zero})
	if err != nil || result.Value.Kind() != expr.Number {
		return Value{}
	}
	if c.zero && len(result.Cells) > 0 && len(result.Missing) == len(result.Cells) {
		return Value{} // zeros stand in for some missing numbers, not for all of them
	}
	d := result.Value.Number().Round(int32(f.Decimals))
	if d.Abs().GreaterThanOrEqual(tooLarge) {
		return Value{}
	}
	return numberOf(d)
}

// tooLarge is the first number with more than maxWhole digits before the point.
var tooLarge = decimal.New(1, maxWhole)
