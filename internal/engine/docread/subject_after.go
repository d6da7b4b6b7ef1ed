package docread

// subjectAfter reads the noun after the measure word.
func subjectAfter(t *text, f *Figure) string {
	i := t.skipUnitSpace(f.UnitEnd)
	if n := overAfter.longestAt(t.r, i); n > 1 {
		i += n
	}
	if t.at(i) == '的' {
		i++
	}
	if opening(t.at(i)) {
		i++
	}
	s := nounPhrase(t, i, f.Unit)
	return clean(t.slice(s))
}

// nounPhrase reads forward: up to a mark or a verb; a clause before 的 is
// skipped (4个涉及安全的文件), a possessor before 的 is kept (186所学校的收费).
func nounPhrase(t *text, i int, unit string) span {
	if clauseStarts.longestAt(t.r, i) > 0 && nounInner.longestAt(t.r, i) == 0 {
		if s := skipClause(t, i); !s.empty() {
			return shorten(t, s, unit)
		}
	}
	if aboutAfter.longestAt(t.r, i) > 0 || overAfter.longestAt(t.r, i) > 1 {
		return span{i, i}
	}
	noun := nounAfter(t, i)
	switch c := t.at(noun.end); {
	case noun.empty():
		return noun
	case c == '的' && (noun.end-noun.start <= 1 || adjectives.longestAt(t.r, noun.start) > 0):
		return shorten(t, nounAfter(t, noun.end+1), unit)
	case c == '（' || c == '(':
		if s := afterBrackets(t, noun); !s.empty() {
			noun = s
		}
	}
	switch t.at(noun.end) {
	case '、', '和', '及', '与':
		return joinedNouns(t, noun, unit)
	}
	return shorten(t, noun, unit)
}

// skipClause jumps over an adjectival clause: 涉及稳定和安全的文件 -> 文件.
func skipClause(t *text, i int) span {
	const longest = 24
	for j := i; j < len(t.r) && j-i < longest && !isClauseEnd(t.r[j]); j++ {
		if t.r[j] == '的' {
			return nounAfter(t, j+1)
		}
	}
	return span{i, i}
}

// afterBrackets goes on behind a short bracket inside a noun: 市区（市直）学校.
func afterBrackets(t *text, noun span) span {
	const longest = 8
	for j := noun.end + 1; j < len(t.r) && j-noun.end <= longest; j++ {
		if c := t.r[j]; c == '）' || c == ')' {
			next := nounAfter(t, j+1)
			return span{noun.start, next.end}
		}
	}
	return span{}
}

// joinedNouns reads 小学、幼儿园 as one subject when both are of one sort. Where
// people are counted and the first noun names none, the last one is the subject
// (210名学校、幼儿园教师).
func joinedNouns(t *text, first span, unit string) span {
	const farthest = 4
	last := first
	for k := 0; k < farthest; k++ {
		switch t.at(last.end) {
		case '、', '和', '及', '与':
		default:
			k = farthest
			continue
		}
		next := nounAfter(t, last.end+1)
		if next.empty() || isDigit(t.at(next.start)) {
			break
		}
		last = shorten(t, next, unit)
		if last.end != next.end {
			break
		}
	}
	if last == first {
		return sharedHead(t, first, unit)
	}
	if personUnits.longestAt([]rune(unit), 0) > 0 && personNouns.longestBefore(t.r, first.end) == 0 &&
		personNouns.longestBefore(t.r, last.end) > 0 {
		return last
	}
	if last.end-first.start > maxSubject || headNouns.longestBefore(t.r, last.end) == 0 {
		return shorten(t, first, unit)
	}
	return span{first.start, last.end}
}

// sharedHead reads 19名国家级、79名省级骨干教师: the first figure lacks its noun
// and shares that of the second.
func sharedHead(t *text, first span, unit string) span {
	c := t.at(first.end - 1)
	if c != '级' && c != '类' && c != '型' {
		return shorten(t, first, unit)
	}
	n, ok := numeralAt(t, first.end+1)
	if !ok {
		return first
	}
	u, ok := unitAt(t, n.end, false)
	if !ok || u.unit != unit {
		return first
	}
	if s := nounAfter(t, u.end); !s.empty() {
		return shorten(t, s, unit)
	}
	return first
}

// shorten cuts a noun phrase after its head noun: the last one within reach.
func shorten(t *text, s span, unit string) span {
	heads := headNouns
	switch {
	case schoolUnits.longestAt([]rune(unit), 0) > 0:
		heads = schoolNouns
	case personUnits.longestAt([]rune(unit), 0) > 0 && personNouns.inSpan(t, s):
		heads = personNouns
	case s.end-s.start <= maxSubject/2:
		return s
	}
	reach := 10
	if personUnits.longestAt([]rune(unit), 0) > 0 {
		reach = 2 * maxSubject // the person comes last: 家庭经济困难的农村学生
	}
	end := s.start
	for i := s.start; i < s.end && i-s.start < reach; i++ {
		if n := heads.longestAt(t.r[:s.end], i); n > 0 && i+n-s.start >= 2 {
			end = i + n
			i += n - 1
		}
	}
	if end > s.start {
		return span{max(s.start, end-maxSubject), end}
	}
	s.end = min(s.end, s.start+maxSubject)
	return s
}
