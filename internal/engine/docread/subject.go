package docread

// subjectOf returns the noun that a figure is about, copied from the text.
//
// Chinese puts it after the measure word (37所薄弱学校) or before the numeral
// (教职工1373人). Quantities of money, area and percents have it before, unless
// nothing is there.
func subjectOf(t *text, f *Figure, earlier []Figure) string {
	if f.Kind != KindMoney && f.Kind != KindMeasure && f.Unit != "%" && f.Kind != KindRatio {
		if s := subjectAfter(t, f); s != "" {
			return s
		}
	}
	if s, ok := inherited(t, f, earlier); ok {
		return s
	}
	if s := subjectBefore(t, f); s != "" {
		return s
	}
	return subjectAfter(t, f)
}

// maxSubject is the longest subject in characters.
const maxSubject = 12

// subjectAfter reads the noun after the measure word.
func subjectAfter(t *text, f *Figure) string {
	i := t.skipUnitSpace(f.UnitEnd)
	if n := overAfter.longestAt(t.r, i); n > 0 && n > 1 {
		i += n
	}
	if opening(t.at(i)) {
		i++
	}
	s := nounPhrase(t, i)
	return clean(t.slice(s))
}

func opening(c rune) bool { return c == '“' || c == '‘' || c == '"' || c == '‚' }

// nounPhrase reads forward: up to a mark or a verb; a clause before 的 is
// skipped (4个涉及安全的文件), a possessor before 的 is kept (186所学校的收费).
func nounPhrase(t *text, i int) span {
	noun := nounAfter(t, i)
	if t.at(noun.end) == '的' {
		if noun.end-noun.start <= 1 || adjectives.longestAt(t.r, noun.start) > 0 {
			return nounAfter(t, noun.end+1)
		}
		return noun
	}
	if stop := nounStops.longestAt(t.r, noun.start); noun.empty() && stop > 0 {
		return skipClause(t, i)
	}
	if t.at(noun.end) == '、' || t.at(noun.end) == '和' {
		return joinedNouns(t, noun)
	}
	return shorten(t, noun)
}

// skipClause jumps over an adjectival clause: 涉及稳定和安全的文件 -> 文件.
func skipClause(t *text, i int) span {
	if clauseStarts.longestAt(t.r, i) == 0 {
		return span{i, i}
	}
	for j := i; j < len(t.r) && j-i < 16 && !isClauseEnd(t.r[j]); j++ {
		if t.r[j] == '的' {
			return shorten(t, nounAfter(t, j+1))
		}
	}
	return span{i, i}
}

// joinedNouns reads 小学、幼儿园 as one subject when both are of one sort.
func joinedNouns(t *text, first span) span {
	next := nounAfter(t, first.end+1)
	if next.empty() || next.end-first.start > maxSubject || isDigit(t.at(next.end)) {
		return first
	}
	if headNouns.longestBefore(t.r, next.end) == 0 {
		return first
	}
	return span{first.start, next.end}
}

// shorten cuts a long noun phrase after its first head noun.
func shorten(t *text, s span) span {
	if s.end-s.start <= maxSubject/2 {
		return s
	}
	for i := s.start; i < s.end; i++ {
		if n := headNouns.longestAt(t.r[:s.end], i); n > 0 && i+n-s.start >= 2 && headNouns.longestAt(t.r[:s.end], i+n) == 0 {
			return span{s.start, i + n}
		}
	}
	if s.end-s.start > maxSubject {
		s.end = s.start + maxSubject
	}
	return s
}

// inherited gives a figure the subject of the one before it when only words of
// change or listing stand between them (由29所调整为22所, 比增5.47%).
func inherited(t *text, f *Figure, earlier []Figure) (string, bool) {
	if len(earlier) == 0 {
		return "", false
	}
	last := earlier[len(earlier)-1]
	from := last.UnitEnd
	if f.Start-from > 14 || last.Subject == "" {
		return "", false
	}
	i := from
	for i < f.Start {
		if isComma(t.r[i]) || t.r[i] == '、' || t.r[i] == ' ' || t.r[i] == '和' {
			i++
			continue
		}
		n := linkWords.longestAt(t.r[:f.Start], i)
		if n == 0 {
			return "", false
		}
		i += n
	}
	return last.Subject, true
}

// subjectBefore reads the noun before the numeral.
func subjectBefore(t *text, f *Figure) string {
	end := skipBack(t, f.Start)
	if c := t.at(end - 1); c == '（' || c == '(' {
		end = skipBack(t, end-1)
	}
	for closing(t.at(end - 1)) {
		end--
	}
	start := end
	for start > 0 && end-start < 2*maxSubject {
		c := t.r[start-1]
		if isClauseEnd(c) || c == '、' && !joinsRates(t, start, end) || opening(c) || c == '”' || c == '\n' || isDigit(c) || isMask(c) {
			break
		}
		start--
	}
	s := lastNoun(t, span{start, end})
	if f.Kind == KindMoney && !moneyNouns.hasIn(t, s) {
		if head, ok := beforeParenthesis(t, f.Start); ok {
			return head
		}
	}
	return clean(t.slice(s))
}

func (s *wordSet) hasIn(t *text, where span) bool { return t.has(where, s) }

// joinsRates keeps 参培率、合格率 together: the part before the mark ends like the
// part after it.
func joinsRates(t *text, mark, end int) bool {
	return mark >= 2 && t.r[mark-2] == t.at(end-1) && t.r[mark-2] == '率'
}

func closing(c rune) bool {
	return c == '”' || c == '’' || c == '"' || c == '‛' || c == ' ' || c == '》'
}

// skipBack steps over the words that link a noun to its number.
func skipBack(t *text, i int) int {
	for k := 0; k < 6; k++ {
		n := linksBefore.longestBefore(t.r, i)
		if n == 0 {
			return i
		}
		i -= n
	}
	return i
}

// lastNoun cuts leading adverbs and verbs off a phrase: what follows the last
// verb that does not end the phrase.
func lastNoun(t *text, s span) span {
	start := s.start
	for i := s.start; i < s.end; {
		n := leadWords.longestAt(t.r[:s.end], i)
		if n > 0 && i+n < s.end && s.end-(i+n) >= 2 {
			start = i + n
			i += n
			continue
		}
		i++
	}
	if s.end-start > maxSubject {
		start = s.end - maxSubject
	}
	return span{start, s.end}
}

// beforeParenthesis returns the noun before the parenthesis that holds i, for
// amounts listed inside one (标准（小学700元，初中900元）).
func beforeParenthesis(t *text, i int) (string, bool) {
	for j := i - 1; j > 0 && i-j < 60; j-- {
		switch c := t.r[j]; {
		case c == '）' || c == ')' || isSentenceEnd(c):
			return "", false
		case c == '（' || c == '(':
			start := j
			for start > 0 && j-start < 2*maxSubject && isHan(t.r[start-1]) {
				start--
			}
			s := lastNoun(t, span{start, j})
			return t.slice(s), !s.empty()
		}
	}
	return "", false
}

// clean drops marks that stand at the ends of a subject.
func clean(s string) string {
	r := []rune(s)
	for len(r) > 0 && !isWordRune(r[0]) {
		r = r[1:]
	}
	for len(r) > 0 && !isWordRune(r[len(r)-1]) && r[len(r)-1] != '）' && r[len(r)-1] != ')' {
		r = r[:len(r)-1]
	}
	return string(r)
}

func isWordRune(c rune) bool { return isHan(c) || isASCIILetter(c) || isDigit(c) }
