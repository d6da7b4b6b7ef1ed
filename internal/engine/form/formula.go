package form

import (
	"slices"
	"strconv"

	"nianlun/internal/engine/expr"
)

// Formula renders a check in the language of spreadsheets, as far as expr.Program.Formula goes: it is FALSE where the
// check does not hold, and an error where nothing can be said. rows is the code of the table for each row of which it
// stands, or "". marks are the fields at which people look, by their keys.
func (c *Rule) Formula(def *Definition, g expr.Grid) (formula, rows string, marks []string, ok bool) {
	if c.rule == nil {
		return "", "", nil, false
	}
	rows = c.Each
	if list, each := c.rule.EachRow(); each && rows == "" {
		rows = list
		if len(c.At) > 0 {
			return "", "", nil, false // it marks fields outside of the rows
		}
	}
	if formula, ok = c.rule.Formula(g); !ok {
		return "", "", nil, false
	}
	for _, key := range c.reach(def, rows) {
		if f, found := def.fields[key]; found && f.List == rows && !slices.Contains(marks, key) {
			marks = append(marks, key)
		}
	}
	return formula, rows, marks, len(marks) > 0
}

// reach are the keys of the fields that the check names, or those that it reads.
func (c *Rule) reach(def *Definition, rows string) []string {
	if len(c.At) == 0 {
		return keysOf(def, rows, c.rule.Uses())
	}
	keys := make([]string, len(c.At))
	for i, code := range c.At {
		keys[i] = code
		if rows != "" {
			keys[i] = rows + "." + code
		}
	}
	return keys
}

// Formula renders a condition in the same way; none that depends on other returns, which no workbook holds.
func (c *Condition) Formula(g expr.Grid) (string, bool) {
	if c.program == nil || c.outside {
		return "", false
	}
	return c.program.Formula(g)
}

// Formula renders the expression of a calculated field in the same way, rounded as the field is; false for other
// fields, and for one that depends on other returns.
func (f *Field) Formula(g expr.Grid) (string, bool) {
	if f.formula == nil || f.formula.program == nil || f.formula.outside {
		return "", false
	}
	formula, ok := f.formula.program.Formula(g)
	return "ROUND(" + formula + "," + strconv.Itoa(f.Decimals) + ")", ok
}

// MissingAsZero reports whether a calculated field takes missing numbers as 0.
func (f *Field) MissingAsZero() bool { return f.formula != nil && f.formula.zero }
