package doctext

import "strings"

const (
	leastMarkdown = 3  // lines with markup that show that a text is written in Markdown
	maxBold       = 80 // characters between the stars of bold words
	leastBold     = 4  // the same of a line that is bold as a whole
)

// findMarkdown finds the marks of Markdown: those of headings, of bold lines and
// labels, of rules. Stars are also how writers blank digits (20**年, **所), so only
// pairs that enclose a line or its label count. In a text that surely is Markdown
// the marks of items, quotations, tables and bold words inside sentences go too.
func findMarkdown(d *draft) []edit {
	marked := 0
	var edits []edit
	d.eachMarkdownLine(func(l line) {
		if d.rune(l.start) == '|' {
			if d.isTableRule(l) {
				marked = leastMarkdown
			}
			return
		}
		found := d.surely(l)
		edits = append(edits, found...)
		if len(found) > 0 {
			marked++
		}
	})
	if marked < leastMarkdown {
		return edits
	}
	edits = edits[:0]
	d.eachLine(func(l line) {
		switch {
		case d.isTableRow(l):
			edits = append(edits, d.tableRow(l)...)
		case !l.fixed:
			edits = append(edits, d.markdownLine(l)...)
		}
	})
	return edits
}

// eachMarkdownLine visits the lines that begin with a mark of Markdown.
func (d *draft) eachMarkdownLine(visit func(line)) {
	atLine := true
	for i, c := range d.runes {
		switch {
		case c == '\n':
			atLine = true
		case c == ' ':
		case !atLine:
		default:
			atLine = false
			if c != '#' && c != '*' && c != '|' {
				continue
			}
			if l := d.lineFrom(i); c == '|' || !l.fixed {
				visit(l)
			}
		}
	}
}

// surely finds the marks of a line that need no other sign: # before a heading,
// stars around a line or its label.
func (d *draft) surely(l line) []edit {
	var edits []edit
	i := l.start
	if end := d.headingMark(i); end > 0 {
		edits = append(edits, edit{i, end, 0})
		i = end
	}
	if end := d.boldFrom(i, l.end); end > 0 && d.endsBold(end, l.end) {
		edits = append(edits, edit{i, i + 2, 0}, edit{end - 2, end, 0})
	}
	return edits
}

// markdownLine finds all marks of a line of Markdown.
func (d *draft) markdownLine(l line) []edit {
	if d.isRule(l) {
		return []edit{{l.from, l.next, 0}}
	}
	var edits []edit
	i := l.start
	for {
		end := d.headingMark(i)
		if end == 0 {
			end = d.itemMark(i)
		}
		if end == 0 {
			break
		}
		edits = append(edits, edit{i, end, 0})
		i = end
	}
	for i < l.end-1 {
		if d.runes[i] != '*' {
			i++
			continue
		}
		end := d.boldFrom(i, l.end)
		if end == 0 {
			i++
			continue
		}
		edits = append(edits, edit{i, i + 2, 0}, edit{end - 2, end, 0})
		i = end
	}
	return edits
}

// headingMark reads #, ## … with the blank behind them; the offset after, 0 for none.
func (d *draft) headingMark(i int) int {
	end := i
	for d.rune(end) == '#' && end-i < 6 {
		end++
	}
	if end == i || d.rune(end) != ' ' {
		return 0
	}
	return d.skipSpaces(end)
}

// itemMark reads - , * , + and > before words.
func (d *draft) itemMark(i int) int {
	c := d.rune(i)
	if c != '-' && c != '*' && c != '+' && c != '>' || d.rune(i+1) != ' ' {
		return 0
	}
	end := d.skipSpaces(i + 1)
	if next := d.rune(end); isHan(next) || strings.ContainsRune("*“（《#>①②③④⑤⑥⑦⑧⑨", next) || isDigit(next) && d.rune(end+1) != ' ' {
		return end
	}
	return 0
}

// boldFrom reads **words**; the offset after the closing stars, 0 for none.
func (d *draft) boldFrom(i, until int) int {
	if d.rune(i) != '*' || d.rune(i+1) != '*' || isDigit(d.rune(i-1)) {
		return 0
	}
	if first := d.rune(i + 2); first == '*' || isBlankRune(first) || strings.ContainsRune(counters, first) || first == '年' {
		return 0
	}
	for k := i + 2; k < until-1 && k-i < maxBold; k++ {
		if d.runes[k] != '*' {
			continue
		}
		if d.runes[k+1] != '*' || d.rune(k+2) == '*' || isBlankRune(d.runes[k-1]) || k-i-2 < 2 {
			return 0
		}
		return k + 2
	}
	return 0
}

// endsBold tells whether bold words are a line or its label: nothing or a colon
// stands behind them, or their own colon before the stars.
func (d *draft) endsBold(end, until int) bool {
	switch c := d.rune(end); {
	case end == until:
		return true
	case c == '：' || c == ':':
		return true
	}
	c := d.rune(end - 3)
	return c == '：' || c == ':' || c == '。'
}

// isRule tells a line of nothing but ---, *** or ___.
func (d *draft) isRule(l line) bool {
	c := d.rune(l.start)
	if c != '-' && c != '*' && c != '_' || l.size() < 3 {
		return false
	}
	for _, r := range d.runes[l.start:l.end] {
		if r != c {
			return false
		}
	}
	return true
}

// isTableRow tells | a | b |.
func (d *draft) isTableRow(l line) bool {
	return l.size() > 2 && d.runes[l.start] == '|' && d.runes[l.end-1] == '|'
}

// isTableRule tells |---|:---:|, the row below the head of a table.
func (d *draft) isTableRule(l line) bool { return isTableRule(d.runes[l.start:l.end]) }

func isTableRule(words []rune) bool {
	dashes := false
	for _, c := range words {
		if c != '|' && c != '-' && c != ':' && c != ' ' {
			return false
		}
		dashes = dashes || c == '-'
	}
	return dashes && len(words) > 2 && words[0] == '|' && words[len(words)-1] == '|'
}

// tableRow makes | a | b | a row of cells with tabs between; the row of dashes
// below the head goes.
func (d *draft) tableRow(l line) []edit {
	if d.isTableRule(l) {
		return []edit{{l.from, l.next, 0}}
	}
	var edits []edit
	for i := l.start; i < l.end; i++ {
		if d.runes[i] != '|' {
			continue
		}
		from, end := i, d.skipSpaces(i+1)
		for from > l.start && isBlankRune(d.runes[from-1]) {
			from--
		}
		if k := len(edits); k > 0 && edits[k-1].end > from {
			from = edits[k-1].end
		}
		to := '\t'
		if i == l.start || end >= l.end {
			to = 0
		}
		edits = append(edits, edit{from, min(end, l.end), to})
		i = max(i, end-1)
	}
	return edits
}
