package form

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Readings are what a document has read of other returns of its unit, for its calculated fields and conditions: no more
// of them than these look at. They are kept with the values, so that a document that was handed in says the same for
// ever, whatever becomes of the others; while it is being filled, whoever opens it reads them anew. They are immutable.
type Readings struct {
	previous *Values           // nil when there is no period before
	returns  map[string]Values // by the names under which the definition refers to them
}

// reading says which cells of another return are read.
type reading struct {
	fields map[string]bool
	tables map[string]map[string]bool // columns by table; the rows of a table without columns are counted
}

// Reads reports whether calculated fields or conditions read other returns: see ForValues.
func (d *Definition) Reads() bool { return len(d.readings) > 0 }

// ForValues is what calculated fields and conditions look at. The caller hands it to Read.
func (d *Definition) ForValues() Needs { return d.valueNeeds }

// Read takes from other returns what calculated fields and conditions look at; nil for a definition that reads none. A
// return that is not there is read as such: what needs it is missing.
func (d *Definition) Read(from Sources) *Readings {
	if !d.Reads() {
		return nil
	}
	out := &Readings{returns: map[string]Values{}}
	for name, r := range d.readings {
		if name == previousCode {
			if from.Previous != nil {
				read := r.of(d, d, *from.Previous)
				out.previous = &read
			}
			continue
		}
		refer, _ := d.refer(name)
		if answer, found := from.Returns[refer.Reference]; found && refer.def != nil {
			out.returns[name] = r.of(refer.def, answer.Def, answer.Values)
		}
	}
	return out
}

// of copies what is read. It is typed by the version that was known when the reference was published: what a later
// version no longer asks, or asks in another type, is missing.
func (r *reading) of(then, now *Definition, values Values) Values {
	out := NewValues()
	keep := func(into, from map[string]Value, prefix, code string) {
		was, is := then.fields[prefix+code], now.fields[prefix+code]
		if v := from[code]; was != nil && is != nil && v.Kind() == was.Type.Holds() && is.Type.Holds() == was.Type.Holds() {
			put(into, code, v)
		}
	}
	for code := range r.fields {
		keep(out.fields, values.fields, "", code)
	}
	for list, columns := range r.tables {
		rows := values.Rows(list)
		kept := make([]Row, len(rows))
		for i, row := range rows {
			kept[i] = Row{Key: row.Key, Fields: map[string]Value{}}
			for code := range columns {
				keep(kept[i].Fields, row.Fields, list+".", code)
			}
		}
		out.SetRows(list, kept)
	}
	return out
}

// Readings are what the document has read; nil when it has read nothing, or nothing is known of it.
func (v Values) Readings() *Readings { return v.read }

// Refresh computes a document anew with what it reads now; what is typed stays, but for what a condition now hides. The
// values given stay as they are.
func Refresh(def *Definition, values Values, read *Readings) Values {
	if !def.Reads() {
		return values
	}
	values = values.Clone()
	values.read = read
	return Calculate(def, values)
}

// Digest is a short text that stands for what was read; "" when nothing was.
func (r *Readings) Digest() string {
	if r == nil {
		return ""
	}
	sum := sha256.Sum256(appendReadings(nil, r))
	return hex.EncodeToString(sum[:12])
}

// Equal reports whether the same was read.
func (r *Readings) Equal(other *Readings) bool {
	if r == nil || other == nil {
		return r == other
	}
	return slices.Equal(appendReadings(nil, r), appendReadings(nil, other))
}
