package form

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

// Origin is the kind of place from which a value is offered at first.
type Origin string

// The origins.
const (
	FromNowhere   Origin = ""
	FromLast      Origin = "last"      // this unit's return of the period before
	FromForm      Origin = "form"      // another return of the unit
	FromRegister  Origin = "unit"      // the unit's entry in the register
	FromIndicator Origin = "indicator" // a figure of the unit
)

// Prefill says where the value offered at first comes from; the zero Prefill is nowhere.
type Prefill struct {
	From Origin
	// Reference is the other return; of an indicator, its Period is that of the figure.
	Reference
	// Field is the path in the other form: "spent", "list.paid". For a field outside tables the latter is the sum of
	// the column, and "list" the number of rows.
	Field     string
	Register  string // the field of the register: see RegisterFields
	Indicator string // the code
}

// IndicatorAt is a figure of the unit in a period.
type IndicatorAt struct {
	Code   string
	Period When
}

// RegisterFields are the fields of a unit's entry in the register that a form may take over.
func RegisterFields() []string {
	return []string{"code", "name", "short", "type", "zone", "parent", "opened"}
}

// Sources are what values can be taken over from; what is not there offers nothing.
type Sources struct {
	Previous   *Values
	Returns    map[Reference]Answer
	Register   map[string]Value // by the fields of RegisterFields
	Indicators map[IndicatorAt]Value
}

// Prefilled are the values that a new document starts with, of the fields that name a source. A table whose columns
// name sources takes over the rows of the first of them, with their keys; what comes from others joins the row that
// is about the same thing. Values that the definition does not take are left out.
func Prefilled(def *Definition, from Sources) Values {
	out := NewValues()
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows != nil {
			out.prefillRows(def, s, from)
			continue
		}
		for j := range s.Fields {
			f := &s.Fields[j]
			put(out.fields, f.Code, f.taken(from.single(f)))
		}
	}
	return out
}

// offered is a value with the field that it was the answer to; nil for one that was no answer.
type offered struct {
	value Value
	field *Field
}

// single is what a field outside tables is offered.
func (from Sources) single(f *Field) offered {
	switch p := f.Prefill; p.From {
	case FromLast:
		if from.Previous != nil {
			return offered{value: from.Previous.fields[f.Code], field: f}
		}
	case FromForm:
		return from.Returns[p.Reference].at(p.Field)
	case FromRegister:
		return offered{value: from.Register[p.Register]}
	case FromIndicator:
		return offered{value: from.Indicators[IndicatorAt{p.Indicator, p.Period}]}
	case FromNowhere:
	}
	return offered{}
}

// at reads a path without rows: a field, the number of a table's rows, or the sum of a column.
func (a Answer) at(path string) offered {
	if a.Def == nil {
		return offered{}
	}
	if _, isTable := a.Def.Table(path); isTable {
		return offered{value: expr.IntOf(int64(len(a.Values.Rows(path))))}
	}
	f, found := a.Def.Field(path)
	if !found || f.List == "" {
		return offered{value: a.Values.fields[path], field: f}
	}
	sum, any := decimal.Zero, false
	for _, row := range a.Values.Rows(f.List) {
		if v := row.Fields[f.Code]; v.Kind() == expr.Number {
			sum, any = sum.Add(v.Number()), true
		}
	}
	if !any {
		return offered{}
	}
	return offered{value: numberOf(sum)}
}

// taken is an offered value as the field takes it: missing when it does not.
func (f *Field) taken(from offered) Value {
	v := from.value
	if v.IsMissing() || !f.Typed() {
		return Value{}
	}
	if d := v.Number(); v.Kind() == expr.Number && f.Type.Holds() == expr.Number && d.Exponent() == 0 && d.NumDigits() <= maxWhole {
		again, _ := inBounds(f, d) // what comes of writing it down and reading it, for the numbers that forms are full of
		return again
	}
	text := v.String()
	if v.Kind() == f.Type.Holds() {
		text = f.Type.Text(f, v)
	} else if f.Type.Holds() != expr.Text {
		return Value{}
	}
	if from.field != nil && len(from.field.Options) > 0 && len(f.Options) == 0 {
		text = from.field.Type.Show(from.field, v) // a choice becomes the words that were chosen
	}
	again, flt := f.Type.Decode(f, text)
	if flt != nil {
		return Value{}
	}
	return again
}

// column is where a column of a table can be taken over from.
type column struct {
	rows  []Row
	field *Field // there
	of    *Rows  // the table there
}

func (from Sources) column(def *Definition, f *Field) (column, bool) {
	a, field := Answer{Def: def}, f
	switch p := f.Prefill; p.From {
	case FromLast:
		if from.Previous == nil {
			return column{}, false
		}
		a.Values = *from.Previous
	case FromForm:
		a = from.Returns[p.Reference]
		if a.Def == nil {
			return column{}, false
		}
		field = a.Def.fields[p.Field]
	case FromNowhere, FromRegister, FromIndicator:
		return column{}, false
	}
	if field == nil || field.List == "" {
		return column{}, false
	}
	table, _ := a.Def.Table(field.List)
	return column{rows: a.Values.Rows(field.List), field: field, of: table.Rows}, true
}

// prefillRows fills a table, source by source: the columns that come from the same table at once. The first source
// gives the rows; what the others say joins the row that is about the same thing.
func (v Values) prefillRows(def *Definition, s *Section, from Sources) {
	var rows []Row
	for i, columns := range bySource(s) {
		first, found := from.column(def, columns[0])
		if !found {
			continue
		}
		theirs := make([]*Field, len(columns)) // by the place of the column that takes from them
		for j, f := range columns {
			if c, found := from.column(def, f); found {
				theirs[j] = c.field
			}
		}
		for _, their := range first.rows {
			row := Row{Key: their.Key, Fields: make(map[string]Value, len(columns))}
			for j, f := range columns {
				if c := theirs[j]; c != nil {
					put(row.Fields, f.Code, f.taken(offered{value: their.Fields[c.Code], field: c}))
				}
			}
			if i == 0 {
				rows = addRow(s.Rows, rows, row)
				continue
			}
			rows = joinRow(s.Rows, rows, row, their.Fields[first.of.Key])
		}
	}
	if rows != nil {
		v.SetRows(s.Rows.Code, rows)
	}
}

// bySource groups the columns of a table that name a source, that of the natural key first.
func bySource(s *Section) [][]*Field {
	type table struct {
		Prefill
		list string
	}
	var order []table
	groups := map[table][]*Field{}
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Prefill.From == FromNowhere {
			continue
		}
		at := table{Prefill: Prefill{From: f.Prefill.From, Reference: f.Prefill.Reference}, list: listOfPath(f.Prefill.Field)}
		switch {
		case groups[at] != nil:
		case f.Code == s.Rows.Key:
			order = append([]table{at}, order...)
		default:
			order = append(order, at)
		}
		groups[at] = append(groups[at], f)
	}
	out := make([][]*Field, len(order))
	for i, at := range order {
		out[i] = groups[at]
	}
	return out
}

// addRow adds a row, of a table with given rows only one of them.
func addRow(of *Rows, rows []Row, row Row) []Row {
	given := func(o expr.Option) bool { return o.Code == row.Key }
	if len(of.Fixed) > 0 && !slices.ContainsFunc(of.Fixed, given) {
		return rows
	}
	return append(rows, row)
}

// joinRow puts what a further source says of a row to what is known of the same, which name tells where the columns of
// that source do not. Of a row that is not there nothing is taken, unless the source says what the row is about.
func joinRow(of *Rows, rows []Row, row Row, name Value) []Row {
	about := Row{Key: row.Key, Fields: map[string]Value{of.Key: row.Fields[of.Key]}}
	named := of.Key == "" || len(of.Fixed) > 0 || !about.Fields[of.Key].IsMissing()
	if !named {
		about.Fields[of.Key] = name
	}
	at := slices.IndexFunc(rows, func(r Row) bool { return sameThing(of, r, about) })
	if at >= 0 {
		for code, value := range row.Fields {
			if rows[at].Fields[code].IsMissing() {
				put(rows[at].Fields, code, value)
			}
		}
		return rows
	}
	if !named {
		return rows
	}
	keys := make([]string, len(rows))
	for i, r := range rows {
		keys[i] = r.Key
	}
	if slices.Contains(keys, row.Key) {
		row.Key = NextRowKey(keys...)
	}
	return addRow(of, rows, row)
}

// sameThing tells whether two rows of a table are about the same: by their given keys, by the field by which people
// know rows, or, where there is none, by key.
func sameThing(of *Rows, a, b Row) bool {
	if of.Key == "" || len(of.Fixed) > 0 {
		return a.Key == b.Key
	}
	name := a.Fields[of.Key]
	return !name.IsMissing() && name.Equal(b.Fields[of.Key])
}

// Beside puts what was offered (which nobody else may hold) beside the rows of a document: rows of an open table that are
// about the same thing get the document's keys, so that a cell of the one has the path of the other.
func Beside(def *Definition, offered, values Values) Values {
	for i := range def.Sections {
		of := def.Sections[i].Rows
		if of == nil || of.Key == "" || len(of.Fixed) > 0 {
			continue
		}
		own := map[string]string{} // keys by what people call the row
		for _, row := range values.Rows(of.Code) {
			if name := row.Fields[of.Key]; !name.IsMissing() {
				own[name.String()] = row.Key
			}
		}
		rows := offered.Rows(of.Code)
		for j := range rows {
			if key, same := own[rows[j].Fields[of.Key].String()]; same {
				rows[j].Key = key
			}
		}
	}
	return offered
}

// CountPrefilled counts the cells that hold an answer somebody gives; among them those for which a value was offered;
// and among these those that hold it. What was offered stands beside the values: see Beside.
func CountPrefilled(def *Definition, offered, values Values) (cells, filled, kept int) {
	count := func(fields []Field, own, theirs map[string]Value) {
		for i := range fields {
			v := own[fields[i].Code]
			if v.IsMissing() || !fields[i].Typed() {
				continue
			}
			cells++
			if known := theirs[fields[i].Code]; !known.IsMissing() {
				filled++
				if known.Equal(v) {
					kept++
				}
			}
		}
	}
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			count(s.Fields, values.fields, offered.fields)
			continue
		}
		for _, row := range values.Rows(s.Rows.Code) {
			theirs, _ := offered.Row(s.Rows.Code, row.Key)
			count(s.Fields, row.Fields, theirs.Fields)
		}
	}
	return cells, filled, kept
}

// RawOf writes values as a person would: what Decode turns into the same values again.
func RawOf(def *Definition, values Values) Raw {
	raw := make(Raw, rawSize(def, values))
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			writeCells(raw, s.Fields, values.fields, FieldPath)
			continue
		}
		rows := values.Rows(s.Rows.Code)
		keys := make([]string, len(rows))
		for j, row := range rows {
			keys[j] = row.Key
			writeCells(raw, s.Fields, row.Fields, cellPaths(s.Rows.Code, row.Key))
		}
		if len(keys) > 0 {
			raw[FieldPath(s.Rows.Code)] = strings.Join(keys, ",")
		}
	}
	return raw
}

func writeCells(raw Raw, fields []Field, values map[string]Value, path func(code string) Path) {
	for i := range fields {
		f := &fields[i]
		if v := values[f.Code]; !v.IsMissing() && f.Typed() {
			raw[path(f.Code)] = f.Type.Text(f, v)
		}
	}
}

// rawSize is how many entries a full sheet has at most.
func rawSize(def *Definition, values Values) int {
	n := 0
	for i := range def.Sections {
		s := &def.Sections[i]
		n += len(s.Fields)
		if s.Rows != nil {
			n += 1 + len(values.Rows(s.Rows.Code))*len(s.Fields)
		}
	}
	return n
}
