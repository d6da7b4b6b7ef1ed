package docread

import "github.com/shopspring/decimal"

// script tells what a numeral is written in.
type script int

const (
	scriptArabic script = iota
	scriptChinese
	scriptMasked
)

// numeral is a number as written. It knows nothing of what it counts.
type numeral struct {
	span
	script script
	value  decimal.Decimal // zero when masked
	value2 decimal.Decimal // of a range or ratio
	pair   pairKind
	more   bool // 余, 多, 几 stand inside it
	scaled bool // carries 万 or 亿
	digits int  // Arabic digits of the first part
	point  bool // has a decimal point or thousands separators
	bare   bool // a multiplier alone (突破万人)
}

type pairKind int

const (
	pairNone pairKind = iota
	pairRange
	pairRatio
)

// maxNumeral bounds how long a numeral may be; longer digit runs are codes.
const maxNumeral = 40

// numeralAt reads the numeral that begins at i. The caller makes sure that i is
// not inside another numeral.
func numeralAt(t *text, i int) (numeral, bool) {
	first, ok := singleNumeral(t, i)
	if !ok {
		return numeral{}, false
	}
	return withPair(t, first), true
}

// singleNumeral reads one number without range or ratio.
func singleNumeral(t *text, i int) (numeral, bool) {
	c := t.at(i)
	switch {
	case isDigit(c) || isMask(c):
		return digitNumeral(t, i)
	case chineseDigit(c) >= 0 || chineseUnit(c) > 0 && c != '万' && c != '亿':
		return chineseNumeral(t, i)
	}
	return numeral{}, false
}

// isMask tells the characters that blank digits out.
func isMask(c rune) bool {
	switch c {
	case 'x', 'X', '×', '*', '＊', '_', '＿', '某', 'ｘ', 'Ｘ', '╳', '✕':
		return true
	}
	return false
}

// digitNumeral reads Arabic digits, masked or not, with separators, a decimal
// part, multipliers and a trailing 余 or 多.
func digitNumeral(t *text, i int) (numeral, bool) {
	n := numeral{span: span{i, i}}
	digits, masked := n.readDigits(t)
	if n.end-i >= maxNumeral || !masked && len(digits) == 0 {
		return numeral{}, false
	}
	n.digits = len(digits)
	if masked {
		n.script = scriptMasked
		scale(t, &n)
		return n, true
	}
	v, err := decimal.NewFromString(string(digits))
	if err != nil {
		return numeral{}, false
	}
	n.value = v
	scale(t, &n)
	return n, true
}

// readDigits moves the end over digits, masks and separators. It returns the
// digits as a decimal literal and whether some were blanked.
func (n *numeral) readDigits(t *text) (digits []byte, masked bool) {
	for n.end-n.start < maxNumeral {
		c := t.at(n.end)
		switch {
		case isDigit(c):
			if digits == nil {
				digits = make([]byte, 0, 16)
			}
			digits = append(digits, byte('0'+digitValue(c)))
		case isTimes(t, n.end):
			return nil, false // 5×20米: a size
		case isMask(c):
			masked = true
		case isThousands(t, n.start, n.end), isThousandsBlank(t, n.start, n.end):
			n.point = true
		case isPoint(c) && !n.point && (isDigit(t.at(n.end+1)) || masked && isMask(t.at(n.end+1))):
			digits = append(digits, '.')
			n.point = true
		default:
			return digits, masked
		}
		n.end++
	}
	return digits, masked
}

// isThousandsBlank tells the blank of 1 280所: up to three digits behind a word
// before it, three and then a word after it.
func isThousandsBlank(t *text, start, j int) bool {
	if c := t.at(j); c != ' ' && c != '\u00a0' || j-start > 3 || !isHan(t.at(start-1)) {
		return false
	}
	if !isDigit(t.at(j+1)) || !isDigit(t.at(j+2)) || !isDigit(t.at(j+3)) || !isHan(t.at(j+4)) {
		return false
	}
	return timeUnits.longestAt(t.r, j+4) == 0
}

// isTimes tells the mark of multiplication between digits.
func isTimes(t *text, i int) bool {
	c := t.at(i)
	return (c == '×' || c == '*' || c == '＊' || c == '✕' || c == '╳') && isDigit(t.at(i-1)) && isDigit(t.at(i+1))
}

func isPoint(c rune) bool { return c == '.' || c == '．' || c == '·' }

// isThousands tells whether the comma at j parts thousands: one to three digits
// before it, and groups of exactly three after it.
func isThousands(t *text, start, j int) bool {
	c := t.at(j)
	if c != ',' && c != '，' {
		return false
	}
	k := j - 1
	for k >= start && isDigit(t.at(k)) {
		k--
	}
	before := j - 1 - k
	if before < 1 || before > 3 || k >= start && before != 3 {
		return false
	}
	if !isDigit(t.at(j+1)) || !isDigit(t.at(j+2)) || !isDigit(t.at(j+3)) || isDigit(t.at(j+4)) {
		return false
	}
	// Some writers put the comma of the running text into the number (12，345人).
	return c == ',' || t.at(j-1) >= '０' || isHan(t.at(start-1)) && isHan(t.at(j+4)) && !listedWords.inWindow(t, start, 8)
}

// scale reads the multipliers (十百千万亿) and the 余, 多, 几 after or between
// them: 3000余, 3千多万, 1.2余亿.
func scale(t *text, n *numeral) {
	for k := 0; k < 4; k++ {
		c := t.at(n.end)
		if isBlankBefore(t, n.end) { // 8316 万元
			n.end++
			c = t.at(n.end)
		}
		switch {
		case c == '余' || c == '多' || c == '几':
			if n.more || !countsMore(t, n.end) {
				return
			}
			n.more = true
		case chineseUnit(c) > 0 && !beginsUnit(t, n.end):
			n.value = n.value.Mul(decimal.NewFromInt(int64(chineseUnit(c))))
			n.scaled = true
		default:
			return
		}
		n.end++
	}
}

// isBlankBefore tells a blank, or a line end within a sentence, between a number
// and its 万, 亿, 余 or 多.
func isBlankBefore(t *text, i int) bool {
	if t.at(i) == '\n' && chineseUnit(t.at(i+1)) >= 10_000 && isHan(t.at(i+2)) {
		_, ok := unitAt(t, i+2, false)
		return ok
	}
	if t.at(i) != ' ' && t.at(i) != '\u00a0' {
		return false
	}
	switch t.at(i + 1) {
	case '万', '亿':
		return true
	case '余', '多':
		return countsMore(t, i+1)
	}
	return false
}

// countsMore tells 多 and 余 that belong to a numeral from those that begin a
// word (多媒体教室 after a number).
func countsMore(t *text, i int) bool {
	return moreFalse.longestAt(t.r, i) == 0
}

var moreFalse = words("多媒体 多功能 多边 多元化 多元文化 多方面 几何")

// beginsUnit tells the 千 of 千克 and 千米 and the 百 of 百分点 from multipliers.
func beginsUnit(t *text, i int) bool {
	switch t.at(i) {
	case '千':
		switch t.at(i + 1) {
		case '克', '米', '瓦', '卡', '伏', '赫', '字':
			return t.at(i+1) != '字'
		}
	case '百':
		return t.at(i+1) == '分'
	}
	return false
}

// withPair joins a second number to a range (2-3) or a ratio (1:6).
func withPair(t *text, a numeral) numeral {
	if a.more {
		return a
	}
	if b, ok := neighbour(t, a); ok {
		return b
	}
	j, kind := pairMark(t, a)
	if kind == pairNone {
		return a
	}
	b, ok := singleNumeral(t, j)
	if !ok || b.script != a.script && a.script != scriptMasked && b.script != scriptMasked {
		return a
	}
	if a.script == scriptChinese && b.script != scriptChinese {
		return a
	}
	joined := a
	joined.end, joined.pair, joined.value2, joined.more = b.end, kind, b.value, b.more
	if b.script == scriptMasked {
		joined.script = scriptMasked
	}
	joined.scaled = a.scaled || b.scaled
	if joined.script == scriptMasked {
		return joined
	}
	if kind == pairRange && b.scaled && !a.scaled {
		joined.value = spreadScale(a.value, b)
	}
	if kind == pairRange && joined.value.GreaterThanOrEqual(joined.value2) {
		return a
	}
	return joined
}

// neighbour reads 5、6所 as a range: two single digits in a row, the second with
// the unit of both.
func neighbour(t *text, a numeral) (numeral, bool) {
	if a.script != scriptArabic || a.digits != 1 || a.point || a.scaled || t.at(a.end) != '、' || t.at(a.start-1) == '、' {
		return a, false
	}
	b, ok := singleNumeral(t, a.end+1)
	if !ok || b.digits != 1 || b.point || !b.value.Equal(a.value.Add(decimal.NewFromInt(1))) || a.value.LessThan(decimal.NewFromInt(2)) {
		return a, false
	}
	if _, ok := unitAt(t, b.end, false); !ok || timeUnits.longestAt(t.r, b.end) > 0 {
		return a, false
	}
	a.end, a.pair, a.value2, a.more = b.end, pairRange, b.value, b.more
	return a, true
}

// spreadScale gives the low end of 3-5万 the multiplier of the high end.
func spreadScale(low decimal.Decimal, high numeral) decimal.Decimal {
	for _, factor := range []int64{100_000_000, 10_000, 1_000, 100} {
		f := decimal.NewFromInt(factor)
		if scaled := low.Mul(f); high.value.GreaterThanOrEqual(f) && scaled.LessThan(high.value) {
			return scaled
		}
	}
	return low
}

// pairMark reads what joins two numbers and returns the offset after it.
func pairMark(t *text, a numeral) (int, pairKind) {
	j := a.end
	if percentSign(t.at(j)) && rangeMark(t.at(j+1)) { // 5%-10%
		j++
	}
	c := t.at(j)
	switch {
	case rangeMark(c):
		for rangeMark(t.at(j)) && j-a.end < 4 {
			j++
		}
		return j, pairRange
	case c == '至' || c == '到':
		return j + 1, pairRange
	case c == ':' || c == '：' || c == '∶' || c == '﹕' || c == '比':
		if a.script == scriptChinese {
			return 0, pairNone
		}
		return j + 1, pairRatio
	}
	return 0, pairNone
}

func rangeMark(c rune) bool {
	switch c {
	case '-', '－', '—', '–', '~', '～', '―', '─', '‐', '﹣':
		return true
	}
	return false
}

func percentSign(c rune) bool { return c == '%' || c == '％' || c == '﹪' }
