package docread

import "github.com/shopspring/decimal"

// readFigures finds the stated quantities of the text.
func readFigures(t *text, o *outline, s *sections) []Figure {
	r := figureReader{t: t, o: o, roles: newRoleReader(t, s, readYears(t, o, documentTitle(t), 0).document)}
	next := 0 // the next marker, whose own number is no figure
	for i := 0; i < len(t.r); {
		for next < len(o.nodes) && o.nodes[next].end <= i {
			next++
		}
		if next < len(o.nodes) && i >= o.nodes[next].start {
			i = o.nodes[next].end
			continue
		}
		if !numeralStarts.has(t.r[i]) {
			i++
			continue
		}
		if end := r.read(i); end > i {
			i = end
			continue
		}
		i++
	}
	return r.found
}

// numeralStarts filters out most characters of a text before a numeral is tried.
var numeralStarts = filterOf("0123456789０１２３４５６７８９xX×*＊_＿某ｘＸ╳✕零〇○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億")

func filterOf(chars string) *runeFilter {
	var f runeFilter
	for _, c := range chars {
		f.add(c)
	}
	return &f
}

type figureReader struct {
	t     *text
	o     *outline
	roles *roleReader
	found []Figure
	run   valueRun
}

// read tries the numeral at i and returns the offset to go on from, i when no
// numeral begins there.
func (r *figureReader) read(i int) int {
	t := r.t
	n, ok := numeralAt(t, i)
	if !ok {
		if end, ok := r.readBare(i); ok {
			return end
		}
		return i
	}
	if joinedToWord(t, n) || isDateOrRank(t, n) {
		return n.end
	}
	u, hasUnit := unitAt(t, n.end, n.script == scriptMasked)
	if percent, ok := percentBefore(t, n); ok {
		u, hasUnit = percent, true
	}
	if n.pair == pairRatio {
		return r.readRatio(n)
	}
	if !hasUnit {
		return r.readWithoutUnit(n)
	}
	n, u = withUnitRange(t, n, u)
	if !countsReally(t, n, u) {
		return n.end
	}
	r.add(n, u)
	return max(n.end, u.end)
}

// readBare reads a multiplier alone after a word of passing it: 突破万人.
func (r *figureReader) readBare(i int) (int, bool) {
	c := r.t.at(i)
	if c != '万' && c != '亿' || passingWords.longestBefore(r.t.r, i) == 0 {
		return 0, false
	}
	u, ok := unitAt(r.t, i+1, false)
	if !ok {
		return 0, false
	}
	n := numeral{span: span{i, i + 1}, script: scriptChinese, value: decimal.NewFromInt(int64(chineseUnit(c))), scaled: true}
	r.add(n, u)
	return u.end, true
}

// readRatio accepts a ratio unless it is a clock time or a heading with a colon.
func (r *figureReader) readRatio(n numeral) int {
	if looksLikeClock(r.t, n) {
		return n.end
	}
	// A unit after the second number means that the colon was punctuation:
	// 共12:6项.
	if u, ok := unitAt(r.t, n.end, false); ok && r.t.at(u.end) != 0 && u.kind != KindPercent && !ratioWords.inWindow(r.t, n.start, 8) {
		return n.end
	}
	r.add(n, unitMatch{kind: KindRatio, end: n.end})
	return n.end
}

// readWithoutUnit accepts a number without a measure word where the text leaves
// no doubt that it counts: a list that shares the unit of its last member, or a
// value after 达到 and the like at a clause end.
func (r *figureReader) readWithoutUnit(n numeral) int {
	if u, ok := r.impliedMoney(n); ok {
		r.add(n, u)
		return n.end
	}
	if impliedCount(r.t, n) {
		r.add(n, unitMatch{kind: KindCount, end: n.end})
		return n.end
	}
	if n.script != scriptArabic || n.pair != pairNone {
		return n.end
	}
	if u, ok := sharedUnit(r.t, n); ok {
		r.add(n, u)
		return n.end
	}
	if !n.scaled && looksLikeYear(n) {
		return n.end
	}
	next := r.t.at(n.end)
	stops := isClauseEnd(next) || next == '、' || next == '）' || next == ')'
	if stops && valueWords.longestBefore(r.t.r, n.start) > 0 && n.digits < 9 {
		r.add(n, unitMatch{kind: KindCount, end: n.end})
	}
	return n.end
}

// impliedMoney reads amounts whose 元 is left out: 奖补资金300万, 500万专项经费,
// 总投资3.2亿的新校区, and one that follows an amount (投入800万元（含市级200万）).
func (r *figureReader) impliedMoney(n numeral) (unitMatch, bool) {
	t := r.t
	if !n.scaled || n.script == scriptChinese || chineseUnit(t.at(n.end-1)) < 10_000 && !n.more {
		return unitMatch{}, false
	}
	stops := isClauseEnd(t.at(n.end)) || t.at(n.end) == '、' || t.at(n.end) == '）' || t.at(n.end) == ')'
	money := moneyNouns.inSpan(t, nounAfter(t, n.end)) ||
		moneyNouns.longestBefore(t.r, skipBack(t, n.start)) > 1 ||
		stops && moneyNouns.inWindow(t, n.start, 6) ||
		stops && r.followsMoney(n)
	return unitMatch{unit: "元", kind: KindMoney, end: n.end}, money
}

// followsMoney tells whether the figure before, in the same sentence, is money.
func (r *figureReader) followsMoney(n numeral) bool {
	const farthest = 24
	if len(r.found) == 0 {
		return false
	}
	last := r.found[len(r.found)-1]
	return last.Unit == "元" && n.start-last.UnitEnd < farthest && !r.t.has(span{last.UnitEnd, n.start}, fullStops)
}

// impliedCount reads what needs no measure word at a clause end: 总人口32.5万.
func impliedCount(t *text, n numeral) bool {
	return n.scaled && n.script == scriptArabic && (isClauseEnd(t.at(n.end)) || t.at(n.end) == '的') && isHan(t.at(n.start-1)) && peopleNouns.longestBefore(t.r, skipBack(t, n.start)) > 0
}

// peopleNouns are counted in people even where no measure word says so.
var peopleNouns = words(`人口 总人口 常住人口 户籍人口 学生 在校生 在校学生 小学生 初中生 高中生 教师 教职工 幼儿 人数 总数 数`)

// sharedUnit reads the unit of a list whose last member alone carries it:
// 分别为12、15和18所.
func sharedUnit(t *text, n numeral) (unitMatch, bool) {
	if !listedWords.inWindow(t, n.start, 16) {
		return unitMatch{}, false
	}
	j := n.end
	for k := 0; k < 6; k++ {
		c := t.at(j)
		if c != '、' && c != '和' && c != '及' && c != '，' && c != ',' {
			return unitMatch{}, false
		}
		m, ok := singleNumeral(t, j+1)
		if !ok || m.script != n.script {
			return unitMatch{}, false
		}
		if u, ok := unitAt(t, m.end, false); ok {
			u.end = n.end
			return u, true
		}
		j = m.end
	}
	return unitMatch{}, false
}

// withUnitRange joins 3所至5所 and 5%—10%, whose ends both carry the unit.
func withUnitRange(t *text, n numeral, u unitMatch) (numeral, unitMatch) {
	if n.pair != pairNone || n.more || u.end <= n.end {
		return n, u
	}
	j := u.end
	if !rangeMark(t.at(j)) && (u.kind == KindCount || t.at(j) != '至') {
		return n, u
	}
	b, ok := singleNumeral(t, j+1)
	if !ok || b.script != n.script || b.script == scriptMasked || b.value.LessThanOrEqual(n.value) {
		return n, u
	}
	v, ok := unitAt(t, b.end, false)
	if !ok || v.unit != u.unit {
		return n, u
	}
	n.end, n.pair, n.value2, n.more = b.end, pairRange, b.value, b.more
	return n, v
}

func (r *figureReader) add(n numeral, u unitMatch) {
	t := r.t
	f := Figure{
		Start: n.start, End: n.end, Text: t.slice(n.span),
		Kind: u.kind, Unit: u.unit, UnitEnd: max(u.end, n.end),
		Masked: n.script == scriptMasked,
	}
	if n.pair == pairRange {
		f.Kind = KindRange
	}
	if n.pair == pairRatio {
		f.Kind = KindRatio
	}
	if !f.Masked {
		v := n.value
		f.Value = &v
		if n.pair != pairNone {
			v2 := n.value2
			f.Value2 = &v2
		}
	}
	f.Approx = approxOf(t, n, u)
	f.Subject = subjectOf(t, &f, r.found)
	r.shareOut(&f)
	f.Role = r.roles.of(&f)
	r.found = append(r.found, f)
}
