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
	if counts(f) && !qualifiesNoun(t, f) {
		if s := subjectAfter(t, f); s != "" {
			return s
		}
	}
	floor := 0
	if len(earlier) > 0 {
		floor = earlier[len(earlier)-1].UnitEnd
	}
	if s := subjectBefore(t, f, floor); s != "" {
		if bareVerbs.isWhole(s) && sameSentence(t, f, earlier) {
			return earlier[len(earlier)-1].Subject
		}
		if f.Unit == "元" && sameTariff(t, f, s, earlier) {
			return earlier[len(earlier)-1].Subject
		}
		return s
	}
	return subjectAfter(t, f)
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

// sameTariff tells amounts of one tariff: 公用经费小学达到750元、初中达到950元. The
// second names no money of its own and stands in the same sentence.
func sameTariff(t *text, f *Figure, subject string, earlier []Figure) bool {
	if len(earlier) == 0 {
		return false
	}
	last := earlier[len(earlier)-1]
	own := newText([]rune(subject))
	if last.Unit != "元" || f.Start-last.UnitEnd > maxSubject || moneyNouns.inSpan(own, span{0, len(own.r)}) {
		return false
	}
	before := newText([]rune(last.Subject))
	return moneyNouns.inSpan(before, span{0, len(before.r)}) && !t.has(span{last.UnitEnd, f.Start}, sentenceEnds)
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
	return last.Unit == f.Unit && last.Subject == earlier[len(earlier)-1].Subject &&
		f.Start-last.UnitEnd < farthest && !t.has(span{last.UnitEnd, f.Start}, sentenceEnds)
}

// bareVerbs before a number count what the sentence spoke of.
var bareVerbs = words(`开工 竣工 完工 新增 整改 已整改 完成 建成 其中 启用 投用 新开工`)

// sentenceEnds are the marks that end a sentence.
var sentenceEnds = words("。 ； ; ！ ？")

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

func opening(c rune) bool {
	return c == '“' || c == '‘' || c == '"' || c == '\'' || c == '‚' || c == '《'
}

func closing(c rune) bool {
	return c == '”' || c == '’' || c == '"' || c == '‛' || c == ' ' || c == '》'
}
