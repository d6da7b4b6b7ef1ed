package doctext

import "unicode"

// leastRows is how many lines a table in plain text has at least.
const leastRows = 3

// plainTables finds the tables in plain text, as they come when cells are copied
// out of a sheet: lines that follow each other with the same number of tabs, most
// of them with words on both sides of one. Tabs that only indent are none. The
// tables of Markdown are cut at their bars.
func plainTables(runes []rune) []Table {
	var tables []Table
	var open Table
	filled := 0
	finish := func() {
		if len(open.Rows) >= leastRows && filled*3 >= len(open.Rows)*2 {
			tables = append(tables, open)
		}
		open, filled = Table{}, 0
	}
	for start := 0; start < len(runes); {
		cells, end := plainRow(runes, start)
		if line := trimSpan(runes, start, end); isTableRule(runes[line.Start:line.End]) {
			start = end + 1
			continue
		}
		start = end + 1
		if len(open.Rows) > 0 && len(cells) != len(open.Rows[0]) {
			finish()
		}
		if len(cells) < 2 {
			continue
		}
		words := wordsIn(cells)
		if len(open.Rows) == 0 && words < 2 {
			continue
		}
		open.Rows = append(open.Rows, cells)
		if words > 1 {
			filled++
		}
	}
	finish()
	return tables
}

// plainRow cuts the line that begins at an offset at its tabs, or at its bars, and
// returns where the line ends.
func plainRow(runes []rune, start int) (cells []Span, end int) {
	if start < len(runes) && runes[start] == '|' {
		return barRow(runes, start)
	}
	from := start
	for end = start; end < len(runes) && runes[end] != '\n'; end++ {
		if runes[end] == '\t' {
			cells = append(cells, trimSpan(runes, from, end))
			from = end + 1
		}
	}
	if cells == nil {
		return nil, end
	}
	return append(cells, trimSpan(runes, from, end)), end
}

// barRow cuts | a | b | at its bars; it has no cells unless it ends with one.
func barRow(runes []rune, start int) (cells []Span, end int) {
	from := start + 1
	for end = from; end < len(runes) && runes[end] != '\n'; end++ {
		if runes[end] == '|' {
			cells = append(cells, trimSpan(runes, from, end))
			from = end + 1
		}
	}
	if rest := trimSpan(runes, from, end); rest.Start < rest.End {
		return nil, end
	}
	return cells, end
}

func trimSpan(runes []rune, start, end int) Span {
	for start < end && unicode.IsSpace(runes[start]) {
		start++
	}
	for end > start && unicode.IsSpace(runes[end-1]) {
		end--
	}
	if start == end {
		return Span{}
	}
	return Span{start, end}
}

func wordsIn(cells []Span) int {
	n := 0
	for _, c := range cells {
		if c.Start < c.End {
			n++
		}
	}
	return n
}
