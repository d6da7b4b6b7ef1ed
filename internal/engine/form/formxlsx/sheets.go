package formxlsx

import (
	"strings"

	"nianlun/internal/engine/form"
)

// Shown is what a cell of any workbook holds.
type Shown int

// The kinds of cells.
const (
	ShownText Shown = iota
	ShownNumber
	ShownShare // the text ends in %
	ShownDate  // the text is a day, 2026-09-01
	ShownError // #REF! and the like; there is no text
)

// SheetCell is a cell in which something is written.
type SheetCell struct {
	Column  int // from 1
	Text    string
	Shown   Shown
	Formula string // without the sign of equality; never computed
}

// SheetRow is a row in which something is written.
type SheetRow struct {
	Number int // from 1
	Cells  []SheetCell
}

// Range is a range of joined cells, all from 1.
type Range struct{ Top, Left, Bottom, Right int }

// Sheet is one sheet of a workbook that need not have been made here.
type Sheet struct {
	Name   string
	Rows   []SheetRow // by number
	Merges []Range
}

// At is the address of a cell of the sheet.
func (s Sheet) At(column, row int) Address { return Address{Sheet: s.Name, Cell: at(column, row)} }

// Sheets reads every sheet of a workbook within the limits, whoever made it. The issue is nil or Fatal.
func Sheets(data []byte, limits Limits) ([]Sheet, *Issue) {
	w, issue := openWorkbook(data, limits.orDefault())
	if issue != nil {
		return nil, issue
	}
	var out []Sheet
	for _, ref := range w.sheets {
		g, issue := w.grid(ref)
		if issue != nil {
			return nil, issue
		}
		out = append(out, w.sheet(g))
	}
	return out, nil
}

func (w *workbook) sheet(g *grid) Sheet {
	s := Sheet{Name: legible(strings.ToValidUTF8(g.name, "?"))}
	for _, row := range g.rows {
		r := SheetRow{Number: row.number}
		for _, c := range row.cells {
			r.Cells = append(r.Cells, w.shown(c))
		}
		s.Rows = append(s.Rows, r)
	}
	for _, m := range g.merges {
		s.Merges = append(s.Merges, Range{Top: m.top, Left: m.left, Bottom: m.bottom, Right: m.right})
	}
	return s
}

// anyField takes a cell as it stands.
var anyField = func() *form.Field {
	text, _ := form.TypeByName("text")
	return &form.Field{Type: text}
}()

func (w *workbook) shown(c rawCell) SheetCell {
	out := SheetCell{Column: c.column, Formula: c.formula}
	switch c.kind {
	case "e":
		out.Shown = ShownError
		return out
	case "", "n":
		out.Text, out.Shown = w.number(anyField, c).text, ShownNumber
		switch w.formatAt(c.style) {
		case formatShare:
			out.Shown = ShownShare
		case formatDate:
			out.Shown = ShownDate
		}
	case "d":
		out.Text, _, _ = strings.Cut(c.text, "T")
		out.Shown = ShownDate
	case "b":
		out.Text = map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(c.text) == "1"]
	default:
		out.Text = c.text
	}
	out.Text = strings.TrimSpace(legible(strings.ToValidUTF8(out.Text, "?")))
	return out
}
