package form

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// Cell is one value as storage wants it: typed, with the parts of its path apart.
type Cell struct {
	Path   Path
	List   string // the code of the table, or ""
	Row    string // the key of the row, or ""
	Field  string // the code of the field
	Kind   expr.Kind
	Number *decimal.Decimal // of a Number; 1 or 0 of a Bool, so that yes answers can be summed
	Text   string           // of a Text; of a List one cell for each entry
	Date   period.Date      // of a Date
}

// Cells lists the values of a document in the order of the form, without what is missing.
func Cells(def *Definition, values Values) []Cell {
	var cells []Cell
	for i := range def.Sections {
		s := &def.Sections[i]
		if s.Rows == nil {
			for j := range s.Fields {
				code := s.Fields[j].Code
				cells = appendCell(cells, Cell{Path: FieldPath(code), Field: code}, values.fields[code])
			}
			continue
		}
		list := s.Rows.Code
		for _, row := range values.Rows(list) {
			for j := range s.Fields {
				code := s.Fields[j].Code
				if v := row.Fields[code]; !v.IsMissing() {
					cells = appendCell(cells, Cell{Path: CellPath(list, row.Key, code), List: list, Row: row.Key, Field: code}, v)
				}
			}
		}
	}
	return cells
}

func appendCell(cells []Cell, cell Cell, v Value) []Cell {
	cell.Kind = v.Kind()
	switch v.Kind() {
	case expr.Missing:
		return cells
	case expr.List:
		for _, item := range v.Items() {
			cells = appendCell(cells, cell, item)
		}
		return cells
	case expr.Number:
		d := v.Number()
		cell.Number = &d
	case expr.Bool:
		d := decimal.Zero
		if v.Bool() {
			d = decimal.NewFromInt(1)
		}
		cell.Number = &d
	case expr.Date:
		cell.Date = v.Date()
	default:
		cell.Text = v.Text()
	}
	return append(cells, cell)
}
