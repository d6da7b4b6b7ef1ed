package doctext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layout is how the pages of a document are set.
type layout struct {
	base     int  // columns before a line that goes on
	full     int  // columns up to the end of a full line
	indented bool // paragraphs begin further right than they go on
}

const (
	raggedEnd    = 5 // columns that a full line may lack: a mark or a word did not fit
	firstIndent  = 2 // columns by which a first line stands further right, at least
	widestIndent = 8
)

// measureLayout looks at the lines of prose: the common left edge, the width that
// only one line in ten exceeds, and how paragraphs begin. Lines of two columns on a
// page are measured by themselves.
func measureLayout(pages []*page, columns bool) layout {
	var widths, indents []int
	for _, p := range pages {
		for _, l := range p.lines {
			if l.drop == "" && !l.table && l.column == columns {
				widths, indents = append(widths, l.width), append(indents, l.indent)
			}
		}
	}
	if len(widths) == 0 {
		return layout{}
	}
	slices.Sort(widths)
	slices.Sort(indents)
	m := layout{base: indents[len(indents)/20], full: widths[len(widths)*9/10] - raggedEnd}
	m.indented = m.indentsParagraphs(pages, columns)
	return m
}

// indentsParagraphs looks at the lines after one that ends a sentence before the
// end of the line: there a paragraph begins for certain.
func (m layout) indentsParagraphs(pages []*page, columns bool) bool {
	starts, indented := 0, 0
	var before *laidLine
	for _, p := range pages {
		for _, l := range p.lines {
			if l.drop != "" || l.table || l.column != columns {
				continue
			}
			if before != nil && before.width < m.full && endsSentence(before.words) {
				starts++
				if by := l.indent - m.base; by >= firstIndent && by <= widestIndent {
					indented++
				}
			}
			before = l
		}
	}
	return indented*2 > starts
}

// continues tells whether a line goes on with the paragraph of the line before.
func (m layout) continues(before, line *laidLine) bool {
	if before.table || line.table {
		return false
	}
	if m.centred(before) || m.centred(line) {
		return m.centred(before) && m.centred(line) && titleGoesOn(line.words)
	}
	further := line.indent-m.base >= firstIndent
	full := before.width >= m.full
	if m.indented {
		return !further && (full || !endsSentence(before.words) && m.nearlyFull(before) && !beginsItem(line.words))
	}
	return !further && !endsSentence(before.words) && (full || m.nearlyFull(before)) && !beginsItem(line.words)
}

// nearlyFull tells a line that ends early because what follows must not be parted:
// a number, a Latin word.
func (m layout) nearlyFull(l *laidLine) bool { return l.width*4 >= m.full*3 }

// centred tells titles: further in than paragraphs begin, and not full.
func (m layout) centred(l *laidLine) bool {
	return l.indent-m.base > widestIndent && l.width < m.full
}

// titleGoesOn tells the second line of a title from a line below it.
func titleGoesOn(words string) bool { return strings.HasPrefix(words, "的") }

// endsSentence tells lines that end with the mark of a sentence, also inside a
// closing quote or bracket.
func endsSentence(words string) bool {
	words = strings.TrimRight(words, "”’）)】》\"'")
	last, _ := utf8.DecodeLastRuneInString(words)
	return strings.ContainsRune("。！？；：!?;:…", last)
}

// beginsItem tells lines that begin with the number of a heading or an item:
// 一、 （一） (1) 1. 1、 ① 第三条 附件.
func beginsItem(words string) bool {
	r := []rune(words[:min(len(words), 40)])
	switch {
	case strings.HasPrefix(words, "附件"), r[0] >= '①' && r[0] <= '⒛', strings.ContainsRune("●■◆➢▪•", r[0]):
		return true
	case r[0] == '（' || r[0] == '(':
		n := numberLength(r[1:])
		return n > 0 && len(r) > n+1 && (r[n+1] == '）' || r[n+1] == ')')
	case r[0] == '第':
		n := numberLength(r[1:])
		return n > 0 && len(r) > n+1 && strings.ContainsRune("条章节部篇", r[n+1])
	}
	n := numberLength(r)
	if n == 0 || n >= len(r) {
		return false
	}
	switch r[n] {
	case '、', '．', '，':
		return r[n] != '，'
	case '.':
		return n+1 >= len(r) || !unicode.IsDigit(r[n+1])
	case '是', '要':
		return n == 1 && strings.ContainsRune("一二三四五六七八九十", r[0])
	}
	return false
}

// numberLength counts the digits or the Chinese numerals that a text begins with.
func numberLength(r []rune) int {
	const longest = 4
	n := 0
	for n < len(r) && n < longest && (unicode.IsDigit(r[n]) || strings.ContainsRune("一二三四五六七八九十百〇零", r[n])) {
		n++
	}
	return n
}
