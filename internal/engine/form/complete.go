package form

import (
	"strconv"

	"nianlun/internal/engine/expr"
)

// Wanted lists the cells that must be answered before a document can be handed in, in the order of the form: those
// that are shown and required, always or by their condition.
func Wanted(def *Definition, values Values) []Path {
	return asked(def, values, Hidden(def, values), func(Value) bool { return true })
}

// asked lists the wanted cells whose value is one to list.
func asked(def *Definition, values Values, hidden map[Path]bool, list func(Value) bool) []Path {
	doc := keptNames(def, values)
	hidden = withIdle(def, values, hidden)
	var wanted []Path
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			wanted = appendAsked(wanted, s.Fields, values.fields, doc, hidden, list, FieldPath)
			continue
		}
		for _, row := range values.Rows(s.Rows.Code) {
			names := eachNames{section: s, row: rowNames{list: s.Rows.Code, row: row}, doc: doc}
			wanted = appendAsked(wanted, s.Fields, row.Fields, names, hidden, list, cellPaths(s.Rows.Code, row.Key))
		}
	}
	return wanted
}

func appendAsked(wanted []Path, fields []Field, values map[string]Value, names expr.Names, hidden map[Path]bool, list func(Value) bool, path func(string) Path) []Path {
	for i := range fields {
		f := &fields[i]
		if !list(values[f.Code]) || !f.Required && (!f.RequiredWhen.asks(names)) {
			continue
		}
		if p := path(f.Code); !hidden[p] {
			wanted = append(wanted, p)
		}
	}
	return wanted
}

// asks tells whether a condition makes an answer necessary; one that cannot be told does not.
func (c *Condition) asks(names expr.Names) bool {
	return c != nil && c.program != nil && holds(c, names)
}

// Complete says what is still to be answered before a document can be handed in: wanted cells without a value, and
// tables with too few rows.
func Complete(def *Definition, values Values) Issues {
	missing := map[Path]*Fault{}
	hidden := Hidden(def, values)
	for _, path := range asked(def, values, hidden, Value.IsMissing) {
		missing[path] = fault(Required)
	}
	for i := range def.Sections {
		rows := def.Sections[i].Rows
		if rows == nil || hidden[FieldPath(rows.Code)] {
			continue
		}
		if count := len(values.Rows(rows.Code)); count < rows.Min {
			missing[FieldPath(rows.Code)] = fault(TooFew, "min", strconv.Itoa(rows.Min), "got", strconv.Itoa(count))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var issues Issues
	for _, path := range def.Paths(values) {
		if flt := missing[path]; flt != nil {
			issues = append(issues, Issue{Path: path, Place: PlaceOf(def, values, path), Fault: *flt})
		}
	}
	return issues
}
