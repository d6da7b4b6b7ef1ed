package formxlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/ooxml"
)

// Limits bound what a workbook may cost to read. A zero field takes the value of DefaultLimits.
type Limits struct {
	Bytes    int64 // of the file
	Unpacked int64 // of all its parts
	Rows     int   // rows in which something is written, of one sheet
	Cells    int   // cells in which something is written, of all sheets
	Merges   int   // merged ranges of one sheet
}

// DefaultLimits suit a campaign of 2,000 units with 250 cells each.
func DefaultLimits() Limits {
	return Limits{Bytes: 32 << 20, Unpacked: 64 << 20, Rows: 50_000, Cells: 600_000, Merges: 2_000}
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	if l.Bytes == 0 {
		l.Bytes = d.Bytes
	}
	if l.Unpacked == 0 {
		l.Unpacked = d.Unpacked
	}
	if l.Rows == 0 {
		l.Rows = d.Rows
	}
	if l.Cells == 0 {
		l.Cells = d.Cells
	}
	if l.Merges == 0 {
		l.Merges = d.Merges
	}
	return l
}

// rawCell is a cell as it stands in the file.
type rawCell struct {
	column  int
	kind    string // the type of the cell: n, s, str, inlineStr, b, e, d
	text    string
	style   int
	formula string
	has     bool // a formula, even where its text stands elsewhere
}

// rawRow holds the cells of a row in which something is written.
type rawRow struct {
	number int
	cells  []rawCell
}

func (r rawRow) at(column int) (rawCell, bool) {
	for _, c := range r.cells {
		if c.column == column {
			return c, true
		}
	}
	return rawCell{}, false
}

// merge is a range of joined cells.
type merge struct{ top, left, bottom, right int }

func (m merge) String() string { return at(m.left, m.top) + ":" + at(m.right, m.bottom) }

// grid is a sheet that was read.
type grid struct {
	name   string
	rows   []rawRow
	merges []merge
}

// gridVisitor collects the cells of a sheet.
type gridVisitor struct {
	book   *workbook
	grid   *grid
	row    rawRow
	next   int // the row that follows when none is named
	cell   rawCell
	shared map[string]string // the text of shared formulas by their number
	group  string            // the number of the cell's shared formula
	into   *strings.Builder  // where text goes
	text   strings.Builder
	rule   strings.Builder
	full   *Issue
}

func (v *gridVisitor) Start(e ooxml.Element) bool {
	if v.full != nil {
		return false
	}
	switch e.Name {
	case "worksheet", "sheetData", "is", "mergeCells", "r":
	case "row":
		v.startRow(e)
	case "c":
		v.startCell(e)
	case "v", "t":
		v.into = &v.text
	case "f":
		v.cell.has, v.group = true, e.Attr("si")
		v.into = &v.rule
	case "mergeCell":
		v.merge(e.Attr("ref"))
		return false
	default:
		return false
	}
	return true
}

func (v *gridVisitor) startRow(e ooxml.Element) {
	number := atoi(e.Attr("r"))
	if number <= 0 {
		number = v.next
	}
	v.row = rawRow{number: number}
	v.next = number + 1
}

func (v *gridVisitor) startCell(e ooxml.Element) {
	column := 0
	if ref := e.Attr("r"); ref != "" {
		column, _, _ = excelize.CellNameToCoordinates(ref)
	}
	if column == 0 {
		column = 1
		if n := len(v.row.cells); n > 0 {
			column = v.row.cells[n-1].column + 1
		}
	}
	v.cell = rawCell{column: column, kind: e.Attr("t"), style: atoi(e.Attr("s"))}
	v.group = ""
	v.text.Reset()
	v.rule.Reset()
}

func (v *gridVisitor) Text(chars []byte) {
	if v.into != nil {
		v.into.Write(chars)
	}
}

func (v *gridVisitor) End(_, name string) {
	switch name {
	case "v", "t", "f":
		v.into = nil
	case "c":
		v.endCell()
	case "row":
		v.endRow()
	}
}

func (v *gridVisitor) endCell() {
	c := v.cell
	c.text, c.formula = v.text.String(), v.rule.String()
	if c.kind == "s" {
		c.text = v.book.sharedText(c.text)
	} else if c.kind != "" && c.kind != "n" {
		c.text = unescape(c.text)
	}
	if c.has && v.group != "" {
		if c.formula != "" {
			v.shared[v.group] = c.formula
		}
		c.formula = v.shared[v.group]
	}
	if c.text != "" || c.has {
		v.row.cells = append(v.row.cells, c)
		v.book.cells++
		if v.book.cells > v.book.limits.Cells {
			issue := newIssue(Fatal, TooManyCells, "max", itoa(v.book.limits.Cells))
			v.full = &issue
		}
	}
}

func (v *gridVisitor) endRow() {
	if len(v.row.cells) == 0 {
		return
	}
	v.grid.rows = append(v.grid.rows, v.row)
	v.row = rawRow{}
	if len(v.grid.rows) > v.book.limits.Rows {
		issue := newIssue(Fatal, TooManyRowsIn, "sheet", v.grid.name, "max", itoa(v.book.limits.Rows))
		issue.At.Sheet = v.grid.name
		v.full = &issue
	}
}

func (v *gridVisitor) merge(ref string) {
	from, to, found := strings.Cut(ref, ":")
	if !found || len(v.grid.merges) >= v.book.limits.Merges {
		return
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, errTo := excelize.CellNameToCoordinates(to)
	if err == nil && errTo == nil && (left != right || top != bottom) {
		v.grid.merges = append(v.grid.merges, merge{min(top, bottom), min(left, right), max(top, bottom), max(left, right)})
	}
}
