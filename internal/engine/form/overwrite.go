package form

import (
	"slices"
	"sort"
	"strings"
)

// Overwrite writes some cells over a document and reads nothing else of it again: while somebody types, one cell of
// thousands changes. A table's code among the cells names all its rows, in order; others go. The result is what Decode
// makes of the whole document with these cells in it, and the values given stay as they are. It answers false where a
// text is no value or the whole must be decoded.
func Overwrite(def *Definition, values Values, cells Raw, dir Directory) (Values, bool) {
	out, issues, ok := Rewrite(def, values, nil, cells, dir)
	return out, ok && len(issues) == 0
}

// Rewrite is Overwrite for a document in which texts stand that are no values: raw is what was written in it, nil when
// values say all of it. Of it only those texts are read again that had no value. The issues are those of the whole. It
// answers false where the whole must be decoded: cells that are none of the form's, more rows than there may be, and
// rows of which only the texts tell where they stand.
func Rewrite(def *Definition, values Values, raw, cells Raw, dir Directory) (Values, Issues, bool) {
	o := &overwriting{decoding: decoding{def: def, raw: cells, dir: dir, faults: map[Path]*Fault{}}, old: values, written: raw}
	if raw != nil && !o.addUnread() {
		return Values{}, nil, false
	}
	o.values = o.copied()
	if !o.sort() {
		return Values{}, nil, false
	}
	for i := range def.Sections {
		if s := &def.Sections[i]; s.Rows != nil && !o.rowsOf(s) {
			return Values{}, nil, false
		}
	}
	o.misplaced()
	settled, hidden := settle(def, o.values)
	for path := range hidden {
		delete(o.faults, path)
	}
	if len(o.faults) == 0 {
		return settled, nil, true
	}
	o.values = settled
	return settled, o.inOrder(), true
}

// rowsOf writes into a table in which something is written, and looks again for two rows of one name; false when it
// must be decoded as a whole.
func (o *overwriting) rowsOf(s *Section) bool {
	if o.touched[s.Rows.Code] {
		return o.table(s)
	}
	if o.written != nil {
		o.repeatedRows(s)
	}
	return o.written == nil || len(s.Rows.Fixed) > 0 || len(o.values.Rows(s.Rows.Code)) <= s.Rows.Max
}

type overwriting struct {
	decoding
	old     Values
	written Raw                            // what stood in the document as it was written; nil when its values say all
	touched map[string]bool                // tables in which something is written
	rows    map[string]map[string][]*Field // what is written in each row of them
}

// addUnread adds to the cells those in which a text stands that was no value, or that a condition hid; false where one
// of them stands in a row that is not there.
func (o *overwriting) addUnread() bool {
	cells := o.raw
	all := make(Raw, len(cells)+8)
	for path, text := range cells {
		all[path] = text
	}
	o.values = o.old
	for path, text := range o.written {
		if _, again := cells[path]; again {
			continue
		}
		unread, ok := o.unread(path, text)
		if !ok {
			return false
		}
		if unread {
			all[path] = text
		}
	}
	o.raw = all
	return true
}

// unread tells a text that was no value; false where nobody knows without reading the whole.
func (o *overwriting) unread(path Path, text string) (unread, ok bool) {
	list, key, code := path.Split()
	f := o.def.fields[path.Key()]
	switch {
	case f == nil || f.List != list:
		_, isTable := o.def.Table(code)
		return false, list == "" && isTable
	case list == "":
		return f.mayBeUnread(o.old.fields[code], text), true
	}
	row, there := o.old.Row(list, key)
	switch {
	case there && !f.mayBeUnread(row.Fields[code], text), o.takenOut(list, key):
		return false, true
	}
	return true, there || strings.TrimSpace(text) == ""
}

// mayBeUnread tells a text of a cell that does not follow from its value.
func (f *Field) mayBeUnread(v Value, text string) bool {
	if f.formula != nil {
		return hostile(seen(text)) != nil
	}
	return v.IsMissing() && strings.TrimSpace(text) != ""
}

// takenOut tells rows that the cells leave out of their table.
func (o *overwriting) takenOut(list, key string) bool {
	order, named := o.raw[FieldPath(list)]
	return named && !slices.Contains(splitEntries(order), key)
}

// copied is a copy that may be written into. Rows are shared with the original until they are written into, unless
// conditions, computed fields or choices that are offered no more write into all of them.
func (o *overwriting) copied() Values {
	if o.def.hides || len(o.def.calculated) > 0 || len(o.def.dependent) > 0 {
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
		if len(s.Rows.Fixed) > 0 || o.answered(s, row) && (o.faultyRow(s, row) || !unwritten(s, row)) {
			rows = append(rows, row)
		}
	}
	if !o.placed(s, added) || len(rows) > s.Rows.Max && len(s.Rows.Fixed) == 0 {
		return false
	}
	o.values.SetRows(list, rows)
	if named || o.written != nil {
		o.repeatedRows(s)
	}
	return true
}

// placed tells whether it is known where added rows stand: behind all others, unless the texts say otherwise.
func (o *overwriting) placed(s *Section, added []string) bool {
	if o.written == nil || len(added) == 0 {
		return true
	}
	places := map[string]bool{}
	for _, key := range splitEntries(o.written[FieldPath(s.Rows.Code)]) {
		places[key] = true
	}
	unplaced := func(row Row) bool { return !places[row.Key] }
	return !slices.ContainsFunc(added, func(key string) bool { return places[key] }) && !slices.ContainsFunc(o.old.Rows(s.Rows.Code), unplaced)
}

// answered tells a row in which somebody has typed, right or wrong.
func (o *overwriting) answered(s *Section, row Row) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool {
		return f.Typed() && (!row.Fields[f.Code].IsMissing() || o.faults[CellPath(s.Rows.Code, row.Key, f.Code)] != nil)
	})
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
