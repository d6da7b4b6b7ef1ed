package docread

// bindParts binds lists of parts to the whole before them: in brackets, after
// 其中 and 包括, after a colon, or directly after an announced total.
func (b *binder) bindParts(s, before sentenceFigures) {
	for i := s.first; i < s.last; i++ {
		switch {
		case b.opensBracket(s, i):
			b.bindBracket(s, i)
		case b.partCue(s, i, amongWords):
			b.bindAmong(s, before, i)
		case i > s.first && b.partCue(s, i, respectiveWords):
			b.bindAfter(s, i, true)
		case i > s.first && b.afterColon(s, i):
			b.bindAfter(s, i, true)
		case i > s.first && b.afterTotal(s, i):
			b.bindLoose(s, i)
		}
	}
}

// partCue tells whether a word of the set stands before figure i on its own side
// of any bracket.
func (b *binder) partCue(s sentenceFigures, i int, cues *wordSet) bool {
	return b.cueAt(s, i, cues) >= 0
}

func (b *binder) cueAt(s sentenceFigures, i int, cues *wordSet) int {
	const farthest = 40
	g := b.gap(s, i)
	from := max(g.start, g.end-farthest, b.within[i]+1)
	return b.t.find(span{from, g.end}, cues)
}

// opensBracket tells the first figure inside a bracket.
func (b *binder) opensBracket(s sentenceFigures, i int) bool {
	return b.within[i] >= 0 && (i == s.first || b.within[i-1] < b.within[i])
}

// bindBracket binds the figures of a bracket to the figure before it:
// 普通中学238所（初级中学123所、高级中学16所）.
func (b *binder) bindBracket(s sentenceFigures, i int) {
	open := b.within[i]
	whole := i - 1
	if whole < s.first || b.f[whole].UnitEnd > open || !b.nounOnly(span{b.f[whole].UnitEnd, open}) {
		return
	}
	head := span{open + 1, b.f[i].Start}
	if !b.marks[whole].plain() || b.t.has(head, exceptWords) {
		return
	}
	parts := b.collect(s, i, whole)
	selection := b.t.has(head, amongWords)
	b.bindGroup(whole, parts, !selection && len(parts) > 1, false)
}

// nounOnly tells whether a span is at most a short noun.
func (b *binder) nounOnly(s span) bool {
	const longest = 16
	if s.end-s.start > longest {
		return false
	}
	for i := s.start; i < s.end; i++ {
		if isClauseEnd(b.t.r[i]) || b.t.r[i] == '、' {
			return false
		}
	}
	return true
}

// bindAmong binds the list after 其中 to the nearest figure before it that counts
// the same. A clause between 其中 and the figure means that the figure is not what
// 其中 speaks of.
func (b *binder) bindAmong(s, before sentenceFigures, i int) {
	cue := b.cueAt(s, i, amongWords)
	cue += amongWords.longestAt(b.t.r, cue)
	if mark := b.t.at(cue); isComma(mark) || mark == ' ' {
		cue++
	}
	if mark := b.firstMark(span{min(cue, b.f[i].Start), b.f[i].Start}); mark == '，' || mark == ',' {
		return
	}
	whole, ok := b.wholeBefore(s, i)
	if !ok && i == s.first && b.cueAt(s, i, amongWords) <= s.start+lineLead {
		whole, ok = b.wholeInSentenceBefore(before, s, i)
	}
	if !ok {
		return
	}
	loose := whole >= s.first && b.sharesPlace(s, whole)
	b.bindGroup(whole, b.collect(s, i, whole), false, loose)
	if whole < s.first {
		return
	}
	// A second column: 7074人、430万元，其中甲4842人、343万元，乙….
	if second := whole + 1; second < i && i+1 < s.last && !sameFamily(&b.f[second], &b.f[whole]) && b.marks[second].plain() {
		b.bindGroup(second, b.collect(s, i+1, second), false, loose)
	}
}

// lineLead is how far into a sentence its first word may stand (blanks, marks).
const lineLead = 4

func (b *binder) wholeBefore(s sentenceFigures, i int) (int, bool) {
	const farthest = 8
	for k := i - 1; k >= s.first && i-k <= farthest; k-- {
		reaches := b.within[k] == b.within[i] || b.within[k] < b.within[i] && b.f[k].UnitEnd <= b.within[i]
		if reaches && b.marks[k].plain() && sameFamily(&b.f[k], &b.f[i]) {
			return k, true
		}
	}
	return 0, false
}

// wholeInSentenceBefore looks into the sentence before for the whole of a list
// that begins with 其中: its total, or its only figure of that unit.
func (b *binder) wholeInSentenceBefore(before, s sentenceFigures, i int) (int, bool) {
	if before.last != s.first || s.start-before.end > 2 {
		return 0, false
	}
	found, n := 0, 0
	for k := before.last - 1; k >= before.first && k >= before.last-8; k-- {
		if b.within[k] < 0 && b.marks[k].plain() && sameFamily(&b.f[k], &b.f[i]) {
			found, n = k, n+1
		}
	}
	return found, n == 1
}

// sharesPlace tells a figure that is one of several in a row: of 小学37所、初中12所，
// 其中寄宿制20所 nobody can say whether 其中 means the last or both.
func (b *binder) sharesPlace(s sentenceFigures, whole int) bool {
	if whole == s.first || b.within[whole-1] != b.within[whole] {
		return false
	}
	before := whole - 1
	if !sameFamily(&b.f[before], &b.f[whole]) || !b.marks[before].plain() {
		return false
	}
	if outer, ok := b.wholes[whole]; ok && outer == before { // 49所，其中小学37所，包括…
		return false
	}
	g := b.gap(s, whole)
	if b.t.r[g.end-1] == '、' || b.t.has(g, listMarks) {
		return true
	}
	return b.t.has(b.label(s, before), stageWords) && b.t.has(b.label(s, whole), stageWords)
}

// afterColon tells a list announced by a colon: 共有学校49所：小学37所、初中12所.
func (b *binder) afterColon(s sentenceFigures, i int) bool {
	g := b.gap(s, i)
	if b.within[i-1] != b.within[i] || !b.marks[i-1].plain() || !sameFamily(&b.f[i-1], &b.f[i]) {
		return false
	}
	for k := g.start; k < g.end; k++ {
		switch c := b.t.r[k]; {
		case c == '：' || c == ':':
			return b.nounOnly(span{g.start, k})
		case isClauseEnd(c) || c == '、':
			return false
		}
	}
	return false
}

// bindAfter binds a list to the figure directly before it.
func (b *binder) bindAfter(s sentenceFigures, i int, complete bool) {
	whole := i - 1
	if b.within[whole] != b.within[i] || !b.marks[whole].plain() || !sameFamily(&b.f[whole], &b.f[i]) || b.isPart(whole) {
		return
	}
	parts := b.collect(s, i, whole)
	if len(parts) > 1 {
		b.bindGroup(whole, parts, complete, b.sharesPlace(s, whole))
	}
}

func (b *binder) isPart(i int) bool { return b.firm[i] }

// afterTotal tells the first figure after an announced total of the same unit:
// 共有学生5000人，小学3000人，初中2000人.
func (b *binder) afterTotal(s sentenceFigures, i int) bool {
	g := b.gap(s, i)
	return b.marks[i-1].total && !b.marks[i].total && !b.isPart(i-1) && isComma(b.firstMark(g))
}

// firstMark returns the first clause mark of a span.
func (b *binder) firstMark(s span) rune {
	for i := s.start; i < s.end; i++ {
		if isClauseEnd(b.t.r[i]) || b.t.r[i] == '、' {
			return b.t.r[i]
		}
	}
	return 0
}

// bindLoose binds a list that stands after a total without a word that says so.
func (b *binder) bindLoose(s sentenceFigures, i int) {
	whole := i - 1
	if !b.marks[whole].plain() || !sameFamily(&b.f[whole], &b.f[i]) || b.within[whole] != b.within[i] {
		return
	}
	if parts := b.collect(s, i, whole); len(parts) > 1 {
		b.bindGroup(whole, parts, false, true)
	}
}

// collect gathers the members of a list that begins at figure first: figures of
// the whole's unit on the same side of brackets, until the sentence turns to
// something else.
func (b *binder) collect(s sentenceFigures, first, whole int) []int {
	const most = 64
	if !sameFamily(&b.f[first], &b.f[whole]) {
		return nil
	}
	acts, marked := b.startsWithAct(s, first), b.startsItem(s, first)
	var parts []int
	inner := false // inside a list of a member's own parts
	for i := first; i < s.last && len(parts) < most; i++ {
		if b.within[i] > b.within[first] {
			continue
		}
		if b.within[i] < b.within[first] || i > first && (b.turnsAway(s, i) || !marked && b.startsItem(s, i)) {
			break
		}
		if i > first {
			semicolon := b.t.has(b.gap(s, i), semicolons)
			inner = inner && !semicolon
			inner = inner || b.partCue(s, i, amongWords)
		}
		if inner || !b.marks[i].plain() || !sameFamily(&b.f[i], &b.f[whole]) {
			continue
		}
		if i > first && (b.marks[i].total || !acts && b.startsWithAct(s, i)) {
			break
		}
		parts = append(parts, i)
	}
	return parts
}

// startsItem tells whether a numbered line begins before a figure (\n三、…): a list
// whose members have no numbers does not go on there.
func (b *binder) startsItem(s sentenceFigures, i int) bool {
	g := b.gap(s, i)
	for k := g.start; k < g.end; k++ {
		if b.t.r[k] != '\n' {
			continue
		}
		j := b.t.skipSpace(k + 1)
		if c := b.t.at(j); c == '（' || c == '(' {
			j++
		}
		digits := j
		for j < g.end && (isDigit(b.t.at(j)) || chineseDigit(b.t.at(j)) >= 0 || b.t.at(j) == '十') {
			j++
		}
		switch b.t.at(j) {
		case '、', '.', '．', '）', ')':
			return j > digits
		}
	}
	return false
}

// turnsAway tells whether the text before figure i leaves the list: a clause
// without a figure, or a word that begins something new.
func (b *binder) turnsAway(s sentenceFigures, i int) bool {
	g := b.gap(s, i)
	const farthest = 60
	if g.end-g.start > farthest || b.t.has(g, turnWords) {
		return true
	}
	commas, depth := 0, 0
	for k := g.start; k < g.end; k++ {
		switch c := b.t.r[k]; {
		case c == '（' || c == '(':
			depth++
		case c == '）' || c == ')':
			depth--
		case depth > 0:
		case c == '；' || c == ';':
			commas = -1
		case c == '，' || c == ',':
			commas++
		}
	}
	return commas > 1
}

// startsWithAct tells whether an item begins with a verb of doing: 新建小学5所.
func (b *binder) startsWithAct(s sentenceFigures, i int) bool {
	label := b.label(s, i)
	start := label.start
	for start < label.end {
		n := max(itemLead.longestAt(b.t.r[:label.end], start), amongWords.longestAt(b.t.r[:label.end], start))
		if n == 0 && isSpace(b.t.r[start]) {
			n = 1
		}
		if n == 0 {
			break
		}
		start += n
	}
	return itemVerbs.longestAt(b.t.r[:label.end], start) > 0
}
