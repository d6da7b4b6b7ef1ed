package form

import (
	"slices"
	"sort"
)

// Overwrite writes some cells over a document and reads nothing else of it again: while somebody types, one cell of
// thousands changes. A table's code among the cells names all its rows, in order; others go. The result is what Decode
// makes of the whole document with these cells in it, and the values given stay as they are. It answers false where
// the whole must be decoded: a text that is no value, two rows of one name, a list that depends on another choice.
func Overwrite(def *Definition, values Values, cells Raw, dir Directory) (Values, bool) {
	if len(def.dependent) > 0 {
		return Values{}, false
	}
	o := &overwriting{decoding: decoding{def: def, raw: cells, dir: dir, faults: map[Path]*Fault{}}, old: values}
	o.values = o.copied()
	if !o.sort() {
		return Values{}, false
	}
	for i := range def.Sections {
		if s := &def.Sections[i]; s.Rows != nil && o.touched[s.Rows.Code] && !o.table(s) {
			return Values{}, false
		}
	}
	if len(o.faults) > 0 {
		return Values{}, false
	}
	settled, _ := settle(def, o.values)
	return settled, true
}

type overwriting struct {
	decoding
	old     Values
	touched map[string]bool                // tables in which something is written
	rows    map[string]map[string][]*Field // what is written in each row of them
}

// copied is a copy that may be written into. Rows are shared with the original until they are written into, unless
// conditions or computed fields write into all of them.
func (o *overwriting) copied() Values {
	if o.def.hides || len(o.def.calculated) > 0 {
		return o.old.Clone()
	}
	out := Values{fields: copyFields(o.old.fields), tables: make(map[string]*rowList, len(o.old.tables)), read: o.old.read}
	for list, rows := range o.old.tables {
		out.tables[list] = rows
	}
	return out
}

// sort writes what stands outside tables and gathers what stands in them; false for a cell that is none of the form's.
func (o *overwriting) sort() bool {
	o.touched, o.rows = map[string]bool{}, map[string]map[string][]*Field{}
	for path := range o.raw {
		list, key, code := path.Split()
		if _, isTable := o.def.Table(code); list == "" && isTable {
			o.touched[code] = true
			continue
		}
		f := o.def.fields[path.Key()]
		if f == nil || f.List != list || list != "" && (!validKey(key) || code == "") {
			return false
		}
		if list == "" {
			put(o.values.fields, code, o.cell(f, path))
			continue
		}
		o.touched[list] = true
		if o.rows[list] == nil {
			o.rows[list] = map[string][]*Field{}
		}
		o.rows[list][key] = append(o.rows[list][key], f)
	}
	return true
}

// table writes into the rows of a table; false when it must be decoded as a whole.
func (o *overwriting) table(s *Section) bool {
	list := s.Rows.Code
	written := o.rows[list]
	keys, added := o.order(s)
	for _, key := range added {
		if _, there := o.old.Row(list, key); there {
			return false // written into and taken out at once
		}
	}
	var rows []Row
	seen := map[string]bool{}
	named := false
	for _, key := range append(keys, added...) {
		old, there := o.values.Row(list, key)
		if seen[key] || !there && len(s.Rows.Fixed) > 0 {
			return false
		}
		seen[key] = true
		fields := written[key]
		if len(fields) == 0 {
			if there {
				rows = append(rows, old)
			}
			continue
		}
		row := Row{Key: key, Fields: copyFields(old.Fields)}
		for _, f := range fields {
			put(row.Fields, f.Code, o.cell(f, CellPath(list, key, f.Code)))
			named = named || f.Code == s.Rows.Key
		}
		if len(s.Rows.Fixed) > 0 || answered(s, row) && !unwritten(s, row) {
			rows = append(rows, row)
		}
	}
	o.values.SetRows(list, rows)
	if len(rows) > s.Rows.Max && len(s.Rows.Fixed) == 0 {
		return false
	}
	if named {
		o.repeatedRows(s)
	}
	return true
}

// answered tells a row in which somebody has typed.
func answered(s *Section, row Row) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Typed() && !row.Fields[f.Code].IsMissing() })
}

// order are the keys of the rows as they shall stand: as they are named, or else as they stood; added ones follow.
func (o *overwriting) order(s *Section) (keys, added []string) {
	known := map[string]bool{}
	if text, isNamed := o.raw[FieldPath(s.Rows.Code)]; isNamed && len(s.Rows.Fixed) == 0 {
		keys = splitEntries(text)
	} else {
		for _, row := range o.old.Rows(s.Rows.Code) {
			keys = append(keys, row.Key)
		}
	}
	for _, key := range keys {
		known[key] = true
	}
	for key := range o.rows[s.Rows.Code] {
		if !known[key] {
			added = append(added, key)
		}
	}
	sort.Strings(added)
	sort.SliceStable(added, func(i, j int) bool { return keyLess(added[i], added[j]) })
	return keys, added
}
