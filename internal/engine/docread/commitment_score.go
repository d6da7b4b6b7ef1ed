package docread

// commitmentBar is the score from which a unit is proposed as a commitment.
const commitmentBar = 2

// score weighs the words of a unit: what an inspector could ask about later
// counts for it, guiding thought and slogans count against it.
func (r *commitmentReader) score(body span, kind head) int {
	t := r.t
	concrete := countWords(t, body, concreteActs) + countWords(t, body, moreActs)
	score := 2*min(concrete, 3) + min(countWords(t, body, softActs), 1)
	works := doesWork(t, body)
	if works {
		score++
	}
	if t.has(body, exactTopics) {
		score++
	}
	single := singleAct(t, body)
	if single {
		score += 2
	}
	score -= 2 * min(countWords(t, body, sloganWords), 3)
	if r.hasTarget(body) || hasFraction(t, body) {
		score += 3
	}
	if r.hasDeadline(body) {
		score += 2
	}
	if guidingStarts.longestAt(t.r, body.start) > 0 && !keepsRule(t, body) {
		score -= 3
	}
	if isDefinition(t, body) && !r.hasTarget(body) || announcesSlogan(t, body) {
		score -= 4
	}
	if c := t.at(body.start); c == '（' || c == '(' {
		score -= 4 // a remark
	}
	if describes(t, body) && (!r.hasTarget(body) || !aims(t, body)) {
		score -= 8
	}
	if statesMeaning(t, body) {
		score -= 8
	}
	if tellsPast(t, body) {
		score -= 4
	}
	if t.has(body, closingWords) {
		score -= 6
	}
	length := body.end - body.start
	switch {
	case kind == headRunIn && !t.has(body, eventWords) && !r.hasTarget(body) && !single:
		score -= 7
	case kind == headItem && length < shortUnit && concrete == 0 && !r.hasTarget(body):
		score -= 3
	case length < shortUnit && concrete == 0 && !works && !single && !r.hasTarget(body):
		score -= 2
	}
	return score
}

// doesWork tells units that promise a piece of work (做好…工作, 落实…政策) or that
// name a document to act by.
func doesWork(t *text, body span) bool {
	if t.has(body, namedDocument) {
		return true
	}
	i := t.find(body, wellActs)
	return i >= 0 && t.has(span{i, body.end}, workWords)
}

// keepsRule tells 坚持…制度: a rule that is kept can be asked about.
func keepsRule(t *text, body span) bool {
	return t.hasAt(body.start, "坚持") && ruleNouns.longestBefore(t.r[:body.end], body.end) > 0
}

// shortUnit is a length under which a unit hardly says more than a heading.
const shortUnit = 15

// hasTarget tells whether a target figure stands inside the unit.
func (r *commitmentReader) hasTarget(body span) bool {
	for i := r.nextFig; i < len(r.figures) && r.figures[i].Start < body.end; i++ {
		if r.figures[i].Role == RoleTarget {
			return true
		}
	}
	return false
}

// hasDeadline tells whether a time more exact than the year stands inside.
func (r *commitmentReader) hasDeadline(body span) bool {
	for i := r.nextTime; i < len(r.deadlines) && r.deadlines[i].Start < body.end; i++ {
		d := r.deadlines[i]
		if d.End != d.Start+4 && r.t.at(d.End-1) != '年' || r.t.hasAt(d.End, "建") {
			return true
		}
	}
	return false
}

// countWords counts the words of a set inside a span.
func countWords(t *text, s span, set *wordSet) int {
	count := 0
	for i := s.start; i < s.end; {
		n := set.longestAt(t.r[:s.end], i)
		if n > 0 {
			count++
			i += n
			continue
		}
		i++
	}
	return count
}

// isDefinition tells statements with 是 or 即 in their first clause: they say
// what something is.
func isDefinition(t *text, s span) bool {
	const reach = 30
	for i := s.start; i < s.end && i-s.start < reach; i++ {
		if definingWords.longestAt(t.r[:s.end], i) > 0 {
			return true
		}
		if t.r[i] == '即' && i > s.start && isClosingOrHan(t.r[i-1]) && notThatIs.longestBefore(t.r, i+1) == 0 && notThatIs.longestAt(t.r, i) == 0 {
			return true
		}
		if t.r[i] == '是' && i > s.start && !isComma(t.r[i-1]) && notCopula.longestBefore(t.r, i+1) == 0 && notCopula.longestAt(t.r, i) == 0 {
			return true
		}
	}
	return false
}

func isClosingOrHan(c rune) bool { return isHan(c) || closing(c) || isComma(c) }

// aims tells 事业目标：…, behind which the figures to be reached stand.
func aims(t *text, s span) bool {
	const reach = 12
	for i := s.start; i < s.end && i-s.start < reach; i++ {
		if t.r[i] == '：' || t.r[i] == ':' {
			return aimNouns.longestBefore(t.r[:i], i) > 0
		}
	}
	return false
}

// statesMeaning tells what a sentence says of its own weight (做好工作十分重要) and
// the sentence that holds the guiding idea (总体要求是：…).
func statesMeaning(t *text, s span) bool {
	if meaningEnds.longestBefore(t.r[:s.end], s.end) > 0 {
		return true
	}
	for i := s.start; i < s.end && i-s.start < maxLeadIn; i++ {
		if t.r[i] == '：' || t.r[i] == ':' {
			return ideaHeads.longestBefore(t.r[:i], i) > 0
		}
	}
	return false
}

// hasFraction tells a share in words that is to be reached: 力争三分之二以上的学校….
func hasFraction(t *text, s span) bool {
	for i := s.start + 1; i+2 < s.end; i++ {
		if t.r[i] == '分' && t.r[i+1] == '之' && chineseDigit(t.r[i-1]) > 0 && chineseDigit(t.r[i+2]) > 0 {
			return t.has(span{s.start, i}, resultWords)
		}
	}
	return false
}

// singleAct tells the heading of an item that promises one act by itself, though
// more follows behind it: 编制《…规划》, 建立预警机制, 召开动员大会. It begins with the
// act and ends with what comes of it.
func singleAct(t *text, s span) bool {
	if singleActs.longestAt(t.r[:s.end], s.start) == 0 || t.has(s, clauseMarks) {
		return false
	}
	return t.r[s.end-1] == '》' || singleResults.longestBefore(t.r[:s.end], s.end) > 0 && s.end-s.start >= shortAct
}

// shortAct is the least that names an act and its object; a heading of fewer
// characters names a kind of work (开展培训).
const shortAct = 8

// describes tells 评选范围：… and the like.
func describes(t *text, s span) bool {
	const reach = 8
	for i := s.start; i < s.end && i-s.start <= reach; i++ {
		if t.r[i] == '：' || t.r[i] == ':' {
			return labelNouns.longestBefore(t.r[:i], i) > 0
		}
	}
	return false
}

// announcesSlogan tells 坚持一个目标:… and 突出三个重点:….
func announcesSlogan(t *text, s span) bool {
	const reach = 14
	for i := s.start; i < s.end && i-s.start < reach; i++ {
		if (t.r[i] == '：' || t.r[i] == ':') && hasChineseCount(t, span{s.start, i}) {
			return true
		}
	}
	return false
}

// hasChineseCount tells whether a Chinese numeral with a measure word stands in
// the span.
func hasChineseCount(t *text, s span) bool {
	for i := s.start; i+1 < s.end; i++ {
		if chineseDigit(t.r[i]) > 0 || t.r[i] == '十' {
			if c := t.r[i+1]; c == '个' || c == '项' || c == '大' || c == '条' || c == '种' {
				return true
			}
		}
	}
	return false
}

// tellsPast tells units that report something done.
func tellsPast(t *text, s span) bool {
	for i := s.start + 1; i < s.end; i++ {
		if t.r[i] == '了' && t.at(i+1) != '解' && t.at(i-1) != '为' && t.at(i-1) != '除' {
			return true
		}
		if t.r[i] == '已' && t.at(i+1) != '有' {
			return true
		}
	}
	return false
}

// confidence maps a score to 0..1.
func confidence(score int) float64 {
	c := 0.5 + 0.08*float64(score-commitmentBar)
	return min(max(c, 0), 0.98)
}
