package form

import (
	"strings"

	"nianlun/internal/engine/expr"
)

// masked gives the expressions of messages the document without what is personal: a message is read on screens and in
// workbooks, prints and programs by people who may not see such a value whole, so it is made of what they are shown.
// Masking what the expressions read, and not what they come to, leaves no way round it (the first digits of a number).
// The copies are made once, when the first check of a form with such fields has something to say.
type masked struct {
	doc  docNames
	made *docNames
}

func (m *masked) names() docNames {
	if m.made != nil {
		return *m.made
	}
	doc := m.doc
	doc.values = maskedValues(doc.def, doc.values)
	if doc.ctx.Previous != nil {
		previous := maskedValues(doc.def, *doc.ctx.Previous)
		doc.ctx.Previous = &previous
	}
	returns := make(map[Reference]Answer, len(doc.ctx.Returns))
	for at, answer := range doc.ctx.Returns {
		if answer.Def != nil {
			answer.Values = maskedValues(answer.Def, answer.Values)
		}
		returns[at] = answer
	}
	doc.ctx.Returns = returns
	m.made = &doc
	return doc
}

// in is names as the rule sees them, for a row when each is given.
func (m *masked) in(each *eachNames, key string) expr.Names {
	doc := m.names()
	if each == nil {
		return doc
	}
	row, _ := doc.values.Row(each.section.Rows.Code, key)
	return eachNames{section: each.section, row: rowNames{list: each.section.Rows.Code, row: row}, doc: doc}
}

// maskedValues are values with what Show shows in the place of personal ones; values themselves where a definition has
// no such field.
func maskedValues(def *Definition, values Values) Values {
	var single []*Field
	columns := map[string][]*Field{}
	for _, f := range def.Fields() {
		list, _, isColumn := strings.Cut(f.Key(), ".")
		switch {
		case !f.Masked():
		case isColumn:
			columns[list] = append(columns[list], f)
		default:
			single = append(single, f)
		}
	}
	if len(single)+len(columns) == 0 {
		return values
	}
	out := values.Clone()
	for _, f := range single {
		out.fields[f.Code] = maskedValue(f, out.fields[f.Code])
	}
	for list, fields := range columns {
		for _, row := range out.Rows(list) {
			for _, f := range fields {
				row.Fields[f.Code] = maskedValue(f, row.Fields[f.Code])
			}
		}
	}
	return out
}

func maskedValue(f *Field, v Value) Value {
	if v.IsMissing() {
		return v
	}
	return expr.TextOf(f.Type.Show(f, v))
}
