package form

import (
	"strconv"

	"nianlun/internal/engine/expr"
)

// Wanted lists the cells that must be answered before a document can be handed in, in the order of the form: those
// that are shown and required, always or by their condition.
func Wanted(def *Definition, values Values) []Path {
	hidden := Hidden(def, values)
	doc := docNames{def: def, values: values}
	var wanted []Path
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			wanted = appendWanted(wanted, s.Fields, doc, hidden, FieldPath)
			continue
		}
		for _, row := range values.Rows(s.Rows.Code) {
			names := eachNames{section: s, row: rowNames{list: s.Rows.Code, row: row}, doc: doc}
			wanted = appendWanted(wanted, s.Fields, names, hidden, cellPaths(s.Rows.Code, row.Key))
		}
	}
	return wanted
}

func appendWanted(wanted []Path, fields []Field, names expr.Names, hidden map[Path]bool, path func(string) Path) []Path {
	for i := range fields {
		f := &fields[i]
		asked := f.Required || f.RequiredWhen != nil && holds(f.RequiredWhen, names)
		if p := path(f.Code); asked && !hidden[p] {
			wanted = append(wanted, p)
		}
	}
	return wanted
}

// Complete says what is still to be answered before a document can be handed in: wanted cells without a value, and
// tables with too few rows.
func Complete(def *Definition, values Values) Issues {
	missing := map[Path]*Fault{}
	for _, path := range Wanted(def, values) {
		if values.Get(path).IsMissing() {
			missing[path] = fault(Required)
		}
	}
	hidden := Hidden(def, values)
	for i := range def.Sections {
		rows := def.Sections[i].Rows
		if rows == nil || hidden[FieldPath(rows.Code)] {
			continue
		}
		if count := len(values.Rows(rows.Code)); count < rows.Min {
			missing[FieldPath(rows.Code)] = fault(TooFew, "min", strconv.Itoa(rows.Min), "got", strconv.Itoa(count))
		}
	}
	var issues Issues
	for _, path := range def.Paths(values) {
		if flt := missing[path]; flt != nil {
			issues = append(issues, Issue{Path: path, Place: PlaceOf(def, values, path), Fault: *flt})
		}
	}
	return issues
}
