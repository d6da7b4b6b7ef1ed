package docread

// sameRate tells 入学率市区达到98%，各县达到95%: the second names a place or a kind
// and goes on with the rate of the first.
func sameRate(t *text, f *Figure, subject string, earlier []Figure) bool {
	if len(earlier) == 0 || f.Unit != "%" {
		return false
	}
	last := earlier[len(earlier)-1]
	own, before := newText([]rune(subject)), newText([]rune(last.Subject))
	gap := span{last.UnitEnd, f.Start}
	const farthest = 16
	return last.Unit == "%" && before.has(span{0, len(before.r)}, rateEnds) && f.Start-last.UnitEnd <= farthest &&
		!own.has(span{0, len(own.r)}, rateEnds) && !t.has(gap, shareOf) && !t.has(gap, fullStops)
}

// sameSchools tells 改制学校8所，完成整改7所，余下1所: what stands before the
// second names no school, so that it counts those of the first.
func sameSchools(t *text, f *Figure, subject string, earlier []Figure) bool {
	k := lastOfUnit(f.Unit, earlier)
	if k < 0 || f.Unit != "所" || schoolEnds.longestBefore(t.r, skipBack(t, f.Start)) > 0 {
		return false
	}
	last := earlier[k]
	own := newText([]rune(subject))
	gap := span{last.UnitEnd, f.Start}
	if onlyVerbs(subject) && t.sameLine(gap) {
		return true
	}
	return last.Unit == f.Unit && own.has(span{0, len(own.r)}, actVerbs) && !schoolNouns.inSpan(own, span{0, len(own.r)}) && !t.has(gap, fullStops) && t.sameLine(gap)
}

// inSeries tells 取缔12所、颁证9所: the figure stands in a list of what became of
// things, whose verbs tell its members apart.
func inSeries(t *text, f *Figure) bool {
	if t.at(f.UnitEnd) == '、' {
		return true
	}
	const farthest = 6
	for j := f.Start; j > 0 && f.Start-j <= farthest; j-- {
		if t.r[j-1] == '、' {
			return true
		}
		if !isHan(t.r[j-1]) {
			return false
		}
	}
	return false
}

// fateVerbs tell what became of things in such a list.
var fateVerbs = words("取缔 关停 关闭 查封 颁证 发证 换证 整改 整改提升 限期整改 责令整改 注销 停办 叫停 立案 结案 约谈 通报 问责 免职 处分 移交 转办")

// earlierSubject returns what the figure before is about.
func earlierSubject(earlier []Figure) string {
	if len(earlier) == 0 {
		return ""
	}
	return earlier[len(earlier)-1].Subject
}

// lastOfUnit returns which of the last few figures has the unit, -1 for none.
func lastOfUnit(unit string, earlier []Figure) int {
	const most = 4
	for k := len(earlier) - 1; k >= 0 && k >= len(earlier)-most; k-- {
		if earlier[k].Unit == unit {
			return k
		}
	}
	return -1
}

// fullStops are the marks that end what a sentence speaks of.
var fullStops = words("。 ！ ？")

// subjectGoesOn gives a figure without any noun the subject of the one before it:
// the last one of its unit in the paragraph, else the one that it stands next to
// (周转宿舍64套2100平方米).
func subjectGoesOn(t *text, f *Figure, earlier []Figure) string {
	if k := len(earlier) - 1; k >= 0 && f.Start-earlier[k].UnitEnd <= 1 && !isClauseEnd(t.at(f.Start-1)) {
		return earlier[k].Subject
	}
	if f.Unit == "%" && len(earlier) > 0 && sharesIn(t, f, earlier[len(earlier)-1].UnitEnd) {
		return earlier[len(earlier)-1].Subject
	}
	if n := perWhat.longestBefore(t.r, skipAmount(t, f.Start)); n > 0 {
		end := skipAmount(t, f.Start)
		return t.slice(span{end - n, end})
	}
	const farthest, most = 120, 6
	for k := len(earlier) - 1; k >= 0 && k >= len(earlier)-most; k-- {
		e := earlier[k]
		if f.Start-e.UnitEnd > farthest || !t.sameLine(span{e.UnitEnd, f.Start}) || t.has(span{e.UnitEnd, f.Start}, fullStops) {
			break
		}
		if e.Unit == f.Unit {
			return e.Subject
		}
	}
	if k := len(earlier) - 1; k >= 0 && f.Start-earlier[k].UnitEnd <= 2 && !t.has(span{earlier[k].UnitEnd, f.Start}, sentenceEnds) {
		return earlier[k].Subject
	}
	return ""
}

// sharesIn tells whether the figure is a share (占教师的12%) of what the figure
// before it counts.
func sharesIn(t *text, f *Figure, from int) bool {
	const farthest = 20
	return f.Start-from < farthest && t.has(span{from, f.Start}, shareOf)
}

var shareOf = words(`占 达到总数的`)

// skipAmount steps back over 不超过, 约 and the like.
func skipAmount(t *text, i int) int {
	const most = 3
	for k := 0; k < most; k++ {
		n := max(overBefore.longestBefore(t.r, i), underBefore.longestBefore(t.r, i), aboutBefore.longestBefore(t.r, i), approxFillers.longestBefore(t.r, i))
		if n == 0 {
			return i
		}
		i -= n
	}
	return i
}

// sameLine tells whether no line ends inside the span.
func (t *text) sameLine(s span) bool {
	for i := s.start; i < s.end; i++ {
		if t.r[i] == '\n' {
			return false
		}
	}
	return true
}

// carried gives a figure the subject of the one before it when only words of
// change or listing stand between them.
func carried(t *text, f *Figure, earlier []Figure) (string, bool) {
	const farthest = 16
	if len(earlier) == 0 {
		return "", false
	}
	last := earlier[len(earlier)-1]
	if f.Start-last.UnitEnd > farthest || last.Subject == "" {
		return "", false
	}
	if counts(f) && subjectAfter(t, f) != "" || f.Unit == "元" && last.Unit != "元" {
		return "", false
	}
	linked := f.Unit == last.Unit
	for i := last.UnitEnd; i < f.Start; {
		if isComma(t.r[i]) || t.r[i] == '、' || t.r[i] == ' ' || t.r[i] == '和' {
			i++
			continue
		}
		n := max(linkWords.longestAt(t.r[:f.Start], i), dateAt(t, i))
		if t.r[i] == '的' {
			n = 1
		}
		if n == 0 {
			return "", false
		}
		i += n
		linked = true
	}
	if !linked || f.Kind == KindMeasure && last.Kind != KindMeasure {
		return "", false
	}
	return last.Subject, true
}

// sameSentence tells whether the figure before counts the same sort of thing in
// the same sentence (34个项目全部开工，竣工32个).
func sameSentence(t *text, f *Figure, earlier []Figure) bool {
	const farthest = 40
	if len(earlier) == 0 {
		return false
	}
	last := earlier[len(earlier)-1]
	if last.Unit == "%" && len(earlier) > 1 {
		last = earlier[len(earlier)-2]
	}
	return sameKindOfUnit(last.Unit, f.Unit) && last.Subject == earlier[len(earlier)-1].Subject &&
		f.Start-last.UnitEnd < farthest && !t.has(span{last.UnitEnd, f.Start}, sentenceEnds)
}

// sameKindOfUnit tells 名 and 人 that both count people.
func sameKindOfUnit(a, b string) bool {
	return a == b || personUnits.isWhole(a) && personUnits.isWhole(b)
}

// sentenceEnds are the marks that end a sentence.
var sentenceEnds = words("。 ； ; ！ ？")
