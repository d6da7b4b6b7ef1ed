package docread

// isPageNumber tells the page numbers that document-sharing sites write like
// markers (1、 before the title, 2、 in the middle of a sentence): they count
// pages, and a marker of the text itself must not be lost for them.
func (k *runKeeper) isPageNumber(m marker, rest []marker) bool {
	if !m.atLine || m.fam != famDecimal || k.t.at(m.end-1) != '、' {
		return false
	}
	if m.n == 1 && k.numbersTitle(m, rest) || m.n > 1 && k.numbersPage(m, rest) {
		k.page = m.n
		return true
	}
	return false
}

// numbersPage tells a number that does not go on in the run of the text: it stands
// in the middle of a sentence, or the run itself goes on with this number in its
// own style, or it counts on from the page before.
func (k *runKeeper) numbersPage(m marker, rest []marker) bool {
	prev := k.last[famDecimal]
	if prev.end > 0 && prev.n == m.n-1 && k.sameStyle(prev, m) {
		return false
	}
	if k.tearsSentence(m) || k.page > 0 && m.n == k.page+1 && prev.end > 0 && prev.n != m.n-1 {
		return true
	}
	next, ok := nextOf(rest, famDecimal)
	return prev.n == m.n-1 && ok && next.n == m.n && k.sameStyle(prev, next)
}

// numbersTitle tells a 1 at the head of the text, before the title and what follows
// it on its line, when no 2 of a list follows.
func (k *runKeeper) numbersTitle(m marker, rest []marker) bool {
	if m.start > openingWindow || len(k.kept) > 0 {
		return false
	}
	end := min(k.t.lineEnd(m.end), m.end+maxTitle)
	kind := k.t.find(span{m.end, end}, documentKinds)
	if kind < 0 || k.t.has(span{m.end, min(kind+3, end)}, clauseMarks) || k.t.lineEnd(m.end) < end {
		return false
	}
	next, ok := nextOf(rest, famDecimal)
	return !ok || next.n != 2 || next.atLine && k.tearsSentence(next)
}

// tearsSentence tells whether the line before a marker is long and ends without a
// mark: the marker stands in the middle of a sentence.
func (k *runKeeper) tearsSentence(m marker) bool {
	end := m.start
	for end > 0 && m.start-end < maxGap && isSpace(k.t.r[end-1]) {
		end--
	}
	if end == 0 || isUnitEnd(k.t.r[end-1]) || !isHan(k.t.r[end-1]) && !isDigit(k.t.r[end-1]) && !isComma(k.t.r[end-1]) {
		return false
	}
	const long = 2 * maxTitle
	for i := end - 1; i > 0 && end-i <= long; i-- {
		if k.t.r[i-1] == '\n' {
			return false
		}
	}
	return end > long
}
