package form

// Prefilled are the values that a new document starts with: of the fields that say so, what was answered the period
// before. Rows of a table are carried over, with their keys, when any of its columns is; of a row nothing but those
// columns is taken. Values that the definition no longer takes are left out.
func Prefilled(def *Definition, previous *Values) Values {
	out := NewValues()
	if previous == nil {
		return out
	}
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			prefillCells(s.Fields, previous.fields, out.fields)
			continue
		}
		if !prefills(s.Fields) {
			continue
		}
		var rows []Row
		for _, old := range previous.Rows(s.Rows.Code) {
			row := Row{Key: old.Key, Fields: map[string]Value{}}
			prefillCells(s.Fields, old.Fields, row.Fields)
			rows = append(rows, row)
		}
		out.SetRows(s.Rows.Code, rows)
	}
	return out
}

func prefills(fields []Field) bool {
	for i := range fields {
		if fields[i].Prefill == PrefillLast {
			return true
		}
	}
	return false
}

func prefillCells(fields []Field, from, into map[string]Value) {
	for i := range fields {
		f := &fields[i]
		v, found := from[f.Code]
		if f.Prefill != PrefillLast || !found {
			continue
		}
		if again, flt := f.Type.Decode(f, f.Type.Text(f, v)); flt == nil {
			put(into, f.Code, again)
		}
	}
}

// RawOf writes values as a person would: what Decode turns into the same values again.
func RawOf(def *Definition, values Values) Raw {
	raw := Raw{}
	for _, path := range def.Paths(values) {
		f := def.fields[path.Key()]
		if f != nil {
			if v := values.Get(path); !v.IsMissing() && f.Typed() {
				raw[path] = f.Type.Text(f, v)
			}
			continue
		}
		keys := ""
		for _, row := range values.Rows(string(path)) {
			if keys != "" {
				keys += ","
			}
			keys += row.Key
		}
		if keys != "" {
			raw[path] = keys
		}
	}
	return raw
}
