package form

import (
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/nearest"
	"nianlun/internal/engine/yamldoc"
)

// unlinked is a field's prefill from another form whose field is looked up once all fields are read.
type unlinked struct {
	at   yamldoc.Node // of the path
	key  string       // of the field that is filled
	path string       // as it is written
}

// prefill reads `last`, `名.字段` for a form that is referred to, or a map that names its source:
//
//	{period: last}                            as last
//	{form: code, field: path, period: same}   another form; its field by code or name, "表.列" for a column
//	{unit: code}                              the unit's entry in the register
//	{indicator: code, period: last}           a figure of the unit
func (p *parser) prefill(n yamldoc.Node, f *Field) {
	switch {
	case !n.Here():
	case n.IsMap():
		p.prefillMap(n, f)
	case strings.Contains(n.Text(), "."):
		p.prefillNamed(n, f)
	case n.OneOf(string(FromLast)) != "":
		f.Prefill = Prefill{From: FromLast}
	}
}

func (p *parser) prefillMap(n yamldoc.Node, f *Field) {
	m := n.Map("form", "field", "period", "unit", "indicator")
	sources := 0
	for _, key := range []string{"form", "unit", "indicator"} {
		if m.Has(key) {
			sources++
		}
	}
	switch {
	case sources > 1:
		n.Report(TwoSources)
	case m.Has("form"):
		form, field := m.Need("form"), m.Need("field")
		ref := Reference{Form: form.Text(), Period: p.when(m.At("period"), SamePeriod)}
		p.refuseItself(form, ref)
		f.Prefill = Prefill{From: FromForm, Reference: ref, Field: field.Text()}
		p.unlink(field, f, p.otherForm(form, ref.Form), field.Text())
	case m.Has("unit"):
		f.Prefill = Prefill{From: FromRegister, Register: m.At("unit").OneOf(RegisterFields()...)}
		p.refuseInTable(n, f)
	case m.Has("indicator"):
		f.Prefill = Prefill{From: FromIndicator, Indicator: p.formCode(m.Need("indicator")), Reference: Reference{Period: p.when(m.At("period"), SamePeriod)}}
		p.refuseInTable(n, f)
	case m.At("period").OneOf(string(LastPeriod)) != "":
		f.Prefill = Prefill{From: FromLast}
	case !m.Has("period"):
		n.Report(NoSource)
	}
}

// refuseInTable reports a source that has one value where a table wants one for each row.
func (p *parser) refuseInTable(n yamldoc.Node, f *Field) {
	if f.List != "" {
		n.Report(SourceInTable)
	}
}

func (p *parser) prefillNamed(n yamldoc.Node, f *Field) {
	name, path, _ := strings.Cut(n.Text(), ".")
	r, found := p.def.refer(name)
	if !found {
		var known []string
		for _, r := range p.def.refers {
			known = append(known, r.Name)
		}
		n.Report(UnknownRefer, "name", name, "suggest", nearest.Word(name, known))
		return
	}
	f.Prefill = Prefill{From: FromForm, Reference: r.Reference, Field: path}
	p.unlink(n, f, r.def, path)
}

func (p *parser) unlink(at yamldoc.Node, f *Field, other *Definition, path string) {
	if other != nil && path != "" {
		p.unlinked = append(p.unlinked, unlinked{at: at, key: f.Key(), path: path})
		p.others[f.Key()] = other
	}
}

// linkPrefills finds the fields that are taken over, and refuses those that do not fit.
func (p *parser) linkPrefills() {
	for _, u := range p.unlinked {
		f, other := p.def.fields[u.key], p.others[u.key]
		if f == nil || f.Type == nil {
			continue
		}
		path, source, found := other.findPath(u.path)
		if !found {
			if !p.library.Published {
				u.at.Report(UnknownField, "name", u.path, "suggest", nearest.Word(u.path, other.pathNames()))
			}
			continue
		}
		f.Prefill.Field = path
		if !p.library.Published {
			refuseSource(u.at, f, path, source)
		}
	}
}

// refuseSource reports a field whose answers another one cannot take over. The source is nil for the number of rows.
func refuseSource(at yamldoc.Node, f *Field, path string, source *Field) {
	kind := expr.Number
	if source != nil {
		kind = source.Type.Holds()
	}
	inTable := source != nil && source.List != ""
	switch {
	case f.List != "" && !inTable:
		at.Report(SourceInTable)
	case f.List == "" && inTable && kind != expr.Number:
		at.Report(SourceIsColumn, "name", path)
	case source != nil && !source.Typed() && source.Type.Control() == ControlNote, kind != f.Type.Holds():
		at.Report(SourceType, "name", f.Name)
	case source != nil && kind == expr.Number && source.Unit != f.Unit:
		at.Report(SourceUnit, "name", f.Name, "own", f.Unit, "theirs", source.Unit)
	}
}

// findPath finds a field, column or table by codes or by names: "spent", "支出", "list.paid", "项目.已付". The field is
// nil for a table, whose rows are counted.
func (d *Definition) findPath(text string) (path string, f *Field, found bool) {
	table, column, isColumn := strings.Cut(text, ".")
	for i := range d.Sections {
		s := &d.Sections[i]
		if s.Rows != nil && !isColumn && (table == s.Rows.Code || table == s.Rows.Name) {
			return s.Rows.Code, nil, true
		}
		if (s.Rows != nil) != isColumn || isColumn && table != s.Rows.Code && table != s.Rows.Name {
			continue
		}
		want := table
		if isColumn {
			want = column
		}
		for j := range s.Fields {
			if f := &s.Fields[j]; want == f.Code || want == f.Name {
				return f.Key(), f, true
			}
		}
	}
	return "", nil, false
}

// pathNames are the names under which findPath finds something.
func (d *Definition) pathNames() []string {
	var names []string
	for i := range d.Sections {
		s := &d.Sections[i]
		prefix := ""
		if s.Rows != nil {
			names = append(names, s.Rows.Name, s.Rows.Code)
			prefix = s.Rows.Name + "."
		}
		for j := range s.Fields {
			names = append(names, prefix+s.Fields[j].Name, s.Fields[j].Key())
		}
	}
	return names
}

func listOfPath(path string) string {
	list, _, isColumn := strings.Cut(path, ".")
	if !isColumn {
		return ""
	}
	return list
}
