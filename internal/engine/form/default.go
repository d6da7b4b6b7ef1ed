package form

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// WithDefaults are the values that a new document offers: those given, which are known from elsewhere, and the defaults
// of the definition where nothing is known. Given rows of a table get theirs, and so do rows that were carried over;
// what depends on a choice that was not made is left out. A default is never put over a value, and a document that
// somebody has saved gets none.
func WithDefaults(def *Definition, known Values) Values {
	out := known.Clone()
	for i := range def.Sections {
		s := &def.Sections[i]
		if !hasDefaults(s) {
			continue
		}
		if s.Rows == nil {
			fillDefaults(s.Fields, out.fields)
			continue
		}
		rows := out.Rows(s.Rows.Code)
		for _, option := range s.Rows.Fixed {
			if !slices.ContainsFunc(rows, func(r Row) bool { return r.Key == option.Code }) {
				rows = append(rows, Row{Key: option.Code, Fields: map[string]Value{}})
			}
		}
		for _, row := range rows {
			fillDefaults(s.Fields, row.Fields)
		}
		out.SetRows(s.Rows.Code, rows)
	}
	dropMisplaced(def, out)
	return out
}

// Preset is the value that the field's default stands for, missing when it has none, or one that has been retired.
func (f *Field) Preset() Value {
	if f.Default == "" {
		return Value{}
	}
	v, _ := f.Type.Decode(f, f.Default)
	if f.outworn(v, period.Date{}) != nil {
		return Value{}
	}
	return v
}

func hasDefaults(s *Section) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Default != "" })
}

func fillDefaults(fields []Field, into map[string]Value) {
	for i := range fields {
		if f := &fields[i]; into[f.Code].IsMissing() {
			put(into, f.Code, f.Preset())
		}
	}
}

// dropMisplaced empties the choices that are not offered under the choice made above them.
func dropMisplaced(def *Definition, values Values) {
	for _, f := range def.dependent {
		for _, path := range pathsOf(f, values) {
			v := values.Get(path)
			if !v.IsMissing() && f.misplacedIn(v, values.Get(def.Decides(path)).Text()) != nil {
				values.Set(path, Value{})
			}
		}
	}
}

// unwritten tells a row of an open table in which nothing is answered. A blank row that was offered with its defaults
// and sent back as it was is none either: it lacks the field by which a person knows it.
func unwritten(s *Section, row Row) bool {
	if len(row.Fields) == 0 {
		return true
	}
	if s.Rows.Key == "" || !row.Fields[s.Rows.Key].IsMissing() {
		return false
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if v := row.Fields[f.Code]; !v.IsMissing() && !v.Equal(f.Preset()) {
			return false
		}
	}
	return true
}

// defaults reads what fields offer at first, once it is known what their options depend on.
func (p *parser) defaults() {
	for _, n := range p.presets {
		f := p.def.fields[n.key]
		text := presetText(n, f)
		v, flt := f.Type.Decode(f, text)
		if flt != nil || v.IsMissing() {
			n.at.Report(BadDefault, "text", text, "name", f.Name)
			continue
		}
		f.Default = f.Type.Text(f, v)
		if f.parent != nil && f.misplacedIn(v, f.parent.Default) != nil {
			n.at.Report(DefaultUnder, "name", f.Name, "parent", f.parent.Name)
		}
	}
}

// presetText takes several choices as a list.
func presetText(n noted, f *Field) string {
	if f.Type.Holds() == expr.List {
		return strings.Join(n.at.Texts(), ",")
	}
	return n.at.Text()
}
