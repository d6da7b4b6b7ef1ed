package doctext

import "strings"

// docxBlock is a paragraph or a table that is read and waits to be written.
type docxBlock struct {
	line  docxLine
	table *docxTable // nil for a paragraph
}

// docxLine is a paragraph's text with its number; a line break inside parts it
// into lines of the text.
type docxLine struct {
	text     string
	level    int  // heading level, 0 for body text
	contents bool // a line of the table of contents
}

// docxTable is a table of Word: rows of cells that hold paragraphs and tables.
type docxTable struct{ rows []*docxRow }

type docxRow struct {
	cells   []*docxCell
	before  int  // grid columns left empty before the first cell
	deleted bool // by a tracked change
}

type docxCell struct {
	blocks  []docxBlock
	columns int  // grid columns that it covers
	below   bool // continues the cell above
	deleted bool // by a tracked change
}

// CleanContents is a line of a table of contents that Word generates: every
// heading in it stands in the text again.
const CleanContents CleaningKind = "contents"

// docxWriter writes blocks as lines of text and keeps count of the offsets. A
// table row is one line with tabs between its cells, unless a cell holds several
// lines: then every one is a line of the text.
type docxWriter struct {
	limits  Limits
	runes   []rune
	lines   int
	levels  map[int]int
	tables  []Table
	cleaned []Cleaning
	full    bool // a limit was reached; the rest is skipped
}

// blocks writes blocks one under the other.
func (w *docxWriter) blocks(list []docxBlock) {
	for _, b := range list {
		if b.table != nil {
			w.table(b.table)
			continue
		}
		w.line(b.line)
	}
}

func (w *docxWriter) line(l docxLine) {
	if l.contents {
		if strings.TrimSpace(l.text) != "" {
			w.clean(l.text)
		}
		return
	}
	if !w.room() {
		return
	}
	if l.level > 0 {
		w.levels[len(w.runes)] = l.level
	}
	w.text(l.text)
	w.text("\n")
}

// room counts a line and tells whether it may still be written.
func (w *docxWriter) room() bool {
	if w.lines >= w.limits.MaxParagraphs || len(w.runes) > w.limits.MaxRunes {
		w.full = true
		return false
	}
	w.lines++
	return true
}

func (w *docxWriter) text(s string) {
	for _, c := range s {
		w.runes = append(w.runes, c)
	}
}

func (w *docxWriter) clean(was string) {
	at := len(w.runes)
	w.cleaned = append(w.cleaned, Cleaning{Start: at, End: at, Kind: CleanContents, Was: clip(was, maxWas)})
}

// table writes the rows that are not deleted. A table in a cell comes after the
// one that it stands in.
func (w *docxWriter) table(t *docxTable) {
	k := len(w.tables)
	w.tables = append(w.tables, Table{})
	above := map[int]Span{}
	var rows [][]Span
	for _, row := range t.rows {
		if !row.deleted && !w.full {
			rows = append(rows, w.row(row, above))
		}
	}
	w.tables[k].Rows = rows
}

// row writes a row and returns its cells by grid column. A cell that covers
// several columns stands in the first; one that continues the cell above repeats
// its span.
func (w *docxWriter) row(row *docxRow, above map[int]Span) []Span {
	oneLine := row.oneLine()
	empty := row.isEmpty()
	if oneLine && !empty && !w.room() {
		return nil
	}
	columns := make([]Span, row.before, row.before+len(row.cells))
	for i, cell := range row.cells {
		if oneLine && i > 0 && !empty {
			w.text("\t")
		}
		span := w.cell(cell, oneLine, len(row.cells) == 1)
		column := len(columns)
		if cell.below {
			span = above[column]
		}
		above[column] = span
		columns = append(columns, span)
		for range cell.columns - 1 {
			columns = append(columns, Span{})
		}
	}
	if oneLine && !empty {
		w.text("\n")
	}
	for column := range above {
		if column >= len(columns) {
			delete(above, column)
		}
	}
	return columns
}

// cell writes what a cell holds and returns its span, without the last line end.
func (w *docxWriter) cell(cell *docxCell, oneLine, alone bool) Span {
	start := len(w.runes)
	for _, b := range cell.blocks {
		switch {
		case cell.below || b.isBlank():
		case !oneLine && b.table != nil:
			w.table(b.table)
		case !oneLine:
			w.line(b.line)
		default:
			if alone && b.line.level > 0 {
				w.levels[start] = b.line.level
			}
			w.text(strings.TrimSpace(b.line.text))
		}
	}
	end := len(w.runes)
	if end > start && !oneLine {
		end--
	}
	if start == end {
		return Span{}
	}
	return Span{start, end}
}

// oneLine tells whether no cell holds more than a line.
func (r *docxRow) oneLine() bool {
	for _, cell := range r.cells {
		lines := 0
		for _, b := range cell.blocks {
			if b.isBlank() {
				continue
			}
			lines++
			if lines > 1 || b.table != nil || b.line.contents || strings.Contains(strings.TrimSpace(b.line.text), "\n") {
				return false
			}
		}
	}
	return true
}

func (r *docxRow) isEmpty() bool {
	for _, cell := range r.cells {
		for _, b := range cell.blocks {
			if !cell.below && !b.isBlank() {
				return false
			}
		}
	}
	return true
}

func (b docxBlock) isBlank() bool { return b.table == nil && strings.TrimSpace(b.line.text) == "" }

// clip cuts a text after so many characters.
func clip(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i]
		}
		n++
	}
	return s
}
