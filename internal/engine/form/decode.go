package form

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxRaw bounds the bytes of one raw text.
const maxRaw = 16_000

// Decode turns what was written into values, and says what is wrong cell by cell. A cell with a fault has no value;
// the raw text is not touched, so that it can be shown again as it was written. Cells that a condition hides have no
// value either and no issue. Rows of an open table in which nothing is written are left out. What is required is not
// looked at here, since a draft may be saved without it: see Complete.
//
// Units and people are taken by any id: see DecodeIn.
func Decode(def *Definition, raw Raw) (Values, Issues) { return DecodeIn(def, raw, nil) }

// DecodeIn decodes and looks units and people up in a directory, by id or name. Those that it does not know are faults.
func DecodeIn(def *Definition, raw Raw, dir Directory) (Values, Issues) {
	return DecodeWith(def, raw, dir, nil)
}

// DecodeWith decodes with what is read of other returns: Definition.Read, or the Readings of an older revision. With nil
// nothing is known of them: what is computed from them is missing, and what they decide on is shown and not required.
func DecodeWith(def *Definition, raw Raw, dir Directory, read *Readings) (Values, Issues) {
	d := &decoding{def: def, raw: raw, dir: dir, values: NewValues(), faults: map[Path]*Fault{}}
	for i := range def.Sections {
		d.section(&def.Sections[i])
	}
	d.misplaced()
	if def.Reads() {
		d.values.read = read
	}
	values, hidden := settle(def, d.values)
	d.values = values
	for path := range hidden {
		delete(d.faults, path)
	}
	return d.values, d.issues()
}

type decoding struct {
	def    *Definition
	raw    Raw
	dir    Directory // nil takes every id
	values Values
	faults map[Path]*Fault
	read   int // entries of raw that were looked at
}

// take reads an entry of what was written.
func (d *decoding) take(path Path) string {
	text, found := d.raw[path]
	if found {
		d.read++
	}
	return text
}

func (d *decoding) section(s *Section) {
	if s.Rows == nil {
		for i := range s.Fields {
			put(d.values.fields, s.Fields[i].Code, d.cell(&s.Fields[i], FieldPath(s.Fields[i].Code)))
		}
		return
	}
	list := s.Rows.Code
	rows := make([]Row, 0, len(d.raw))
	for _, key := range d.rowKeys(s.Rows) {
		rows = append(rows, Row{Key: key, Fields: make(map[string]Value, len(s.Fields))})
	}
	d.values.SetRows(list, rows)
	if len(rows) > s.Rows.Max {
		d.faults[FieldPath(list)] = fault(TooMany, "max", strconv.Itoa(s.Rows.Max), "got", strconv.Itoa(len(rows)))
	}
	for _, row := range rows {
		for i := range s.Fields {
			put(row.Fields, s.Fields[i].Code, d.cell(&s.Fields[i], CellPath(list, row.Key, s.Fields[i].Code)))
		}
	}
	if len(s.Rows.Fixed) == 0 {
		d.values.SetRows(list, slices.DeleteFunc(rows, func(row Row) bool { return unwritten(s, row) && !d.faultyRow(s, row) }))
	}
	d.repeatedRows(s)
}

func (d *decoding) faultyRow(s *Section, row Row) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return d.faults[CellPath(s.Rows.Code, row.Key, f.Code)] != nil })
}

func (d *decoding) cell(f *Field, path Path) Value {
	text := seen(d.take(path))
	flt := hostile(text)
	if flt != nil {
		d.faults[path] = flt
		return Value{}
	}
	if f.formula != nil {
		return Value{} // computed, whatever a workbook brings back
	}
	if d.dir != nil && f.refers() && strings.TrimSpace(text) != "" {
		if text, flt = lookUp(d.dir, f, strings.TrimSpace(text)); flt != nil {
			d.faults[path] = flt
			return Value{}
		}
	}
	value, flt := f.Type.Decode(f, text)
	if flt != nil {
		d.faults[path] = flt
	}
	return value
}

// hostile refuses at the door what no person types and what databases choke on.
func hostile(text string) *Fault {
	if len(text) > maxRaw {
		return fault(TooLong, "max", strconv.Itoa(areaLength), "got", strconv.Itoa(utf8.RuneCountInString(text)))
	}
	if !utf8.ValidString(text) {
		return fault(BadEncoding)
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return fault(BadCharacter)
		}
	}
	return nil
}

// rowKeys are the keys of the rows in which something is written, in order; the given ones of a fixed table.
func (d *decoding) rowKeys(rows *Rows) []string {
	order := d.take(FieldPath(rows.Code))
	if len(rows.Fixed) > 0 {
		keys := make([]string, len(rows.Fixed))
		for i, option := range rows.Fixed {
			keys[i] = option.Code
		}
		return keys
	}
	written := map[string]bool{}
	for path, text := range d.raw {
		list, key, field := path.Split()
		if list == rows.Code && strings.TrimSpace(text) != "" && validKey(key) && d.typed(list+"."+field) {
			written[key] = true
		}
	}
	var keys []string
	for _, key := range splitEntries(order) {
		if written[key] {
			keys = append(keys, key)
			delete(written, key)
		}
	}
	rest := sortedKeys(written)
	sort.SliceStable(rest, func(i, j int) bool { return keyLess(rest[i], rest[j]) })
	return append(keys, rest...)
}

func (d *decoding) typed(key string) bool {
	f := d.def.fields[key]
	return f != nil && f.Typed()
}

// keyLess puts r2 before r10.
func keyLess(a, b string) bool {
	na, errA := strconv.Atoi(strings.TrimPrefix(a, "r"))
	nb, errB := strconv.Atoi(strings.TrimPrefix(b, "r"))
	if errA == nil && errB == nil && na != nb {
		return na < nb
	}
	return a < b
}

// repeatedRows marks rows that a person cannot tell apart from an earlier one.
func (d *decoding) repeatedRows(s *Section) {
	if s.Rows.Key == "" {
		return
	}
	first := map[string]int{}
	for i, row := range d.values.Rows(s.Rows.Code) {
		text := row.Fields[s.Rows.Key].String()
		if text == "" {
			continue
		}
		if at, found := first[text]; found {
			path := CellPath(s.Rows.Code, row.Key, s.Rows.Key)
			d.faults[path] = fault(DuplicateRow, "text", clip(keyText(s.Rows, row)), "first", strconv.Itoa(at+1))
			continue
		}
		first[text] = i
	}
}

// issues puts the faults into the order of the form, and adds cells that are none of the form's.
func (d *decoding) issues() Issues {
	var issues Issues
	if len(d.faults) > 0 {
		issues = d.inOrder()
	}
	if d.read == len(d.raw) {
		return issues
	}
	var unknown []string
	for path := range d.raw {
		if !d.known(path) {
			unknown = append(unknown, string(path))
		}
	}
	slices.Sort(unknown)
	for _, path := range unknown {
		issues = append(issues, Issue{Path: Path(path), Fault: *fault(UnknownCell, "path", clip(strings.ToValidUTF8(path, "?")))})
	}
	return issues
}

// inOrder lists the faults in the order of the form.
func (d *decoding) inOrder() Issues {
	type placed struct {
		Issue
		at [3]int // section, row and field
	}
	all := make([]placed, 0, len(d.faults))
	for path, flt := range d.faults {
		if at, found := d.def.position(path, d.values); found && flt != nil {
			all = append(all, placed{Issue{Path: path, Place: PlaceOf(d.def, d.values, path), Fault: *flt}, at})
		}
	}
	slices.SortFunc(all, func(a, b placed) int { return slices.Compare(a.at[:], b.at[:]) })
	issues := make(Issues, len(all))
	for i := range all {
		issues[i] = all[i].Issue
	}
	return issues
}

func (d *decoding) known(path Path) bool {
	parsed, ok := ParsePath(string(path))
	if !ok {
		return false
	}
	list, key, field := parsed.Split()
	if list == "" {
		_, isTable := d.def.Table(field)
		return isTable || d.def.fields[field] != nil
	}
	s, isTable := d.def.Table(list)
	if !isTable || d.def.fields[list+"."+field] == nil {
		return false
	}
	if len(s.Rows.Fixed) == 0 {
		return true
	}
	return slices.ContainsFunc(d.values.Rows(list), func(r Row) bool { return r.Key == key })
}

// position is where a cell or table stands in the order of the form: its section, its row from 1 and its field; false
// for what is none of the document's.
func (d *Definition) position(path Path, values Values) ([3]int, bool) {
	list, key, code := path.Split()
	for i := range d.Sections {
		s := &d.Sections[i]
		switch {
		case s.Rows == nil && list == "", s.Rows != nil && list == s.Rows.Code:
		case s.Rows != nil && list == "" && code == s.Rows.Code:
			return [3]int{i}, true
		default:
			continue
		}
		row, there := 0, true
		if list != "" {
			row, there = values.tables[list].find(key)
			row++
		}
		if at := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Code == code }); at >= 0 && there {
			return [3]int{i, row, at}, true
		}
	}
	return [3]int{}, false
}

// Paths lists the cells of a document in the order of the form: fields, each table as a whole, then its cells row by
// row.
func (d *Definition) Paths(values Values) []Path {
	var paths []Path
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Rows == nil {
			for j := range s.Fields {
				paths = append(paths, FieldPath(s.Fields[j].Code))
			}
			continue
		}
		paths = append(paths, FieldPath(s.Rows.Code))
		for _, row := range values.Rows(s.Rows.Code) {
			for j := range s.Fields {
				paths = append(paths, CellPath(s.Rows.Code, row.Key, s.Fields[j].Code))
			}
		}
	}
	return paths
}
