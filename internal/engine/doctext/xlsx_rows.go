package doctext

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetReader writes the sheets of a workbook one after the other.
type sheetReader struct {
	book  *excelize.File
	out   *docxWriter
	cells int // that may still be measured
}

// read writes a sheet row by row.
func (r *sheetReader) read(s *sheet) error {
	rows, err := r.book.Rows(s.name)
	if err != nil {
		return &Error{Code: CodeDamaged, Detail: err.Error()}
	}
	defer func() { _ = rows.Close() }() // it lies in memory
	covered := newCovering(s.shape.merges)
	above := map[int]Span{}
	var table Table
	for n := 0; rows.Next() && !r.out.full; n++ {
		values, err := rows.Columns()
		if err != nil {
			return &Error{Code: CodeDamaged, Detail: err.Error()}
		}
		covered.advance(n)
		row := covered.row(n, values)
		spans := r.out.row(row, above)
		if !row.isEmpty() {
			table.Rows = append(table.Rows, spans)
		}
	}
	if err := rows.Error(); err != nil {
		return &Error{Code: CodeDamaged, Detail: err.Error()}
	}
	if len(table.Rows) > 0 {
		r.out.tables = append(r.out.tables, table)
	}
	return nil
}

// covering knows which cells of a row a merged cell covers.
type covering struct {
	merges []merge // not yet reached
	owner  map[int]merge
	width  int // columns that merged cells reach
}

func newCovering(merges []merge) *covering { return &covering{merges: merges, owner: map[int]merge{}} }

// advance takes in the merged cells that begin at or above a row.
func (c *covering) advance(row int) {
	for len(c.merges) > 0 && c.merges[0].top <= row {
		m := c.merges[0]
		c.merges = c.merges[1:]
		for column := m.left; column <= m.right; column++ {
			c.owner[column] = m
		}
		c.width = max(c.width, min(m.right+1, maxColumns))
	}
}

// row makes cells of a row's values, without the empty ones at its end.
func (c *covering) row(n int, values []string) *docxRow {
	row := &docxRow{}
	last := 0
	for column := 0; column < max(len(values), c.width); {
		cell := &docxCell{columns: 1}
		m, covered := c.owner[column]
		if covered = covered && n <= m.bottom && column == m.left; covered {
			cell.columns, cell.below = m.right-m.left+1, n > m.top
		}
		if column < len(values) && !cell.below {
			if text := shown(values[column]); text != "" {
				cell.blocks = []docxBlock{{line: docxLine{text: text}}}
			}
		}
		column += cell.columns
		row.cells = append(row.cells, cell)
		if cell.below || cell.blocks != nil {
			last = len(row.cells)
		}
	}
	row.cells = row.cells[:last]
	return row
}

// shown is a cell's text in one line. Line breaks in a cell only fold it.
func shown(value string) string {
	if strings.ContainsAny(value, "\n\r\t") {
		return strings.Join(strings.FieldsFunc(value, func(c rune) bool { return c == '\n' || c == '\r' || c == '\t' }), " ")
	}
	return strings.TrimSpace(value)
}
