package form

import (
	"strings"

	"nianlun/internal/engine/expr"
)

// The codes of answers that do not stand in another version, beside FieldRemoved, TypeChanged, UnitChanged and
// PeriodChanged. Each has the message key "form.lost.<code>".
const (
	RowRemoved = "row_removed" // row: a given row that the table no longer has
	NotShown   = "not_shown"   // a condition of the new version hides the cell
	Unfit      = "unfit"       // the new version does not take it as it stands; the text is kept, to be mended
)

// Lost is an answer of an old version that does not stand in the new one.
type Lost struct {
	Path  Path
	Place Place // in the words of the old version
	Value Value
	Shown string // the answer as a person reads it, masked where the field is
	Code  string
	Fault *Fault // of an Unfit answer: why
}

// Key is the message key.
func (l Lost) Key() string { return "form.lost." + l.Code }

// Message says in the reader's language what became of the answer.
func (l Lost) Message(t T) string {
	why := ""
	if l.Fault != nil {
		why = Issue{Path: l.Path, Place: l.Place, Fault: *l.Fault}.Message(t)
	}
	return strings.TrimSpace(t(l.Key(), "field", l.Place.Field, "text", l.Shown, "why", why))
}

// Carried is what becomes of an answer in another version.
type Carried struct {
	Values Values
	// Raw holds the texts as they are written, when some of them are no values in the new version; Issues names those.
	Raw    Raw
	Issues Issues
	// Lost lists the answers that do not stand, in the order of the old form.
	Lost []Lost
}

// Carry takes answers to an old version of a definition over to a new one. An answer stands when a field of the same
// path, type and unit takes it; what was computed is computed anew. raw is what was written, when some of it was no
// value; nil takes the values alone. Neither is changed.
func Carry(old, new *Definition, values Values, raw Raw) Carried {
	if raw == nil {
		raw = RawOf(old, values)
	}
	c := carrying{old: old, new: new, raw: Raw{}, codes: map[Path]string{}}
	for path, text := range raw {
		if code := c.refuses(path); code != "" {
			c.codes[path] = code
		} else {
			c.raw[path] = text
		}
	}
	out := Carried{}
	out.Values, out.Issues = Decode(new, c.raw)
	if len(out.Issues) > 0 {
		out.Raw = c.raw
	}
	out.Lost = c.lost(values, out)
	return out
}

// carrying is one passage from a version to another.
type carrying struct {
	old, new *Definition
	raw      Raw
	codes    map[Path]string // why an answer is not even tried
}

// refuses tells why an answer at a path cannot be meant in the new version; empty when it can.
func (c *carrying) refuses(path Path) string {
	was, asked := c.old.fields[path.Key()]
	is, stays := c.new.fields[path.Key()]
	if !asked {
		if _, table := c.new.Table(string(path)); !table {
			return FieldRemoved
		}
		return ""
	}
	switch {
	case !stays || !is.Typed():
		return FieldRemoved
	case was.Type.Name() != is.Type.Name():
		return TypeChanged
	case was.Unit != is.Unit && was.Type.Holds() == expr.Number:
		return UnitChanged
	case was.Type.Control() == ControlPeriod && was.Of != is.Of:
		return PeriodChanged
	}
	list, row, _ := path.Split()
	if list == "" {
		return ""
	}
	if s, _ := c.new.Table(list); len(s.Rows.Fixed) > 0 && !givenRow(s.Rows, row) {
		return RowRemoved
	}
	return ""
}

func givenRow(rows *Rows, key string) bool {
	for _, row := range rows.Fixed {
		if row.Code == key {
			return true
		}
	}
	return false
}

// lost lists what was answered before and is no answer now.
func (c *carrying) lost(values Values, out Carried) []Lost {
	var lost []Lost
	for _, path := range c.old.Paths(values) {
		f := c.old.fields[path.Key()]
		if f == nil || !f.Typed() {
			continue
		}
		v := values.Get(path)
		if v.IsMissing() || !out.Values.Get(path).IsMissing() {
			continue
		}
		l := Lost{Path: path, Place: PlaceOf(c.old, values, path), Value: v, Shown: f.Type.Show(f, v), Code: c.codes[path]}
		if issue, found := out.Issues.At(path); found {
			l.Code, l.Fault = Unfit, &issue.Fault
		}
		if l.Code == "" {
			l.Code = NotShown
		}
		lost = append(lost, l)
	}
	return lost
}
