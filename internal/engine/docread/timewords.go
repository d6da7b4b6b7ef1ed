package docread

import (
	"fmt"
	"time"
)

// timeExpr is a time expression as written: which year, which part of it.
type timeExpr struct {
	span
	year     int  // the year it names, 0 when it names none
	offset   int  // 明年: 1, 今年: 0
	relative bool // 今年, 明年
	masked   bool // xx年
	part     timePart
	month    int
	day      int
	duration int // years or months from now (三年左右)
	months   bool
	vague    bool
	before   bool // 前 without 底: the period itself is too late
	ranged   bool // two ends: 2026—2028年
	whole    bool // a year and no part of it
	limit    bool // 前, 底, 内: it can only be a time by which something is done
}

// timePart is the part of a year that an expression names.
type timePart int

const (
	partNone timePart = iota
	partYear
	partMonth
	partDay
	partMonthEarly
	partMonthMid
	partFirstHalf
	partSecondHalf
	partQuarter
	partSpring
	partAutumn
	partSpringTerm
	partAutumnTerm
	partSummer
	partWinter
	partYearStart
	partMidYear
	partTermEnd
	partDuration
	partFixedDay // a holiday
	partOpen     // a named time without a date of its own
)

// timeAt reads the time expression that begins at i.
func timeAt(t *text, i int) (timeExpr, bool) {
	if e, ok := durationAt(t, i); ok {
		return e, true
	}
	if e, ok := namedAt(t, i); ok {
		return e, true
	}
	e, ok := singleAt(t, i)
	if !ok {
		return rangeAt(t, i)
	}
	return e.throughRange(t), true
}

// singleAt reads a year, a part of a year, or both.
func singleAt(t *text, i int) (timeExpr, bool) {
	e := timeExpr{span: span{i, i}}
	j := e.readYear(t, i)
	k := e.readPart(t, j)
	if k == j && j == i {
		return timeExpr{}, false
	}
	if k == j {
		e.part, e.whole = partYear, true
	}
	e.end = k
	e.end = e.readTail(t, k)
	return e, e.part != partNone
}

// readYear reads 2015年, 09年, xx年, 今年, 明年 and returns the offset after it.
func (e *timeExpr) readYear(t *text, i int) int {
	if year, end := fullYear(t, i); year > 0 {
		e.year = year
		return e.skipDegree(t, end)
	}
	if n := relativeYearWords.longestAt(t.r, i); n > 0 {
		for _, w := range relativeYears {
			if t.hasAt(i, w.text) {
				e.relative, e.offset = true, w.offset
				return i + n
			}
		}
	}
	j := i
	masked := false
	for j-i < 5 && (isDigit(t.at(j)) || isMask(t.at(j)) && t.at(j) != '某') {
		masked = masked || isMask(t.at(j))
		j++
	}
	if t.at(j) != '年' || isDigit(t.at(i-1)) || isMask(t.at(i-1)) {
		return i
	}
	switch {
	case masked:
		e.masked = true
		return e.skipDegree(t, j+1)
	case j-i == 2 && monthFollows(t, j+1):
		e.year = 2000 + digitValue(t.at(i))*10 + digitValue(t.at(i+1))
		return j + 1
	}
	return i
}

// skipDegree includes the 度 of 2015年度.
func (e *timeExpr) skipDegree(t *text, i int) int {
	if t.at(i) == '度' {
		return i + 1
	}
	return i
}

// monthFollows tells whether a month or a season follows a two-digit year (09年8月).
func monthFollows(t *text, i int) bool {
	return isDigit(t.at(i)) || seasonWords.longestAt(t.r, i) > 0
}

// relativeYears are counted from the year that the document speaks of.
var relativeYears = []struct {
	text   string
	offset int
}{{"今年", 0}, {"本年度", 0}, {"本年", 0}, {"当年", 0}, {"明年", 1}, {"来年", 1}, {"下一年度", 1}, {"下年度", 1}, {"下一年", 1}, {"后年", 2}}

// relativeYearWords are the words of relativeYears: most offsets hold none.
var relativeYearWords = func() *wordSet {
	var list []string
	for _, w := range relativeYears {
		list = append(list, w.text)
	}
	return words(list...)
}()

// partWords name parts of a year. The longest fits first.
var partWords = []struct {
	text string
	part timePart
	n    int
}{
	{"春季学期开学前", partSpring, 0}, {"秋季学期开学前", partSummer, 0}, {"春季学期开学", partSpring, 0}, {"秋季学期开学", partAutumn, 0},
	{"春季期", partSpringTerm, 0}, {"秋季期", partAutumnTerm, 0}, {"春季学期", partSpringTerm, 0}, {"秋季学期", partAutumnTerm, 0}, {"春学期", partSpringTerm, 0}, {"秋学期", partAutumnTerm, 0},
	{"春季开学前", partSpring, 0}, {"秋季开学前", partSummer, 0}, {"春季开学", partSpring, 0}, {"秋季开学", partAutumn, 0},
	{"春季", partSpring, 0}, {"秋季", partAutumn, 0}, {"上半年", partFirstHalf, 0}, {"下半年", partSecondHalf, 0},
	{"一季度", partQuarter, 1}, {"二季度", partQuarter, 2}, {"三季度", partQuarter, 3}, {"四季度", partQuarter, 4},
	{"第一季度", partQuarter, 1}, {"第二季度", partQuarter, 2}, {"第三季度", partQuarter, 3}, {"第四季度", partQuarter, 4},
	{"第1季度", partQuarter, 1}, {"第2季度", partQuarter, 2}, {"第3季度", partQuarter, 3}, {"第4季度", partQuarter, 4},
	{"1季度", partQuarter, 1}, {"2季度", partQuarter, 2}, {"3季度", partQuarter, 3}, {"4季度", partQuarter, 4},
	{"暑期", partSummer, 0}, {"暑假", partSummer, 0}, {"寒假", partWinter, 0},
	{"年底", partYear, 0}, {"年末", partYear, 0}, {"年终", partYear, 0}, {"年内", partYear, 0}, {"岁末", partYear, 0}, {"底", partYear, 0}, {"末", partYear, 0},
	{"年初", partYearStart, 0}, {"年中", partMidYear, 0},
	{"学期末", partTermEnd, 0}, {"学年末", partTermEnd, 0}, {"期末", partTermEnd, 0}, {"本学期", partTermEnd, 0}, {"下学期", partTermEnd, 0}, {"新学期", partTermEnd, 0},
}

// partStarts answers quickly where none of partWords stands.
var partStarts = func() *wordSet {
	var list []string
	for _, w := range partWords {
		list = append(list, w.text)
	}
	return words(list...)
}()

// readPart reads the part of the year and returns the offset after it.
func (e *timeExpr) readPart(t *text, i int) int {
	if j := e.readMonth(t, i); j > i {
		return j
	}
	if e.year > 0 || e.masked {
		if j := e.readMonth(t, t.skipUnitSpace(i)); j > t.skipUnitSpace(i) {
			return j
		}
	}
	bare := e.year == 0 && !e.relative && !e.masked
	if partStarts.longestAt(t.r, i) == 0 {
		return i
	}
	for _, w := range partWords {
		if !t.hasAt(i, w.text) || bare && len([]rune(w.text)) == 1 {
			continue
		}
		e.part, e.month = w.part, w.n
		return i + len([]rune(w.text))
	}
	return i
}

// readMonth reads 8月, 8月份, 8月15日, 9月底, 十月中旬.
func (e *timeExpr) readMonth(t *text, i int) int {
	m, j := smallDecimal(t, i)
	if m == 0 {
		m, j = smallChinese(t, i)
	}
	j = t.skipUnitSpace(j)
	if m < 1 || m > 12 || t.at(j) != '月' || isDigit(t.at(i-1)) || t.at(i-1) == '个' {
		return e.readMaskedMonth(t, i)
	}
	e.part, e.month = partMonth, m
	j++
	if d, k := smallDecimal(t, t.skipUnitSpace(j)); d >= 1 && d <= 31 {
		if k = t.skipUnitSpace(k); t.at(k) == '日' || t.at(k) == '号' {
			e.part, e.day = partDay, d
			return k + 1
		}
	}
	switch {
	case t.at(j) == '份':
		return j + 1
	case t.at(j) == '底' || t.at(j) == '末':
		return j + 1
	case t.hasAt(j, "下旬"):
		return j + 2
	case t.hasAt(j, "中旬"):
		e.part = partMonthMid
		return j + 2
	case t.hasAt(j, "上旬"):
		e.part = partMonthEarly
		return j + 2
	case t.at(j) == '初':
		e.part = partMonthEarly
		return j + 1
	}
	return j
}

// readMaskedMonth reads xx月.
func (e *timeExpr) readMaskedMonth(t *text, i int) int {
	j := i
	for j-i < 2 && (t.at(j) == 'x' || t.at(j) == 'X' || t.at(j) == '×' || t.at(j) == '*') {
		j++
	}
	if j == i || t.at(j) != '月' || isMask(t.at(i-1)) {
		return i
	}
	e.part, e.masked = partMonth, true
	j++
	if c := t.at(j); c == '份' || c == '底' || c == '初' {
		j++
	}
	return j
}

// readTail includes 前, 底前, 之前, 以前, 期间.
func (e *timeExpr) readTail(t *text, i int) int {
	for _, w := range []string{"前后", "底之前", "底以前", "底前", "末前", "之前", "以前", "期间", "前", "底", "末", "开始", "起"} {
		if !t.hasAt(i, w) {
			continue
		}
		if w == "前后" {
			e.vague = true
			return i + 2
		}
		if w == "前" && frontFalse.longestAt(t.r, i) > 0 && !t.hasAt(i, "前进行") || w == "开始" || w == "起" {
			return i
		}
		e.limit = w != "期间"
		e.before = (w == "前" || w == "之前" || w == "以前") && (e.part == partMonth && t.at(i-1) == '月' || e.part == partFixedDay)
		return i + len([]rune(w))
	}
	return i
}

var (
	frontFalse  = words("前期 前后 前来 前往 前提 前景 前列 前沿 前进 前三")
	seasonWords = words("春季 秋季 暑期 暑假 上半年 下半年 春 秋")
)

// durationAt reads 三年左右, 用3年时间, 两年内, 3个月内.
func durationAt(t *text, i int) (timeExpr, bool) {
	n, j := smallDecimal(t, i)
	if n == 0 {
		if t.at(i) == '两' {
			n, j = 2, i+1
		} else {
			n, j = smallChinese(t, i)
		}
	}
	if n == 0 || n > 50 || isDigit(t.at(i-1)) || chineseDigit(t.at(i-1)) >= 0 || t.at(i-1) == '第' {
		return timeExpr{}, false
	}
	e := timeExpr{span: span{i, i}, part: partDuration, duration: n, vague: true}
	switch {
	case t.hasAt(j, "个月"):
		e.months = true
		j += 2
	case t.at(j) == '年':
		j++
	default:
		return timeExpr{}, false
	}
	for _, w := range []string{"左右的时间", "左右时间", "左右", "的时间", "时间", "以内", "之内", "内"} {
		if t.hasAt(j, w) {
			if w == "左右的时间" || w == "左右时间" {
				w = "左右"
			}
			e.vague = w == "左右" || e.months
			e.end = j + len([]rune(w))
			return e, true
		}
	}
	return timeExpr{}, false
}

// date returns the last day of the expression; the base year is what 今年 means
// at its place.
func (e *timeExpr) date(base int, cal SchoolCalendar) string {
	year := e.year
	switch {
	case e.masked || e.vague && e.part == partFixedDay || e.part == partDuration && (e.months || e.vague || base == 0):
		return ""
	case year == 0 && base == 0:
		return ""
	case year == 0:
		year = base + e.offset
	}
	on := func(d MonthDay) string { return dayString(year, d.Month, d.Day) }
	switch e.part {
	case partYear:
		return dayString(year, time.December, 31)
	case partDay, partFixedDay:
		return e.dayDate(year)
	case partMonth:
		if e.before {
			last := time.Date(year, time.Month(e.month), 0, 0, 0, 0, 0, time.UTC)
			return dayString(last.Year(), last.Month(), last.Day())
		}
		return dayString(year, time.Month(e.month), 31)
	case partMonthMid:
		return dayString(year, time.Month(e.month), 20)
	case partMonthEarly:
		return dayString(year, time.Month(e.month), 10)
	case partFirstHalf, partMidYear:
		return dayString(year, time.June, 30)
	case partSecondHalf:
		return dayString(year, time.December, 31)
	case partQuarter:
		return dayString(year, time.Month(e.month*3), 31)
	case partYearStart:
		return dayString(year, time.March, 31)
	case partSpring:
		return on(cal.Spring)
	case partAutumn:
		return on(cal.Autumn)
	case partSpringTerm:
		return on(cal.SpringTerm)
	case partAutumnTerm:
		return dayString(year+1, cal.AutumnTerm.Month, cal.AutumnTerm.Day)
	case partSummer:
		return on(cal.SummerHoliday)
	case partWinter:
		return on(cal.WinterHoliday)
	case partDuration:
		return dayString(year+e.duration, time.December, 31)
	}
	return ""
}

// dayDate is the day itself, or the day before when all is done before it.
func (e *timeExpr) dayDate(year int) string {
	if !e.before || e.part == partDay {
		return dayString(year, time.Month(e.month), e.day)
	}
	d := time.Date(year, time.Month(e.month), e.day-1, 0, 0, 0, 0, time.UTC)
	return dayString(d.Year(), d.Month(), d.Day())
}

// dayString renders a day, at most the last one of its month.
func dayString(year int, m time.Month, day int) string {
	return fmt.Sprintf("%04d-%02d-%02d", year, int(m), min(day, lastOfMonth(year, m)))
}
