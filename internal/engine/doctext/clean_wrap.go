package doctext

import "strings"

// CleanWrap is a line end inside a sentence.
const CleanWrap CleaningKind = "wrap"

// wrapping is how a text's lines are broken.
type wrapping struct {
	hard    bool // lines end where the page ended, not where the paragraph did
	doubled bool // a blank line stands between any two lines
	shreds  bool // numbers stand on lines of their own inside sentences
	width   int  // columns of a full line
	indent  int  // columns before most lines
}

// findWraps finds the line ends that no writer made: all of them in a text whose
// lines are cut at one width, elsewhere those that part a number from its unit, a
// clause from its comma or a mark from its sentence.
func findWraps(d *draft) []edit {
	w := measureWrapping(d)
	w.shreds = d.isShredded()
	var edits []edit
	var three [3]line // the line, the one before it, and the one before that
	seen := 0
	d.eachLine(func(next line) {
		// A line is judged when the one behind it is known.
		three[0], three[1] = three[1], three[2]
		three[2] = next
		seen++
		if seen > 1 {
			edits = w.judge(d, edits, three, seen > 2)
		}
	})
	return edits
}

// judge joins the last two of three lines where they are one.
func (w wrapping) judge(d *draft, edits []edit, three [3]line, whole bool) []edit {
	a, b := three[1], three[2]
	if a.fixed || b.fixed || !w.adjacent(d, a, b) {
		return edits
	}
	following := line{fixed: true}
	if b.next < len(d.runes) {
		following = d.lineFrom(b.next)
	}
	if w.joins(d, a, b) || w.shreds && d.joinsShred(three[0], a, b, following) || d.numeralAlone(a, b, following) || whole && d.numeralAlone(three[0], a, b) {
		return append(edits, joinLines(d, a, b))
	}
	return edits
}

// joinLines drops what stands between two lines; Latin words keep a blank.
func joinLines(d *draft, a, b line) edit {
	to := rune(0)
	last, first := d.rune(a.end-1), d.rune(b.start)
	if isASCIILetter(last) && isASCIILetter(first) && last|0x20 != 'x' && first|0x20 != 'x' { // x is a blanked digit
		to = ' '
	}
	return edit{a.end, b.start, to}
}

const (
	leastWrapped = 8   // lines by which a text may show hard wrapping
	leastColumns = 36  // of a full line
	mostColumns  = 124 // of a full line: no page is wider
	raggedPart   = 10  // a full line may be this part shorter than the widest
)

// measureWrapping judges the text as a whole by the lengths and endings of its
// lines.
func measureWrapping(d *draft) wrapping {
	w := wrapping{}
	var widths [2*mostColumns + 2]int // how many lines have so many columns
	var indents [64]int
	lines, blanks, last := 0, 0, 0
	d.eachLine(func(l line) {
		if l.fixed {
			return
		}
		lines++
		widths[min(d.width(l), len(widths)-1)]++
		indents[min(l.indent, len(indents)-1)]++
		if last > 0 && last < l.from {
			blanks++
		}
		last = l.next
	})
	if lines < leastWrapped {
		return w
	}
	for indent, n := range indents {
		if n > indents[w.indent] {
			w.indent = indent
		}
	}
	w.doubled = blanks*5 >= lines*4
	widest := 0
	for width, below := 0, 0; width < len(widths); width++ {
		below += widths[width]
		if w.width == 0 && below > lines*9/10 {
			w.width = width
		}
		if widths[width] > 0 {
			widest = width
		}
	}
	if w.width < leastColumns || w.width > mostColumns || widest > 2*w.width {
		return w
	}
	w.hard = w.isHard(d, lines)
	return w
}

// isHard tells whether most lines reach the margin, end without a mark, and hold
// prose.
func (w wrapping) isHard(d *draft, lines int) bool {
	full, open, prose := 0, 0, 0
	d.eachLine(func(l line) {
		if l.fixed || !w.full(d, l) {
			return
		}
		full++
		if !closed(d.rune(l.end - 1)) {
			open++
		}
		if sentenceIn(d, l) {
			prose++
		}
	})
	return full >= 5 && full*5 >= lines*2 && open*2 >= full && prose*3 >= full
}

// full tells whether a line reaches the margin.
func (w wrapping) full(d *draft, l line) bool {
	return d.width(l)+max(6, w.width/raggedPart) >= w.width
}

// width is the number of columns of a line, with its indent.
func (d *draft) width(l line) int {
	n := l.indent
	for _, c := range d.runes[l.start:l.end] {
		n += columns(c)
	}
	return n
}

// closed tells the marks that may end a paragraph.
func closed(c rune) bool {
	return isSentenceEnd(c) || c == '”' || c == '）' || c == ')' || c == '》'
}

// adjacent tells whether nothing parts two lines, or the blank line that parts any
// two lines of a text.
func (w wrapping) adjacent(d *draft, a, b line) bool {
	if a.next == b.from {
		return true
	}
	return w.doubled && w.hard && d.lineFrom(a.next).next == b.from
}

// joins tells whether a line goes on in the next.
func (w wrapping) joins(d *draft, a, b line) bool {
	last, first := d.rune(a.end-1), d.rune(b.start)
	if strings.ContainsRune("，。、；：）”》％%！？,;)", first) && isHan(last) {
		return true
	}
	if isSentenceEnd(last) || d.startsItem(b.start) || b.indent > w.indent+1 && b.indent > a.indent {
		return false
	}
	if last == '"' && a.next == b.from && isHan(first) {
		return true // a viewer that begins a line at every straight quote
	}
	if last == '，' || last == ',' || last == '、' || last == '（' || last == '“' || last == '《' {
		return isHan(first) || isDigit(first) || first == '“' || first == '《'
	}
	if w.hard && d.splitNumeral(a, b) {
		return true
	}
	if w.hard {
		return w.full(d, a) && (isHan(last) || isDigit(last) || isASCIILetter(last) || last == '”' || last == '》' || last == '）' || last == '%' || last == ',')
	}
	return a.size() >= leastHalf && b.size() >= 6 && d.splitNumeral(a, b)
}

// splitNumeral tells whether a number ends a line and its unit begins the next.
func (d *draft) splitNumeral(a, b line) bool {
	first, last := d.rune(b.start), d.rune(a.end-1)
	switch {
	case isDigit(last), (last == '万' || last == '亿') && isDigit(d.lastWord(a.end-2)):
		return countedBy(first) && !sentenceless(d, b)
	case strings.ContainsRune("一二三四五六七八九十百千", last):
		return (first == '年' || first == '所' || first == '名' || first == '个' || first == '项' || first == '期') && !sentenceless(d, b)
	}
	return false
}

// sentenceless tells lines that hold no mark at all: cells and headings.
func sentenceless(d *draft, l line) bool {
	return !sentenceIn(d, l) && !isSentenceEnd(d.rune(l.end-1))
}

// lastWord returns the rune at or before i that is no blank.
func (d *draft) lastWord(i int) rune {
	for i > 0 && d.runes[i] == ' ' {
		i--
	}
	return d.rune(i)
}

// numeralAlone tells whether a number stands on a line of its own between the
// halves of its sentence.
func (d *draft) numeralAlone(a, b, c line) bool {
	if a.fixed || b.fixed || c.fixed || c.blank() || a.next != b.from || b.next != c.from || !d.isNumeral(b) {
		return false
	}
	first := d.rune(c.start)
	return a.size() >= 4 && isHan(d.rune(a.end-1)) && !d.startsItem(a.start) &&
		(countedBy(first) || first == '，' || first == '。' || first == '、') && !sentenceless(d, c)
}

// isNumeral tells lines that are one number: 9.38, 1,200, 12%, 3万.
func (d *draft) isNumeral(l line) bool {
	if l.size() > 12 || !isDigit(d.rune(l.start)) {
		return false
	}
	for _, c := range d.runes[l.start:l.end] {
		if !isDigit(c) && c != '.' && c != ',' && c != '%' && c != '万' && c != '亿' && c != ' ' {
			return false
		}
	}
	return true
}

// startsItem tells whether a heading or list item begins at i.
func (d *draft) startsItem(i int) bool {
	c := d.rune(i)
	switch {
	case c == '（' || c == '(':
		end := d.skipItemNumber(i + 1)
		return end > i+1 && (d.rune(end) == '）' || d.rune(end) == ')')
	case c == '第':
		end := d.skipItemNumber(i + 1)
		return end > i+1 && strings.ContainsRune("部章节条编篇", d.rune(end))
	case c >= '①' && c <= '⒛', c >= '㈠' && c <= '㈩', strings.ContainsRune("●■◆★▲•○□◇☆△", c):
		return true
	case c == '—' || c == '─' || c == '―':
		return d.rune(i+1) == c
	case c == '附':
		return d.hasAt(i, "附件") || d.hasAt(i, "附：") || d.hasAt(i, "附:") || d.hasAt(i, "附表")
	}
	end := d.skipItemNumber(i)
	if end == i {
		return false
	}
	switch d.rune(end) {
	case '、', '．', '）', ')':
		return true
	case '.':
		return !isDigit(d.rune(end + 1))
	case '是', '要':
		return !isDigit(c)
	}
	return false
}

// skipItemNumber passes a number of up to three digits, Chinese or Arabic.
func (d *draft) skipItemNumber(i int) int {
	end := i
	for end-i < 3 && strings.ContainsRune("一二三四五六七八九十", d.rune(end)) {
		end++
	}
	if end > i {
		return end
	}
	for end-i < 3 && isDigit(d.rune(end)) {
		end++
	}
	return end
}
