package doctext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A page of two columns has a gutter: places that most lines leave blank, with
// text at both sides that fills its half line after line. pdftotext writes both
// columns of a line beside each other; here the left column is read first. Where
// the gutter is narrow, pdftotext may leave one blank of it and lose the place:
// then the width of the left column tells where to cut.

const (
	leastColumnLines = 4  // lines with text at both sides; fewer are chance
	leastColumnWidth = 16 // columns of a line of text: eight Chinese characters
	gutterBlanks     = 2  // blanks of a gutter that keeps its place
	cutSlack         = 6  // columns by which a full line of a column may be shorter
)

// splitColumns puts the lines of pages with two columns in the order in which
// they are read.
func splitColumns(pages []*page) {
	for _, p := range pages {
		if at := p.gutter(); at > 0 {
			p.lines = (&columnCut{lines: p.lines, at: at}).ordered()
		}
	}
}

// gutter is the place where the right column of a page begins, 0 when the page
// has one column or is a table.
func (p *page) gutter() int {
	if !p.fitsPaper() {
		return 0
	}
	best, most := 0, 0
	seen := map[int]bool{}
	for _, l := range p.lines {
		for _, at := range l.gapEnds() {
			if seen[at] {
				continue
			}
			seen[at] = true
			if n := p.votes(at); n > most || n == most && at > best {
				best, most = at, n
			}
		}
	}
	if most < leastColumnLines || !p.isProse(best) {
		return 0
	}
	return best
}

// fitsPaper tells a page that may stand on paper: looking for a gutter costs as
// much as its lines times its places.
func (p *page) fitsPaper() bool {
	const mostLines, widest = 200, 300
	return len(p.lines) <= mostLines && !slices.ContainsFunc(p.lines, func(l *laidLine) bool { return l.width > widest })
}

// votes counts the lines that have a gutter before a place, less half of those
// that run over it; 0 when too many do.
func (p *page) votes(at int) int {
	both, over := 0, 0
	for _, l := range p.lines {
		switch l.sides(at) {
		case sideBoth:
			both++
		case sideOver:
			over++
		}
	}
	if both < over {
		return 0
	}
	return both - over/2
}

// gapEnds are the places where words begin behind a gap of a gutter's width.
func (l *laidLine) gapEnds() []int {
	if l.drop != "" {
		return nil
	}
	var ends []int
	blanks, words := 0, false
	for i, c := range []rune(l.line) {
		if c == ' ' {
			blanks++
			continue
		}
		if words && blanks >= gutterBlanks {
			ends = append(ends, i)
		}
		blanks, words = 0, true
	}
	return ends
}

// side says where the words of a line stand to a gutter.
type side int

const (
	sideNone  side = iota // a line that is no text of the page
	sideLeft              // left of it
	sideRight             // right of it
	sideBoth              // at both sides
	sideOver              // across it
)

func (l *laidLine) sides(at int) side {
	if l.drop != "" {
		return sideNone
	}
	r := []rune(l.line)
	switch {
	case utf8.RuneCountInString(strings.TrimRight(l.line, " ")) <= at-1:
		return sideLeft
	case l.firstPlace() >= at-1:
		return sideRight
	case len(r) > at && strings.TrimSpace(string(r[at-gutterBlanks:at])) == "" && farIn(r[at:]) <= widestIndent:
		return sideBoth
	}
	return sideOver
}

// farIn counts the blanks before the first word.
func farIn(r []rune) int {
	return slices.IndexFunc(r, func(c rune) bool { return c != ' ' })
}

// firstPlace is the place of a line's first word.
func (l *laidLine) firstPlace() int { return max(farIn([]rune(l.line)), 0) }

// isProse tells two columns of text from a table: both sides are as wide as text,
// many lines of both are full, hardly a side is parted again, and what stands
// first is no row of titles.
func (p *page) isProse(at int) bool {
	var left, right []int
	parted, over, first := 0, 0, true
	for _, l := range p.lines {
		side := l.sides(at)
		if side == sideOver {
			over++
		}
		if side != sideBoth {
			continue
		}
		a, b := l.halves(at)
		if first && isTitleRow(a.words, b.words) || startsWithNumber(a.words) {
			return false
		}
		first = false
		left, right = append(left, a.width-a.indent), append(right, b.width-b.indent)
		if a.table || b.table {
			parted++
		}
	}
	return parted*8 <= len(left) && fillsLines(left, over) && fillsLines(right, 0)
}

// fillsLines tells the widths of running text: wide, and most lines nearly full.
// Lines over the gutter count as full ones: it is where they are that it is lost.
func fillsLines(widths []int, over int) bool {
	slices.Sort(widths)
	full := widths[len(widths)*9/10]
	if full < leastColumnWidth {
		return false
	}
	n := over
	for _, w := range widths {
		if w*4 >= full*3 {
			n++
		}
	}
	return n*2 >= len(widths)+over
}

// isTitleRow tells the titles of a table's columns: short words at both sides, no
// heading and no sentence among them.
func isTitleRow(left, right string) bool {
	const longest = 10
	for _, s := range []string{left, right} {
		if utf8.RuneCountInString(s) > longest || beginsItem(s) || strings.ContainsAny(s, "，。；：、,;:") {
			return false
		}
	}
	return true
}

// startsWithNumber tells the number of a row: digits alone before a gap.
func startsWithNumber(words string) bool {
	number, _, gap := strings.Cut(words, "  ")
	return gap && isNumbering(number)
}

// halves cuts a line at a place.
func (l *laidLine) halves(at int) (left, right *laidLine) {
	r := []rune(l.line)
	return columnLine(string(r[:at])), columnLine(string(r[at:]))
}

func columnLine(line string) *laidLine {
	l := newLaidLine(line)
	if l != nil {
		l.column = true
	}
	return l
}

// columnCut puts the lines of one page in order.
type columnCut struct {
	lines       []*laidLine
	at          int // where the right column begins
	full, width int // columns of the left column and of the right one
}

// ordered returns the lines of the page: between lines that run over the gutter,
// the left column and then the right one.
func (c *columnCut) ordered() []*laidLine {
	c.measure()
	var out, left, right []*laidLine
	flush := func() {
		out = append(append(out, left...), right...)
		left, right = nil, nil
	}
	begun := false // lines above the first with two sides stay whole
	for i, l := range c.lines {
		a, b, ok := c.cut(i, begun)
		switch {
		case l.drop != "" && begun:
			left = append(left, l)
		case !ok:
			flush()
			out, begun = append(out, l), false
		default:
			begun = true
			left, right = appendLine(left, a), appendLine(right, b)
		}
	}
	flush()
	return out
}

func appendLine(list []*laidLine, l *laidLine) []*laidLine {
	if l == nil {
		return list
	}
	return append(list, l)
}

// measure finds the width of the two columns.
func (c *columnCut) measure() {
	for _, l := range c.lines {
		if l.sides(c.at) == sideBoth {
			a, b := l.halves(c.at)
			c.full, c.width = max(c.full, a.width), max(c.width, b.width)
		}
	}
}

// cut parts a line of the page, false when it is no line of the columns.
func (c *columnCut) cut(i int, begun bool) (left, right *laidLine, ok bool) {
	l := c.lines[i]
	switch l.sides(c.at) {
	case sideBoth:
		left, right = l.halves(c.at)
		return left, right, true
	case sideLeft:
		return columnLine(l.line), nil, begun
	case sideRight:
		r := []rune(l.line)
		return nil, columnLine(string(r[min(c.at, l.firstPlace()):])), begun
	case sideOver:
		between := begun && i+1 < len(c.lines) && c.lines[i+1].sides(c.at) != sideOver
		if at := c.lostGutter(l, between); at > 0 {
			left, right = l.halves(at)
			return left, right, true
		}
	}
	return nil, nil, false
}

// lostGutter finds the blank of a line that is left of a narrow gutter: where the
// left column is full. Chinese characters have no blank between them otherwise; a
// blank beside a number counts among lines of columns only.
func (c *columnCut) lostGutter(l *laidLine, between bool) int {
	r := []rune(l.line)
	best, least := 0, cutSlack+1
	columns := l.firstPlace()
	for i := columns; i+1 < len(r); i++ {
		if r[i] == ' ' && r[i+1] != ' ' {
			wide := isWide(lastOf(r[:i])) && isWide(r[i+1])
			off := c.full - textColumns(strings.TrimRight(string(r[:i]), " "))
			rest := textColumns(string(r[i+1:]))
			if off >= -1 && off < least && rest <= c.width+1 && (wide || between && !unicode.IsLetter(lastOf(r[:i])) || between && isWide(lastOf(r[:i]))) {
				best, least = i+1, off
			}
		}
	}
	return best
}

// lastOf is the last character that is no blank.
func lastOf(r []rune) rune {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(string(r), " "))
	return last
}
