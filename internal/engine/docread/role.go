package docread

// roleReader tells targets from facts. It reads each clause run (up to a
// sentence end) once: in a plan everything is a target unless the words say that
// it is so already; elsewhere everything is a fact unless they say that it is
// still to come.
type roleReader struct {
	t    *text
	s    *sections
	year int // the year that the document speaks of, 0 when it does not say
}

func newRoleReader(t *text, s *sections, year int) *roleReader {
	return &roleReader{t: t, s: s, year: year}
}

// roleWindow bounds the look back over a sentence.
const roleWindow = 120

func (r *roleReader) of(f *Figure) Role {
	start := f.Start
	for start > 0 && f.Start-start < roleWindow && !isSentenceEnd(r.t.r[start-1]) {
		start--
	}
	before := span{start, f.Start}
	if r.s.at(f.Start) == SectionPlan {
		if r.clauseIsPast(f.UnitEnd) {
			return RoleFact
		}
		return r.inPlan(before, f)
	}
	return r.inReview(before, f)
}

// clauseIsPast tells whether the rest of the clause says that the thing is done.
func (r *roleReader) clauseIsPast(from int) bool {
	for i := from; i < len(r.t.r) && i-from < 24 && !isClauseEnd(r.t.r[i]); i++ {
		if pastMarks.longestAt(r.t.r, i) > 0 {
			return true
		}
	}
	return false
}

// inPlan takes the last word that decides; none means target, unless the figure
// tells of a whole that exists (全县37所学校).
func (r *roleReader) inPlan(before span, f *Figure) Role {
	role, decided := RoleTarget, false
	for i := before.start; i < before.end; i++ {
		if c := r.t.r[i]; !mayDecidePlan.has(c) && !isDigit(c) && chineseDigit(c) < 0 {
			continue
		}
		switch {
		case r.yearTells(i, before.end) == RoleFact, r.didAt(i, before.end):
			role, decided = RoleFact, true
		case r.yearTells(i, before.end) == RoleTarget:
			role, decided = RoleTarget, true
		case r.intends(i, before.end), againWords.longestAt(r.t.r[:before.end], i) > 0:
			role, decided = RoleTarget, true
		case statedWords.longestAt(r.t.r[:before.end], i) > 0 && !comparesWith(r.t.at(i-1)):
			role, decided = RoleFact, true
		}
	}
	if !decided && wholeWords.longestBefore(r.t.r, skipBack(r.t, f.Start)) > 0 && counts(f) {
		return RoleFact
	}
	return role
}

// mayDecidePlan and mayDecideReview hold the characters with which a word begins
// that decides on a role: few do.
var (
	mayDecidePlan   = beginsOf("将拟计规了", plannedWords, againWords, statedWords)
	mayDecideReview = beginsOf("将拟计规", plannedWords, clausePlanned, happenedWords)
)

// comparesWith tells the 比 of 比上年提高: what it compares with is past, what it
// promises is not.
func comparesWith(c rune) bool { return c == '比' || c == '较' || c == '于' || c == '与' }

// yearTells reads a year: one before the document's own is past, a later one is
// to come. It returns "" where no year begins at i.
func (r *roleReader) yearTells(i, end int) Role {
	if r.year == 0 || !isDigit(r.t.at(i)) && chineseDigit(r.t.at(i)) < 0 {
		return ""
	}
	year, next := fullYear(r.t, i)
	switch {
	case year == 0 || next > end || comparesWith(r.t.at(i-1)):
		return "" // 比2030年提高: a year to compare with
	case year < r.year:
		return RoleFact
	case year > r.year:
		return RoleTarget
	}
	return ""
}

// didAt tells 了 after a verb: 完成了, 增加了.
func (r *roleReader) didAt(i, end int) bool {
	if r.t.at(i) != '了' || i+1 > end || !isHan(r.t.at(i-1)) {
		return false
	}
	return notDid.longestAt(r.t.r, i) == 0 && r.t.at(i-1) != '为' && r.t.at(i-1) != '除' && r.t.at(i-1) != '不'
}

// inReview takes the last word that decides; none means fact, unless the
// sentence goes on to say that the thing has yet to begin.
func (r *roleReader) inReview(before span, f *Figure) Role {
	role, decided := RoleFact, false
	for i := before.start; i < before.end; i++ {
		if !mayDecideReview.has(r.t.r[i]) {
			continue
		}
		switch {
		case r.intends(i, before.end):
			role, decided = RoleTarget, true
		case clausePlanned.longestAt(r.t.r[:before.end], i) > 0:
			if !r.commaIn(span{i, before.end}) {
				role, decided = RoleTarget, true
			}
		case happenedWords.longestAt(r.t.r[:before.end], i) > 0 && !r.comesAt(i):
			role, decided = RoleFact, true
		}
	}
	if !decided && r.startsLater(f.UnitEnd) {
		return RoleTarget
	}
	return role
}

// intends tells whether a word at i says that what follows is still to come:
// 力争, 预计, a 计划 or 规划 that is a verb, a 将 before a verb.
func (r *roleReader) intends(i, end int) bool {
	t := r.t
	switch t.at(i) {
	case '将':
		n := willVerbs.longestAt(t.r[:end], i+1)
		return n > 0 && notWill.longestBefore(t.r, i+1) == 0
	case '拟':
		return notPlanned.longestBefore(t.r, i+1) == 0 && notPlanned.longestAt(t.r, i) == 0
	case '计', '规':
		if !t.hasAt(i, "计划") && !t.hasAt(i, "规划") {
			return plannedWords.longestAt(t.r[:end], i) > 0
		}
		return r.planIsVerb(i)
	}
	return plannedWords.longestAt(t.r[:end], i) > 0
}

// planIsVerb tells 计划投资 from 改造计划: a verb follows it and no noun stands
// before it.
func (r *roleReader) planIsVerb(i int) bool {
	t := r.t
	if planVerbs.longestAt(t.r, i+2) == 0 {
		return false
	}
	prev := t.at(i - 1)
	return !isHan(prev) || planBefore.longestBefore(t.r, i) > 0
}

// comesAt tells whether the word at i is itself still to come: 将完成, 预计全年到位.
// 已 and 目前 are never so.
func (r *roleReader) comesAt(i int) bool {
	const reach = 12
	if firmWords.longestAt(r.t.r, i) > 0 {
		return false
	}
	for j := i; j > 0 && i-j < reach && !isClauseEnd(r.t.r[j-1]); j-- {
		if comingBefore.longestBefore(r.t.r, j) > 0 {
			return true
		}
	}
	return false
}

// commaIn tells whether a clause ends inside the span.
func (r *roleReader) commaIn(s span) bool {
	for i := s.start; i < s.end; i++ {
		if isComma(r.t.r[i]) {
			return true
		}
	}
	return false
}

// startsLater tells whether the rest of the sentence says that the thing has
// yet to begin (将于7月启动).
func (r *roleReader) startsLater(from int) bool {
	for i := from; i < len(r.t.r) && i-from < roleWindow && !isSentenceEnd(r.t.r[i]); i++ {
		if !laterWords.begin.has(r.t.r[i]) {
			continue
		}
		if n := laterWords.longestAt(r.t.r, i); n > 0 && r.t.has(span{i, min(i+14, len(r.t.r))}, beginWords) {
			return true
		}
	}
	return false
}
