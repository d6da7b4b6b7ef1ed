package form

import "strconv"

// Complete says what is still to be answered before a document can be handed in: required fields that are shown and
// have no value, and tables with too few rows.
func Complete(def *Definition, values Values) Issues {
	hidden := Hidden(def, values)
	doc := docNames{def: def, values: values}
	var issues Issues
	ask := func(path Path, f *Fault) {
		issues = append(issues, Issue{Path: path, Place: PlaceOf(def, values, path), Fault: *f})
	}
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			for j := range s.Fields {
				f := &s.Fields[j]
				if path := FieldPath(f.Code); !hidden[path] && f.wanted(doc) && values.Get(path).IsMissing() {
					ask(path, fault(Required))
				}
			}
			continue
		}
		table := FieldPath(s.Rows.Code)
		rows := values.Rows(s.Rows.Code)
		if !hidden[table] && len(rows) < s.Rows.Min {
			ask(table, fault(TooFew, "min", strconv.Itoa(s.Rows.Min), "got", strconv.Itoa(len(rows))))
		}
		for _, row := range rows {
			names := eachNames{section: s, row: rowNames{list: s.Rows.Code, row: row}, doc: doc}
			for j := range s.Fields {
				f := &s.Fields[j]
				path := CellPath(s.Rows.Code, row.Key, f.Code)
				if !hidden[path] && f.wanted(names) && row.Fields[f.Code].IsMissing() {
					ask(path, fault(Required))
				}
			}
		}
	}
	return issues
}

// wanted reports whether the field must be answered, given the values around it.
func (f *Field) wanted(names interface{ Get(string) Value }) bool {
	return f.Required || f.RequiredWhen != nil && holds(f.RequiredWhen, names)
}
