package form

import "nianlun/internal/engine/expr"

// lacks notes which returns a rule referred to and did not find as it expected them, by the name of the reference.
type lacks struct {
	absent  []string // no such return
	changed []string // its form no longer asks what the rule reads
	empty   []string // it does not say what the rule reads
}

func (l *lacks) noReturn(name string) {
	if l != nil {
		l.absent = appendNew(l.absent, name)
	}
}

func (l *lacks) noField(name string) {
	if l != nil {
		l.changed = appendNew(l.changed, name)
	}
}

func (l *lacks) noValue(name string) {
	if l != nil {
		l.empty = appendNew(l.empty, name)
	}
}

func appendNew(all []string, name string) []string {
	for _, known := range all {
		if known == name {
			return all
		}
	}
	return append(all, name)
}

// answerTo finds the return that a reference means. Where missing numbers count as 0, one that is not there is empty.
func (n docNames) answerTo(r *Refer) (referNames, bool) {
	answer, found := n.ctx.Returns[r.Reference]
	if n.kept && n.values.read != nil {
		answer.Values, found = n.values.read.returns[r.Name]
		answer.Def = r.def
	}
	switch {
	case r.def == nil:
		return referNames{}, false
	case !found && !n.zero:
		n.lacks.noReturn(r.Name)
		return referNames{}, false
	case !found:
		answer = Answer{Def: r.def, Values: NewValues()}
	}
	return referNames{refer: r, answer: answer, lacks: n.lacks, kept: n.kept}, true
}

// referNames gives the values of another return. They are typed by the version that was known when the reference was
// published; what a later version no longer asks, or asks in another type, is missing.
type referNames struct {
	refer  *Refer
	answer Answer
	lacks  *lacks
	kept   bool
}

// Locate implements expr.Locator.
func (n referNames) Locate(code string) string {
	return elsewhere(n.kept, n.refer.Name, string(FieldPath(code)))
}

func (n referNames) Get(code string) Value {
	if _, isTable := n.refer.def.Table(code); isTable {
		return n.rows(code)
	}
	return n.typed(code, n.answer.Values.fields[code])
}

// typed is a value as the rule expects it.
func (n referNames) typed(key string, v Value) Value {
	then, now := n.refer.def.fields[key], n.answer.Def.fields[key]
	if then == nil || now == nil || then.Type.Holds() != now.Type.Holds() {
		n.lacks.noField(n.refer.Name)
		return Value{}
	}
	if v.IsMissing() {
		n.lacks.noValue(n.refer.Name)
	}
	return v
}

func (n referNames) rows(list string) Value {
	if _, still := n.answer.Def.Table(list); !still {
		n.lacks.noField(n.refer.Name)
		return Value{}
	}
	rows := n.answer.Values.Rows(list)
	items := make([]Value, len(rows))
	for i, row := range rows {
		items[i] = expr.RowOf(referRow{doc: n, list: list, row: row})
	}
	return expr.ListOf(items...)
}

// referRow gives the values of a row of another return.
type referRow struct {
	doc  referNames
	list string
	row  Row
}

func (n referRow) Locate(code string) string {
	return elsewhere(n.doc.kept, n.doc.refer.Name, string(CellPath(n.list, n.row.Key, code)))
}

func (n referRow) Get(code string) Value { return n.doc.typed(n.list+"."+code, n.row.Fields[code]) }

// referBeside gives, to a rule of each row, the columns of the same row in another return, then that return's fields.
type referBeside struct {
	doc  referNames
	list string
	row  Row
}

func (n referBeside) Locate(code string) string { return referRow(n).Locate(code) }

func (n referBeside) Get(code string) Value {
	if _, isColumn := n.doc.refer.def.fields[n.list+"."+code]; isColumn {
		return referRow(n).Get(code)
	}
	return n.doc.Get(code)
}

// referred is another return as a rule of each row sees it. A row that the other one does not have is empty there.
func (n eachNames) referred(r *Refer) Value {
	other, found := n.doc.answerTo(r)
	if !found {
		return Value{}
	}
	list := n.section.Rows.Code
	if _, same := r.def.Table(list); !same {
		return expr.RowOf(other)
	}
	row, _ := sameRow(n.section.Rows, n.row.row, other.answer.Values)
	return expr.RowOf(referBeside{doc: other, list: list, row: row})
}
