package doctext

import (
	"slices"
	"sort"
	"unicode"
)

// line is a line of the draft without its line end and the blanks around it.
type line struct {
	start, end int  // of the words; equal in a blank line
	from, next int  // of the whole line; next is where the next line begins
	indent     int  // columns of blanks before the words
	fixed      bool // a row or cell of a table: its ends are the file's own
}

func (l line) blank() bool { return l.start == l.end }

// size is the number of characters of the words.
func (l line) size() int { return l.end - l.start }

// edgeLines lists the lines with words at the head and at the tail of the draft,
// all of them in a short text.
func (d *draft) edgeLines() []line {
	var head, tail []line
	from := 0
	for from < len(d.runes) && len(head) < headLines {
		l := d.lineFrom(from)
		from = l.next
		if !l.blank() {
			head = append(head, l)
		}
	}
	for end := len(d.runes); end > from && len(tail) < 2*tailLines; {
		start := end - 1 // the line end itself, or the last rune of the text
		for start > from && d.runes[start-1] != '\n' {
			start--
		}
		if l := d.lineFrom(start); !l.blank() {
			tail = append(tail, l)
		}
		end = start
	}
	slices.Reverse(tail)
	return append(head, tail...)
}

// eachLine visits the lines with words in order.
func (d *draft) eachLine(visit func(line)) {
	for from := 0; from < len(d.runes); {
		l := d.lineFrom(from)
		from = l.next
		if !l.blank() {
			visit(l)
		}
	}
}

// lineFrom reads the line that begins at an offset.
func (d *draft) lineFrom(from int) line {
	end := from
	for end < len(d.runes) && d.runes[end] != '\n' {
		end++
	}
	l := line{start: from, end: end, from: from, next: min(end+1, len(d.runes))}
	for l.start < l.end && isBlankRune(d.runes[l.start]) {
		l.indent += columns(d.runes[l.start])
		l.start++
	}
	for l.end > l.start && isBlankRune(d.runes[l.end-1]) {
		l.end--
	}
	l.fixed = slices.Contains(d.runes[l.start:l.end], '\t') || d.inFixed(l.start)
	return l
}

// inFixed tells whether a rune of the draft stands in a table.
func (d *draft) inFixed(i int) bool {
	if len(d.fixed) == 0 || i >= len(d.runes) {
		return false
	}
	offset := d.from(i)
	k := sort.Search(len(d.fixed), func(k int) bool { return d.fixed[k].End > offset })
	return k < len(d.fixed) && d.fixed[k].Start <= offset
}

// tableSpans returns the part of the text that each table takes.
func tableSpans(tables []Table) []Span {
	var list []Span
	for _, table := range tables {
		whole := Span{-1, -1}
		for _, row := range table.Rows {
			for _, cell := range row {
				if cell.Start == cell.End {
					continue
				}
				if whole.Start < 0 || cell.Start < whole.Start {
					whole.Start = cell.Start
				}
				whole.End = max(whole.End, cell.End)
			}
		}
		if whole.Start >= 0 {
			list = append(list, whole)
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Start < list[j].Start })
	return list
}

// columns is the width of a rune in half-width columns.
func columns(c rune) int {
	if c >= 0x1100 {
		return 2
	}
	return 1
}

func isBlankRune(c rune) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\u3000' || c == '\u00a0' || c > 127 && unicode.IsSpace(c)
}

// isHan tells Chinese characters; the fast range first.
func isHan(c rune) bool {
	return c >= 0x4e00 && c <= 0x9fff || c > 0x3004 && (c < 0x4e00 || c > 0x9fff) && unicode.Is(unicode.Han, c)
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// isSentenceEnd tells the marks after which a new sentence begins.
func isSentenceEnd(c rune) bool {
	switch c {
	case '。', '；', ';', '！', '!', '？', '?', '：', ':', '…':
		return true
	}
	return false
}

// number reads a plain number at i, of at most most digits; the offset after it,
// i when there is none or it is longer.
func (d *draft) number(i, most int) (value, end int) {
	end = i
	for isDigit(d.rune(end)) {
		if end-i == most {
			return 0, i
		}
		value = value*10 + int(d.runes[end]-'0')
		end++
	}
	return value, end
}

// skipBlanks returns the first offset from i that holds neither blank nor line end.
func (d *draft) skipBlanks(i int) int {
	for i < len(d.runes) && (isBlankRune(d.runes[i]) || d.runes[i] == '\n') {
		i++
	}
	return i
}
