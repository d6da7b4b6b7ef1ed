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
	if n := opinionNouns.longestAt(t.r, i); n > 0 && counts(f) {
		return t.slice(span{i, i + n})
	}
	switch c := t.at(i); {
	case c == '）' || c == ')': // （等10位）代表
		i++
	case c == '为' || c == '是': // 其中9所为公办园
		if s := nounAfter(t, i+1); s.end-s.start >= 2 && !isDigit(t.at(s.end)) {
			return clean(t.slice(shorten(t, s, f.Unit)))
		}
	case isDigit(c) && t.at(f.Start-1) == '等': // 等7大类75个项目
		if s := nounOfNext(t, i); !s.empty() {
			return clean(t.slice(s))
		}
	}
	noun := quotedNoun(t, nounPhrase(t, i, f.Unit))
	s := clean(t.slice(noun))
	if idleNouns.isWhole(s) || noun.end-noun.start == 1 && !countedAlone(t.at(noun.start)) || thingUnits.isWhole(f.Unit) && onlyVerbs(s) {
		return ""
	}
	return s
}

// quotedNoun joins a quoted word to the noun behind it: “三残”儿童.
func quotedNoun(t *text, s span) span {
	if s.empty() || !opening(t.at(s.start-1)) || !closing(t.at(s.end)) || t.at(s.end) == ' ' {
		return s
	}
	next := nounAfter(t, s.end+1)
	if next.empty() || next.end-s.start > maxSubject {
		return s
	}
	return span{s.start, next.end}
}

// nounOfNext reads the noun of the quantity at i.
func nounOfNext(t *text, i int) span {
	n, ok := numeralAt(t, i)
	if !ok {
		return span{}
	}
	u, ok := unitAt(t, n.end, false)
	if !ok {
		return span{}
	}
	return nounPhrase(t, u.end, u.unit)
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
	if n := actVerbs.longestAt(t.r[:noun.end], noun.start); n > 1 && n < noun.end-noun.start && t.at(noun.end) == '的' { // 12间配备电脑的教室
		if next := nounAfter(t, noun.end+1); next.end-next.start > 1 {
			return shorten(t, next, unit)
		}
	}
	if s := schoolClause(t, noun, unit); !s.empty() {
		return shorten(t, s, unit)
	}
	switch c := t.at(noun.end); {
	case noun.empty():
		return noun
	case c == '的' && (noun.end-noun.start <= 1 && !countedAlone(t.at(noun.start)) || adjectives.longestAt(t.r, noun.start) > 0):
		return shorten(t, nounAfter(t, noun.end+1), unit)
	case (c == '（' || c == '(') && placeEnds.longestBefore(t.r, noun.end) == noun.end-noun.start:
		return placeInBrackets(t, noun) // 13个县（市）分管领导
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

// countedAlone tells nouns of one character that are counted by themselves: a
// 12个班的学校 has classes.
func countedAlone(c rune) bool {
	switch c {
	case '班', '县', '区', '乡', '镇', '村', '校', '园', '组', '站', '室', '楼', '书', '课', '树', '灯', '岗', '窗', '房', '馆', '厅', '科', '局', '省', '市', '州':
		return true
	}
	return false
}

// schoolClause reads the school behind a clause that tells of it: 3所规模达到千人的
// 中学 counts schools, not 规模.
func schoolClause(t *text, noun span, unit string) span {
	if schoolUnits.longestAt([]rune(unit), 0) == 0 || noun.empty() || schoolNouns.inSpan(t, noun) {
		return span{}
	}
	s := skipClause(t, noun.end)
	if s.empty() || !schoolNouns.inSpan(t, s) {
		return span{}
	}
	return s
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

// placeInBrackets keeps the bracket of 县（市、区） and goes no further.
func placeInBrackets(t *text, noun span) span {
	const longest = 6
	for j := noun.end + 1; j < len(t.r) && j-noun.end <= longest; j++ {
		if c := t.r[j]; c == '）' || c == ')' {
			return span{noun.start, j + 1}
		}
	}
	return noun
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
	if actVerbs.isWhole(t.slice(first)) { // 75个新建、改扩建项目
		return shorten(t, last, unit)
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
	reach := 16
	if personUnits.longestAt([]rune(unit), 0) > 0 {
		reach = 2 * maxSubject // the person comes last: 家庭经济困难的农村学生
	}
	end := s.start
	for i := s.start; i < s.end && i-s.start < reach; i++ {
		n := heads.longestAt(t.r[:s.end], i)
		if n == 0 || i+n-s.start < 2 {
			continue
		}
		end = i + n
		i += n - 1
		if serves(t, span{s.start, len(t.r)}, end) > 0 {
			break // 120名教师服务学生 counts the first
		}
		if heads != headNouns && actVerbs.longestAt(t.r[:s.end], end) > 0 {
			break // 5所学校创建示范校 counts the first
		}
	}
	if end > s.start {
		s.end = end
		if s.end-s.start > maxSubject {
			return behead(t, s)
		}
		return s
	}
	s.end = min(s.end, s.start+maxSubject)
	return s
}

// objectAfter reads the object of the verb after a number that has no noun at
// all: 5人获得优秀教师称号 -> 优秀教师称号.
func objectAfter(t *text, f *Figure) string {
	const farthest = 24
	if n := max(overAfter.longestAt(t.r, f.UnitEnd), aboutAfter.longestAt(t.r, f.UnitEnd), underAfter.longestAt(t.r, f.UnitEnd)); n > 1 || t.hasAt(f.UnitEnd, "大关") {
		return ""
	}
	end := f.UnitEnd
	for end < len(t.r) && end-f.UnitEnd < farthest && (isHan(t.r[end]) || opening(t.r[end]) || closing(t.r[end])) {
		end++
	}
	s := lastNoun(t, span{f.UnitEnd, end})
	if s.start == f.UnitEnd { // a verb alone: 千人参加
		return ""
	}
	return clean(t.slice(behead(t, s)))
}
