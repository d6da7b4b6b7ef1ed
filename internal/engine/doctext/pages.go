package doctext

import (
	"strings"
	"unicode/utf8"
)

// What pages carry beside their text.
const (
	CleanPageNumber CleaningKind = "pagenumber" // the number of a page
	CleanHeader     CleaningKind = "header"     // a line that heads page after page
	CleanFooter     CleaningKind = "footer"     // a line that ends page after page
)

// extractPages turns laid out pages into paragraphs, as pdftotext -layout writes
// them: blanks stand for the place on the page, a form feed ends a page. Page
// numbers and lines that stand at the head or foot of page after page are dropped
// and listed in Cleaned; lines that the page has broken are joined; columns of a
// table are parted by tabs.
func extractPages(text string, limits Limits) (Text, error) {
	pages := splitPages(unixLines(text))
	markFurniture(pages)
	splitColumns(pages)
	w := &pageWriter{layout: measureLayout(pages, false), columns: measureLayout(pages, true), limits: limits}
	lines := flow(pages)
	for len(lines) > 0 && w.room() {
		n, isTable := tableBlock(lines)
		if isTable {
			w.table(lines[:n])
		} else {
			w.prose(lines[:n])
		}
		lines = lines[n:]
	}
	w.endParagraph()
	if !w.room() {
		return Text{}, &Error{Code: CodeTooLarge, Detail: "text of the pages"}
	}
	return Text{Runes: w.out, Tables: w.tables, Cleaned: w.cleaned}, nil
}

// flow is the lines of all pages, one page after the other.
func flow(pages []*page) []*laidLine {
	var lines []*laidLine
	for _, p := range pages {
		lines = append(lines, p.lines...)
	}
	return lines
}

// page is the lines of a page that hold anything, from the top.
type page struct{ lines []*laidLine }

// laidLine is a line of a page.
type laidLine struct {
	line   string
	words  string // the line without the blanks at its ends
	indent int    // columns before the words
	width  int    // columns up to the end of the words
	table  bool   // columns of a table: wide gaps part the words
	column bool   // a line of one of two columns of the page
	drop   CleaningKind
}

// wideGap parts the columns of a table; justified prose has narrower gaps.
const wideGap = "   "

func splitPages(text string) []*page {
	var pages []*page
	for part := range strings.SplitSeq(text, "\f") {
		p := &page{}
		for line := range strings.SplitSeq(part, "\n") {
			if l := newLaidLine(line); l != nil {
				p.lines = append(p.lines, l)
			}
		}
		if len(p.lines) > 0 {
			pages = append(pages, p)
		}
	}
	return pages
}

// newLaidLine measures a line, nil when it is blank.
func newLaidLine(line string) *laidLine {
	words := strings.TrimSpace(line)
	if words == "" {
		return nil
	}
	l := &laidLine{words: words, line: line}
	before, _, _ := strings.Cut(line, words)
	l.indent = textColumns(before)
	l.width = l.indent + textColumns(words)
	if strings.Contains(words, wideGap) || strings.Contains(words, "\t") {
		l.table = len(l.pieces()) <= mostPieces
	}
	return l
}

// textColumns is the width of a text where a Chinese character is two columns wide.
func textColumns(s string) int {
	n := 0
	for _, c := range s {
		if isWide(c) {
			n++
		}
		n++
	}
	return n
}

// isWide tells characters that fill a square: Chinese ones, their punctuation and
// full-width forms.
func isWide(c rune) bool {
	return c >= 0x1100 && c < 0xa4d0 && (c < 0x2000 || c >= 0x2e80) || c >= 0xac00 && c < 0xd7a4 || c >= 0xf900 && c < 0xfb00 ||
		c >= 0xfe30 && c < 0xfe70 || c >= 0xff00 && c < 0xff61 || c >= 0xffe0 && c < 0xffe7 || c >= 0x20000 && c < 0x40000 ||
		c == '“' || c == '”' || c == '—' || c == '…'
}

// pageWriter joins lines to paragraphs.
type pageWriter struct {
	layout  layout
	columns layout // of pages with two columns
	limits  Limits
	out     []rune
	last    *laidLine // the last line of the open paragraph
	lines   int
	tables  []Table
	cleaned []Cleaning
}

// room tells whether the limits allow more.
func (w *pageWriter) room() bool {
	return w.lines <= w.limits.MaxParagraphs && len(w.out) <= w.limits.MaxRunes
}

// drop lists a line that is no part of the text.
func (w *pageWriter) drop(line *laidLine) {
	at := len(w.out)
	w.cleaned = append(w.cleaned, Cleaning{Start: at, End: at, Kind: line.drop, Was: clip(line.words, maxWas)})
}

func (w *pageWriter) prose(lines []*laidLine) {
	for _, l := range lines {
		w.write(l)
	}
}

// write appends a line.
func (w *pageWriter) write(line *laidLine) {
	if line.drop != "" {
		w.drop(line)
		return
	}
	if w.last != nil && w.goesOn(line) {
		if needsBlank(w.out[len(w.out)-1], line.words) {
			w.out = append(w.out, ' ')
		}
	} else {
		w.endParagraph()
		w.lines++
	}
	w.out = append(w.out, []rune(line.shown())...)
	w.last = line
}

// goesOn tells whether a line goes on with the open paragraph.
func (w *pageWriter) goesOn(line *laidLine) bool {
	switch {
	case w.last.column != line.column:
		return false
	case line.column:
		return w.columns.continues(w.last, line)
	}
	return w.layout.continues(w.last, line)
}

func (w *pageWriter) endParagraph() {
	if w.last != nil {
		w.out = append(w.out, '\n')
		w.last = nil
	}
}

// needsBlank tells whether a line break between two lines stands for a blank: it
// does between Latin words, not between Chinese characters.
func needsBlank(before rune, words string) bool {
	after, _ := utf8.DecodeRuneInString(words)
	return isNarrow(before) && isNarrow(after) && before != '-'
}

// isNarrow tells the characters of Latin words and numbers, and their marks.
func isNarrow(c rune) bool { return c > ' ' && c < 0x250 }

// shown is the words as they go into the text: gaps between the columns of a table
// become tabs, and the blank that programs set between a Chinese character and a
// number is closed, for it is a distance and no character.
func (l *laidLine) shown() string {
	if !l.table {
		return closeNumbers(l.words)
	}
	var cells []string
	for cell := range strings.SplitSeq(strings.ReplaceAll(l.words, "\t", wideGap), wideGap) {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, closeNumbers(cell))
		}
	}
	return strings.Join(cells, "\t")
}

// closeNumbers drops single blanks between a Chinese character and a digit.
func closeNumbers(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	r := []rune(s)
	out := r[:0:0]
	for i, c := range r {
		if c == ' ' && i > 0 && i+1 < len(r) && (isWide(r[i-1]) && isFigure(r[i+1]) || isFigure(r[i-1]) && isWide(r[i+1])) {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

func isFigure(c rune) bool {
	return c >= '0' && c <= '9' || c == '%' || c == '.' || c == '+' || c == '-'
}
