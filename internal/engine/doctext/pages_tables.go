package doctext

import (
	"strings"
	"unicode/utf8"
)

// A table on laid out pages is lines whose words stand in columns. pdftotext gives
// every character one place, so that the columns are the strips of places that no
// line of the table leaves blank; the rows follow from the numbers in the first
// column, or else every line with two cells begins one.

// piece is the words of one column on one line.
type piece struct {
	start, end int // places
	words      string
}

// pieces cuts a line at its wide gaps.
func (l *laidLine) pieces() []piece {
	var list []piece
	at := 0
	for part := range strings.SplitSeq(strings.ReplaceAll(l.line, "\t", wideGap), wideGap) {
		words := strings.TrimSpace(part)
		if words != "" {
			before, _, _ := strings.Cut(part, words)
			start := at + utf8.RuneCountInString(before)
			list = append(list, piece{start, start + utf8.RuneCountInString(words), words})
		}
		at += utf8.RuneCountInString(part) + len(wideGap)
	}
	return list
}

const (
	leastTableLines = 3   // with fewer, gaps are chance
	mostTableLines  = 400 // of one table; the rest is another one
	mostPieces      = 64
)

// tableBlock counts the lines at the head of a list that belong together, and
// tells whether they are a table. Lines that pages add are passed over.
func tableBlock(lines []*laidLine) (n int, isTable bool) {
	if lines[0].drop != "" || !lines[0].table {
		return 1, false
	}
	wide, end := 0, 0
	var strips []piece
	for i, l := range lines[:min(len(lines), mostTableLines)] {
		if l.drop != "" {
			continue
		}
		pieces := l.pieces()
		if !l.table && !inside(strips, pieces) {
			break
		}
		if l.table {
			wide++
		}
		for _, p := range pieces {
			strips = cover(strips, p)
		}
		end = i + 1
	}
	return end, wide >= leastTableLines && len(strips) > 1
}

// cover adds a piece to the strips, in order of places; strips that touch are one.
func cover(strips []piece, p piece) []piece {
	merged := make([]piece, 0, len(strips)+1)
	for _, s := range strips {
		switch {
		case s.end < p.start:
			merged = append(merged, s)
		case p.end < s.start:
			merged = append(merged, p)
			p = s
		default:
			p = piece{start: min(s.start, p.start), end: max(s.end, p.end)}
		}
	}
	return append(merged, p)
}

// inside tells whether the only piece of a line goes on a cell of a column behind
// the first: it touches that column and no other.
func inside(strips, pieces []piece) bool {
	if len(pieces) != 1 || len(strips) < 2 {
		return false
	}
	p := pieces[0]
	if p.start <= strips[0].end || p.end > strips[len(strips)-1].end {
		return false
	}
	touched := 0
	for _, s := range strips[1:] {
		if p.start < s.end && p.end > s.start {
			touched++
		}
	}
	return touched == 1
}

// table writes a block as rows with tabs between their cells.
func (w *pageWriter) table(lines []*laidLine) {
	w.endParagraph()
	var strips []piece
	var kept []*laidLine
	for _, l := range lines {
		if l.drop != "" {
			w.drop(l)
			continue
		}
		kept = append(kept, l)
		for _, p := range l.pieces() {
			strips = cover(strips, p)
		}
	}
	cells := make([][]string, len(kept)) // by line and column
	for i, l := range kept {
		cells[i] = make([]string, len(strips))
		for _, p := range l.pieces() {
			k := columnAt(strips, p)
			cells[i][k] = joinWords(cells[i][k], p.words)
		}
	}
	var table Table
	for _, row := range rowsOf(cells) {
		table.Rows = append(table.Rows, w.tableRow(row))
	}
	w.tables = append(w.tables, table)
}

// columnAt is the strip that a piece begins in.
func columnAt(strips []piece, p piece) int {
	for k := len(strips) - 1; k > 0; k-- {
		if p.start >= strips[k].start {
			return k
		}
	}
	return 0
}

// rowsOf joins lines to rows. Where the first column holds numbers, each begins a
// row, and the lines without one belong to the nearer number: Word may set it in
// the middle of its row. The lines above the first number are headings.
func rowsOf(cells [][]string) [][]string {
	numbers := numberLines(cells)
	var rows [][]string
	last := -1 // what the last row belongs to
	for i, line := range cells {
		owner := i
		switch {
		case len(numbers) > 0 && i > 0:
			owner = nearest(numbers, i, line[0] != "")
		case filledCells(line) == 1 && line[0] == "":
			owner = last
		}
		if owner == last && len(rows) > 0 {
			for k, words := range line {
				rows[len(rows)-1][k] = joinWords(rows[len(rows)-1][k], words)
			}
			continue
		}
		rows, last = append(rows, append([]string(nil), line...)), owner
	}
	return rows
}

// numberLines are the lines whose first column holds a number, when they number
// the rows: two at least.
func numberLines(cells [][]string) []int {
	var found []int
	for i, line := range cells {
		if isNumbering(line[0]) {
			found = append(found, i)
		}
	}
	if len(found) < 2 {
		return nil
	}
	return found
}

func isNumbering(s string) bool {
	s = strings.TrimRight(s, "、.．")
	return s != "" && len(s) <= 3 && strings.Trim(s, "0123456789") == ""
}

// nearest is the line of the number that a line belongs to; a line that has words
// of its own in the first column belongs to none. A line as far from both belongs
// to the upper.
func nearest(numbers []int, line int, first bool) int {
	for k, n := range numbers {
		switch {
		case n == line:
			return n
		case first:
			continue
		case n > line && k == 0:
			if n-line == 1 && line > 1 {
				return n
			}
			return line
		case n > line:
			if line-numbers[k-1] <= n-line {
				return numbers[k-1]
			}
			return n
		}
	}
	if first {
		return line
	}
	return numbers[len(numbers)-1]
}

func filledCells(line []string) int {
	n := 0
	for _, words := range line {
		if words != "" {
			n++
		}
	}
	return n
}

// joinWords puts the lines of a cell together.
func joinWords(before, words string) string {
	if before == "" || words == "" {
		return before + words
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if needsBlank(last, words) {
		return before + " " + words
	}
	return before + words
}

// tableRow writes a row and returns its cells.
func (w *pageWriter) tableRow(cells []string) []Span {
	spans := make([]Span, len(cells))
	for k, words := range cells {
		if k > 0 {
			w.out = append(w.out, '\t')
		}
		start := len(w.out)
		w.out = append(w.out, []rune(closeNumbers(words))...)
		if len(w.out) > start {
			spans[k] = Span{start, len(w.out)}
		}
	}
	w.out = append(w.out, '\n')
	w.lines++
	return spans
}
