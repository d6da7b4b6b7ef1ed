package docread

// subjectOf returns the noun that a figure is about, copied from the text.
//
// Chinese puts it after the measure word (37所薄弱学校) or before the numeral
// (教职工1373人). Quantities of money, area and percents have it before, unless
// nothing is there. A figure that only carries the one before it further
// (由29所调整为22所) shares its subject.
func subjectOf(t *text, f *Figure, earlier []Figure) string {
	if s, ok := carried(t, f, earlier); ok {
		return s
	}
	if counts(f) && !qualifiesNoun(t, f) && !sentBefore(t, f) || sharesOf(t, f) || namesMoney(t, f) {
		if s := subjectAfter(t, f); s != "" {
			return s
		}
	}
	floor := 0
	if len(earlier) > 0 {
		floor = earlier[len(earlier)-1].UnitEnd
		if n := max(overAfter.longestAt(t.r, floor), underAfter.longestAt(t.r, floor), aboutAfter.longestAt(t.r, floor)); n > 1 {
			floor += n // 600分以上考生32人
		}
	}
	if s := subjectBefore(t, f, floor); s != "" && !idle(s) {
		return sharpened(t, f, s, earlier)
	}
	if s := subjectAfter(t, f); s != "" {
		return s
	}
	object := objectAfter(t, f)
	if object != "" && awardVerbs.longestAt(t.r, f.UnitEnd) > 0 {
		return object
	}
	if s := subjectGoesOn(t, f, earlier); s != "" {
		return s
	}
	return object
}

// sharpened replaces the words before a number where they do not name what it
// counts: a verb, a kind or a place that another figure or a heading completes.
func sharpened(t *text, f *Figure, said string, earlier []Figure) string {
	if head := headBeforeColon(t, f, said); head != "" {
		return head
	}
	switch {
	case fateVerbs.isWhole(said) && inSeries(t, f):
		return said
	case bareVerbs.isWhole(said) && !onlyVerbs(earlierSubject(earlier)) && sameSentence(t, f, earlier),
		f.Unit == "元" && sameTariff(t, f, said, earlier),
		sameRate(t, f, said, earlier):
		return earlier[len(earlier)-1].Subject
	case sameSchools(t, f, said, earlier):
		return earlier[lastOfUnit(f.Unit, earlier)].Subject
	}
	if after := subjectAfter(t, f); after != "" && (onlyVerbs(said) || boughtFor(t, f)) {
		return after
	}
	return said
}

// idle tells whether the words before a number name nothing.
func idle(s string) bool { return len([]rune(s)) < 2 || idleNouns.isWhole(s) }

// onlyVerbs tells whether a phrase is made of verbs and adverbs: 完成了 of
// 完成了3万平方米绿化.
func onlyVerbs(s string) bool {
	r := []rune(s)
	for i := 0; i < len(r); {
		n := max(actVerbs.longestAt(r, i), stateVerbs.longestAt(r, i), bareVerbs.longestAt(r, i), leadWords.longestAt(r, i), idleNouns.longestAt(r, i), linksBefore.longestAt(r, i))
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// sharesOf tells 80%以上的学校: the share of the noun after it. A rate or a share
// before the number keeps it (普及率达到95%以上的目标).
func sharesOf(t *text, f *Figure) bool {
	if f.Unit != "%" {
		return false
	}
	i := f.UnitEnd
	if n := overAfter.longestAt(t.r, i); n > 1 {
		i += n
	}
	if t.at(i) != '的' {
		return false
	}
	end := skipBack(t, f.Start)
	return !rateEnds.inWindow(t, end, 8)
}

// maxSubject is the longest subject in characters.
const maxSubject = 12

// counts tells figures that have their noun after the measure word.
func counts(f *Figure) bool {
	return f.Kind != KindMoney && f.Kind != KindMeasure && f.Kind != KindRatio && f.Unit != "%" && f.Unit != "元"
}

// qualifiesNoun tells 5000人以上的学校: the quantity describes the noun after it
// and has its own noun before it.
func qualifiesNoun(t *text, f *Figure) bool {
	n := overAfter.longestAt(t.r, f.UnitEnd)
	if n == 0 {
		n = underAfter.longestAt(t.r, f.UnitEnd)
	}
	return n > 1 && t.at(f.UnitEnd+n) == '的'
}

// sentBefore tells 骨干教师5名驻校指导: the people stand before their number, and
// what they do after it.
func sentBefore(t *text, f *Figure) bool {
	if !personUnits.isWhole(f.Unit) || personNouns.longestBefore(t.r, f.Start) == 0 {
		return false
	}
	after := nounAfter(t, f.UnitEnd)
	return !personNouns.inSpan(t, after)
}

// clean drops marks that stand at the ends of a subject.
func clean(s string) string {
	r := []rune(s)
	if n := len(r); n > 2 && r[n-1] == '等' {
		r = r[:n-1]
	}
	for len(r) > 0 && !isWordRune(r[0]) && !isMask(r[0]) {
		r = r[1:]
	}
	for len(r) > 0 && !isWordRune(r[len(r)-1]) && r[len(r)-1] != '）' && r[len(r)-1] != ')' {
		r = r[:len(r)-1]
	}
	return string(r)
}

func isWordRune(c rune) bool { return isHan(c) || isASCIILetter(c) || isDigit(c) }

func opening(c rune) bool {
	return c == '“' || c == '‘' || c == '"' || c == '\'' || c == '‚' || c == '《'
}

func closing(c rune) bool {
	return c == '”' || c == '’' || c == '"' || c == '‛' || c == ' ' || c == '》'
}
