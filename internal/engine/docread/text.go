package docread

import "unicode"

// span is a half-open range of offsets.
type span struct{ start, end int }

func (s span) empty() bool { return s.start >= s.end }

// text is the decoded document as the steps see it.
type text struct {
	r     []rune
	lines []span // without line ends
}

func newText(runes []rune) *text {
	t := &text{r: runes}
	start := 0
	for i, c := range runes {
		if c != '\n' {
			continue
		}
		end := i
		if end > start && runes[end-1] == '\r' {
			end--
		}
		t.lines = append(t.lines, span{start, end})
		start = i + 1
	}
	if start < len(runes) {
		t.lines = append(t.lines, span{start, len(runes)})
	}
	return t
}

// at returns the rune at an offset, 0 outside the text.
func (t *text) at(i int) rune {
	if i < 0 || i >= len(t.r) {
		return 0
	}
	return t.r[i]
}

func (t *text) slice(s span) string { return string(t.r[s.start:s.end]) }

// trim drops blanks at both ends of a span.
func (t *text) trim(s span) span {
	for s.start < s.end && isSpace(t.r[s.start]) {
		s.start++
	}
	for s.end > s.start && isSpace(t.r[s.end-1]) {
		s.end--
	}
	return s
}

// skipSpace returns the first offset from i that is no blank within the line.
func (t *text) skipSpace(i int) int {
	for isSpace(t.at(i)) && t.at(i) != '\n' {
		i++
	}
	return i
}

// hasAt tells whether the word stands at offset i.
func (t *text) hasAt(i int, word string) bool {
	for _, c := range word {
		if t.at(i) != c {
			return false
		}
		i++
	}
	return true
}

// has tells whether any word of the set stands inside the span.
func (t *text) has(s span, words *wordSet) bool { return t.find(s, words) >= 0 }

// find returns the offset of the first word of the set inside the span, -1 when
// there is none.
func (t *text) find(s span, words *wordSet) int {
	for i := s.start; i < s.end; i++ {
		if words.begin.has(t.r[i]) && words.longestAt(t.r[:s.end], i) > 0 {
			return i
		}
	}
	return -1
}

// sentences cuts a span at sentence ends, semicolons and line ends. The cut
// spans keep neither the mark nor blanks.
func (t *text) sentences(s span, visit func(span)) {
	start := s.start
	for i := s.start; i <= s.end; i++ {
		if i < s.end && !isUnitEnd(t.r[i]) {
			continue
		}
		if unit := t.trim(span{start, i}); !unit.empty() {
			visit(unit)
		}
		start = i + 1
	}
}

func isSpace(c rune) bool {
	switch c {
	case ' ', '\t', '\r', '\n', '\u3000', '\u00a0', '\ufeff', '\v', '\f':
		return true
	}
	return c > 127 && unicode.IsSpace(c)
}

func isBlank(runes []rune) bool {
	for _, c := range runes {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// isUnitEnd tells the marks that cut text into units.
func isUnitEnd(c rune) bool {
	return c == '。' || c == '；' || c == ';' || c == '\n' || c == '！' || c == '!' || c == '？' || c == '?'
}

// isSentenceEnd tells the marks after which a new sentence begins.
func isSentenceEnd(c rune) bool {
	return isUnitEnd(c) || c == 0
}

// isComma tells the marks that part clauses inside a sentence.
func isComma(c rune) bool { return c == '，' || c == ',' || c == '：' || c == ':' }

// isClauseEnd tells any mark that ends a clause.
func isClauseEnd(c rune) bool { return isSentenceEnd(c) || isComma(c) || c == '…' }

func isHan(c rune) bool { return unicode.Is(unicode.Han, c) }

func isASCIILetter(c rune) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }
