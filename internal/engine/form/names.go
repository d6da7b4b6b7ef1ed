package form

import (
	"sort"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
)

func numberOf(d decimal.Decimal) Value { return expr.NumberOf(d) }

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// docNames gives expressions the values of a document.
type docNames struct {
	def    *Definition
	values Values
	ctx    Context
	past   bool // a document of the period before: its places are no cells of the one at hand
	zero   bool // missing numbers count as 0
	lacks  *lacks
	kept   bool             // other returns are those that the document has read; places in them are noted as well
	tables map[string]Value // those that were read before; nil keeps none
}

// keptNames are the names of a document as its calculated fields and conditions see them.
func keptNames(def *Definition, values Values) docNames {
	return docNames{def: def, values: values, kept: true}
}

// Get implements expr.Names.
func (n docNames) Get(code string) Value {
	switch code {
	case previousCode:
		if previous, found := n.previous(); found {
			return expr.RowOf(previous)
		}
		return Value{}
	case paramCode:
		return expr.RowOf(paramNames{n.ctx})
	}
	if r, found := n.def.refer(code); found && !n.past {
		if other, found := n.answerTo(r); found {
			return expr.RowOf(other)
		}
		return Value{}
	}
	if _, found := n.def.Table(code); found {
		return n.rows(code)
	}
	return n.values.fields[code]
}

func (n docNames) previous() (docNames, bool) {
	values := n.ctx.Previous
	if n.kept && n.values.read != nil {
		values = n.values.read.previous
	}
	if n.kept && n.zero && values == nil {
		none := NewValues()
		values = &none
	}
	if values == nil || n.past {
		return docNames{}, false
	}
	return docNames{def: n.def, values: *values, past: true, zero: n.zero, kept: n.kept}, true
}

func (n docNames) rows(list string) Value {
	if known, found := n.tables[list]; found {
		return known
	}
	rows := n.values.Rows(list)
	items := make([]Value, len(rows))
	for i, row := range rows {
		items[i] = expr.RowOf(rowNames{list: list, row: row, past: n.past, kept: n.kept})
	}
	table := expr.ListOf(items...)
	if n.tables != nil {
		n.tables[list] = table
	}
	return table
}

// Locate implements expr.Locator.
func (n docNames) Locate(code string) string {
	if code == previousCode || code == paramCode {
		return ""
	}
	if n.past {
		return elsewhere(n.kept, previousName, string(FieldPath(code)))
	}
	if _, isRefer := n.def.refer(code); isRefer {
		return ""
	}
	return string(FieldPath(code))
}

// elsewhere is a place in another return. It is no cell of the one at hand; that it is empty is counted all the same
// where numbers are computed that take what is missing as 0.
func elsewhere(noted bool, name, at string) string {
	if !noted {
		return ""
	}
	return name + "." + at
}

// rowNames gives the values of one row.
type rowNames struct {
	list string
	row  Row
	past bool
	kept bool
}

func (n rowNames) Get(code string) Value { return n.row.Fields[code] }

func (n rowNames) Locate(code string) string {
	at := string(CellPath(n.list, n.row.Key, code))
	if n.past {
		return elsewhere(n.kept, previousName, at)
	}
	return at
}

// eachNames gives the values of a row, then those of the document around it.
type eachNames struct {
	section *Section
	row     rowNames
	doc     docNames
}

func (n eachNames) Get(code string) Value {
	if code == previousCode {
		return n.previousRow()
	}
	if n.isColumn(code) {
		return n.row.Get(code)
	}
	if r, found := n.doc.def.refer(code); found && !n.doc.past {
		return n.referred(r)
	}
	return n.doc.Get(code)
}

func (n eachNames) Locate(code string) string {
	if n.isColumn(code) {
		return n.row.Locate(code)
	}
	return n.doc.Locate(code)
}

func (n eachNames) isColumn(code string) bool {
	_, found := n.doc.def.fields[n.section.Rows.Code+"."+code]
	return found
}

// previousRow joins the row with that of the period before.
func (n eachNames) previousRow() Value {
	previous, found := n.doc.previous()
	if !found {
		return Value{}
	}
	row, found := sameRow(n.section.Rows, n.row.row, previous.values)
	if !found && (!n.doc.kept || !n.doc.zero) {
		return Value{}
	}
	return expr.RowOf(eachNames{section: n.section, row: rowNames{list: n.section.Rows.Code, row: row, past: true, kept: n.doc.kept}, doc: previous})
}

// sameRow finds the row of another document that is about the same thing: by key where rows are given, otherwise by
// the field that the table names as its key.
func sameRow(rows *Rows, row Row, in Values) (Row, bool) {
	if len(rows.Fixed) > 0 {
		return in.Row(rows.Code, row.Key)
	}
	key := row.Fields[rows.Key]
	if rows.Key == "" || key.IsMissing() {
		return Row{}, false
	}
	for _, other := range in.Rows(rows.Code) {
		if other.Fields[rows.Key].Equal(key) {
			return other, true
		}
	}
	return Row{}, false
}

// paramNames gives parameters by their dotted names.
type paramNames struct{ ctx Context }

func (n paramNames) Get(name string) Value {
	if n.ctx.Params == nil {
		return Value{}
	}
	d, found := n.ctx.Params(name)
	if !found {
		return Value{}
	}
	return numberOf(d)
}
