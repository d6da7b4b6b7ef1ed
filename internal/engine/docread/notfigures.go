package docread

import "github.com/shopspring/decimal"

// joinedToWord tells numbers that are part of a name or code: A4, 5+1, Word2010,
// 〔2015〕95号.
func joinedToWord(t *text, n numeral) bool {
	prev, next := t.at(n.start-1), t.at(n.end)
	if isASCIILetter(prev) && !isMask(prev) || prev == '+' || next == '+' || prev == '＋' || next == '＋' {
		return true
	}
	if (prev == '×' || prev == '*' || prev == '＊') && isDigit(t.at(n.start-2)) { // 28×15米
		return true
	}
	if n.script != scriptChinese && (prev == '.' || prev == '/' || prev == '〔' || prev == '[' || prev == '［') {
		return true
	}
	if n.script == scriptMasked && isASCIILetter(next) && measureUnits.longestAt(t.r, n.end) == 0 {
		return true
	}
	if prev == '-' && isDigit(t.at(n.start-2)) { // a code such as 0577-88
		return true
	}
	return n.script == scriptArabic && isASCIILetter(next) && measureUnits.longestAt(t.r, n.end) == 0
}

// isDateOrRank tells dates, durations, ages, ordinals and ranks.
func isDateOrRank(t *text, n numeral) bool {
	prev := t.at(n.start - 1)
	if prev == ' ' {
		prev = t.at(n.start - 2)
	}
	if n.script == scriptChinese && (prev == '几' || prev == '数' || prev == '好') {
		return true // 几十所, 数百人: no number is said
	}
	if prev == '第' || prev == '初' && n.script == scriptChinese {
		return true
	}
	j := t.skipUnitSpace(n.end)
	if t.at(j) == '多' || t.at(j) == '余' {
		j++
	}
	if timeUnits.longestAt(t.r, j) > 0 && notTimeUnits.longestAt(t.r, j) == 0 {
		return true
	}
	if n.pair == pairNone && isYearList(t, n) || isMinutes(t, n) {
		return true
	}
	if prev == '前' && (t.at(j) == '名' || t.at(j) == '位' || t.at(j) == '强') {
		return true
	}
	rank := chineseRanks.longestAt(t.r, j)
	if n.script == scriptChinese && rank > 0 && concreteUnits.longestAt(t.r, j) <= rank {
		return true
	}
	return rankUnits.longestAt(t.r, j) > 0 || n.script == scriptChinese && sloganUnits.longestAt(t.r, j) > 0
}

// isMinutes tells the 30 of 9时30分 and 9点30分.
func isMinutes(t *text, n numeral) bool {
	c := t.at(n.start - 1)
	return (c == '时' || c == '点') && isDigit(t.at(n.start-2)) && t.at(n.end) == '分'
}

// isYearList tells the first years of 2013、2014年 and 2013-2015.
func isYearList(t *text, n numeral) bool {
	if n.script != scriptArabic || !looksLikeYear(n) {
		return false
	}
	c := t.at(n.end)
	return (c == '、' || c == '和' || rangeMark(c)) && isDigit(t.at(n.end+1))
}

// looksLikeYear tells whole numbers that are years more likely than counts.
func looksLikeYear(n numeral) bool {
	return n.digits == 4 && !n.point && !n.scaled &&
		n.value.GreaterThanOrEqual(decimal.NewFromInt(1900)) && n.value.LessThan(decimal.NewFromInt(2100))
}

// looksLikeClock tells 8:30 from 1:30: a clock has two digits of minutes below
// 60, and no word of proportion stands before it.
func looksLikeClock(t *text, n numeral) bool {
	if ratioWords.inWindow(t, n.start, 12) {
		return false
	}
	if clockWords.inWindow(t, n.start, 6) {
		return true
	}
	mark := n.end - 3
	if c := t.at(mark); c != ':' && c != '：' {
		return false
	}
	return n.value.IsInteger() && n.value.LessThanOrEqual(decimal.NewFromInt(24)) && n.value2.LessThan(decimal.NewFromInt(60))
}

// inWindow tells whether a word of the set stands in the characters before i.
func (s *wordSet) inWindow(t *text, i, size int) bool {
	for j := i; j > 0 && i-j < size; j-- {
		if isSentenceEnd(t.at(j - 1)) {
			return false
		}
		if s.longestBefore(t.r, j) > 0 {
			return true
		}
	}
	return false
}

// percentBefore reads 百分之三十.
func percentBefore(t *text, n numeral) (unitMatch, bool) {
	if !t.hasAt(n.start-3, "百分之") {
		return unitMatch{}, false
	}
	return unitMatch{unit: "%", kind: KindPercent, end: n.end}, true
}

// leastChinese is the smallest value at which a Chinese numeral counts: 一 and 两
// mean "a" and "some" in prose.
var leastChinese = decimal.NewFromInt(3)

// leastPlain is the value above which a Chinese numeral without a noun after it
// is no list announcement.
var leastPlain = decimal.NewFromInt(10)

// countsReally tells quantities from set phrases. Arabic and masked numerals
// with a unit always count; Chinese ones when they count three or more real
// things outside a slogan.
func countsReally(t *text, n numeral, u unitMatch) bool {
	if isFraction(t, n) || u.unit == "次" && numbersSession(t, n, u) {
		return false
	}
	switch n.script {
	case scriptMasked:
		return maskCounts(t, n, u)
	case scriptArabic:
		return arabicCounts(t, n, u)
	}
	high := n.value
	if n.pair == pairRange {
		high = n.value2
	}
	switch {
	case u.kind == KindPercent || u.kind == KindMoney:
		return true
	case u.unit == "分" && n.bareTen(t): // 十分重要
		return false
	case u.unit == "大": // 三大工程
		return false
	case n.bare && !n.more && passingWords.longestBefore(t.r, n.start) == 0:
		return false // 千名教师, 百所学校: names of campaigns
	case high.LessThan(leastChinese) || placeUnits.longestAt([]rune(u.unit), 0) == len([]rune(u.unit)):
		return false
	case insideQuotes(t, n.start):
		return false
	}
	return countsThings(t, n, u)
}

// bareTen tells 十 alone, which before 分 is an adverb unless a score is meant.
func (n numeral) bareTen(t *text) bool {
	return n.end-n.start == 1 && t.at(n.start) == '十' && isHan(t.at(n.end+1)) && overAfter.longestAt(t.r, n.end+1) == 0
}

// numbersSession tells 五届人大五次会议 and 六届三次全会, whose 次 counts nothing:
// it is the number of a session.
func numbersSession(t *text, n numeral, u unitMatch) bool {
	return sessionNouns.longestAt(t.r, u.end) > 0 && sessionBodies.longestBefore(t.r, n.start) > 0
}

var (
	sessionNouns  = words("会议 全会 全体 代表大会 大会 代表会议")
	sessionBodies = words("人大 人民代表大会 政协 届 党代会 教代会 职代会 常委会 常务会 代表大会 委员会 工代会 团代会 少代会 纪委")
)

// namesYearOf tells the year of 2031县教育局, whose 年 is left out before the name
// of a body.
func namesYearOf(t *text, n numeral, u unitMatch) bool {
	return looksLikeYear(n) && !isHan(t.at(n.start-1)) && placeEnds.longestAt([]rune(u.unit), 0) > 0 && bodyNames.longestAt(t.r, u.end) > 0
}

var bodyNames = words("教育 教体 教科 教委 教师 人民 政府 委 文教 直 属 中学 小学 第 实验 职教 职业")

// isFraction tells 三分之一.
func isFraction(t *text, n numeral) bool {
	return t.hasAt(n.end, "分之") || t.hasAt(n.start-2, "分之") && !t.hasAt(n.start-3, "百分之")
}

// maskCounts mistrusts a lone 某 (某个学校) and names with a blank.
func maskCounts(t *text, n numeral, u unitMatch) bool {
	if t.at(n.start) == '某' && n.end-n.start == 1 {
		return false
	}
	return u.kind != KindMeasure || u.unit != "度"
}

// arabicCounts refuses what looks like a count but names something: noun units
// (3村) count only where a number of them is meant.
func arabicCounts(t *text, n numeral, u unitMatch) bool {
	if looksLikeYear(n) && yearFalse.longestAt(t.r, n.end) > 0 || namesYearOf(t, n, u) {
		return false
	}
	if u.unit == "点" { // 5点 is a time of day unless opinions are counted
		return opinionNouns.longestAt(t.r, u.end) > 0
	}
	if u.unit == "正" || u.unit == "副" || u.unit == "办" {
		return isDigit(t.at(u.end)) || isDigit(t.at(n.start-2))
	}
	return true
}

// opinionNouns are counted in 点.
var opinionNouns = words(`意见 要求 建议 希望 想法 体会 措施 做法 启示 思考 打算 共识 看法 不足 经验 计划 说明`)

// countsThings judges a Chinese numeral of three or more by what it counts.
func countsThings(t *text, n numeral, u unitMatch) bool {
	if concreteUnits.longestAt([]rune(u.unit), 0) == len([]rune(u.unit)) {
		return setPhrases.longestAt(t.r, n.start) == 0 && chineseDigit(t.at(u.end)) < 0
	}
	if n.more {
		return true
	}
	noun := nounAfter(t, u.end)
	if noun.empty() && isClauseEnd(t.at(u.end)) && n.value.GreaterThan(leastPlain) {
		return true // 开工项目二十一个
	}
	if noun.empty() || chineseDigit(t.at(noun.start)) >= 0 { // 三支一扶
		return false
	}
	if abstractNouns.longestAt(t.r[:noun.end], noun.start) > 0 || abstractNouns.longestBefore(t.r, noun.end) > 0 {
		return false
	}
	return !announcesList(t, noun.end)
}

// announcesList tells "四个要求,即:" and "六条措施：": the number announces a list.
func announcesList(t *text, i int) bool {
	c := t.at(i)
	if c == '：' || c == ':' || c == '”' || c == '"' {
		return true
	}
	return isComma(c) && (t.at(i+1) == '即' || t.at(i+1) == '一')
}

// quoteWindow bounds the look for the quotation marks around a numeral.
const quoteWindow = 40

// insideQuotes tells whether an opening quotation mark before i is still open.
func insideQuotes(t *text, i int) bool {
	for j := i - 1; j >= 0 && i-j < quoteWindow; j-- {
		switch t.r[j] {
		case '“', '‚', '「', '《', '‘':
			return true
		case '”', '‛', '」', '》', '’', '\n', '。':
			return false
		}
	}
	return false
}

// nounAfter returns the words that follow a unit, up to a mark or a word that
// cannot belong to a noun. A blanked place name before the noun is skipped.
func nounAfter(t *text, i int) span {
	const longest = 24
	i = skipMaskedPlace(t, t.skipUnitSpace(i))
	end := i
	for end < len(t.r) && end-i < longest {
		if n := nounInner.longestAt(t.r, end); n > 0 {
			end += n
			continue
		}
		c := t.r[end]
		if c == '了' && notDid.longestAt(t.r, end) == 0 {
			end -= max(1, actVerbs.longestBefore(t.r[:end], end))
			break
		}
		if !isHan(c) || c == '的' || c == '之' || nounStops.longestAt(t.r, end) > 0 || end > i && verbStops.longestAt(t.r, end) > 0 {
			break
		}
		end++
	}
	return span{i, max(i, end)}
}

// skipMaskedPlace steps over xx市 and XX县区.
func skipMaskedPlace(t *text, i int) int {
	j := i
	for isMask(t.at(j)) && j-i < 4 {
		j++
	}
	if j == i {
		return i
	}
	if n := placeEnds.longestAt(t.r, j); n > 0 {
		return j + n
	}
	return i
}

// placeUnits after a Chinese numeral make a name or a set phrase (五校合作).
var placeUnits = words("校 村 县 区 市 镇 乡 园 站 街道 馆 室 厅 团 营 课 课程")

var placeEnds = words("区县 县市 乡镇 县区 县市区 省 市 县 区 镇 乡 街道 村")
