package docread

import "time"

// namedTime is a time that has a name of its own: a school event, a holiday, a
// five-year plan.
type namedTime struct {
	text  string
	part  timePart
	month time.Month // of a day that law fixes, with its day
	day   int
	front bool // 前 must follow: the bare word is a thing, not a time (高考, 开学)
}

// Days of public holidays: State Council, 全国年节及纪念日放假办法 (1999, as amended).
// Days that move from year to year (春节, 高考) have no date here.
var namedTimes = []namedTime{
	{"国庆节", partFixedDay, time.October, 1, false}, {"国庆", partFixedDay, time.October, 1, true},
	{"教师节", partFixedDay, time.September, 10, true}, {"元旦", partFixedDay, time.January, 1, true},
	{"“五一”", partFixedDay, time.May, 1, true}, {"五一", partFixedDay, time.May, 1, true},
	{"“六一”", partFixedDay, time.June, 1, true}, {"六一", partFixedDay, time.June, 1, true}, {"“七一”", partFixedDay, time.July, 1, true},
	{"春节", partOpen, 0, 0, true}, {"高考", partOpen, 0, 0, true}, {"中考", partOpen, 0, 0, true}, {"中高考", partOpen, 0, 0, true},
	{"汛期", partOpen, 0, 0, true}, {"入汛", partOpen, 0, 0, true}, {"放假", partOpen, 0, 0, true}, {"考试", partOpen, 0, 0, true},
	{"开学", partOpen, 0, 0, true}, {"新学期开学", partOpen, 0, 0, true}, {"开学初", partOpen, 0, 0, false},
	{"开学第一周", partOpen, 0, 0, false}, {"开学第一天", partOpen, 0, 0, false}, {"开学第一课", partNone, 0, 0, false},
	{"开学后第一天", partOpen, 0, 0, false}, {"开学后一周内", partOpen, 0, 0, false}, {"开学一周内", partOpen, 0, 0, false}, {"开学两周内", partOpen, 0, 0, false},
	{"学期初", partOpen, 0, 0, false}, {"学期中", partOpen, 0, 0, false}, {"学年初", partOpen, 0, 0, false}, {"期中", partOpen, 0, 0, true},
	{"新学年", partOpen, 0, 0, false}, {"本学年", partOpen, 0, 0, false}, {"近期内", partOpen, 0, 0, false}, {"近期", partOpen, 0, 0, false},
	{"寒暑假", partOpen, 0, 0, false}, {"节假日", partNone, 0, 0, false}, {"本月底", partOpen, 0, 0, false}, {"本月", partOpen, 0, 0, false}, {"月底", partOpen, 0, 0, false},
	{"半年内", partOpen, 0, 0, false}, {"到期", partNone, 0, 0, false},
}

// namedStarts answers quickly where none of namedTimes stands.
var namedStarts = func() *wordSet {
	var list []string
	for _, n := range namedTimes {
		list = append(list, n.text)
	}
	return words(list...)
}()

// namedAt reads a named time at i.
func namedAt(t *text, i int) (timeExpr, bool) {
	if e, ok := fiveYearPlanAt(t, i); ok {
		return e, true
	}
	n := namedStarts.longestAt(t.r, i)
	if n == 0 || t.hasAt(i-1, "每") || t.hasAt(i-1, "各") {
		return timeExpr{}, false
	}
	for _, named := range namedTimes {
		if len([]rune(named.text)) != n || !t.hasAt(i, named.text) || named.part == partNone {
			continue
		}
		e := timeExpr{span: span{i, i + n}, part: named.part, month: int(named.month), day: named.day, vague: named.part == partOpen}
		e.end = e.readTail(t, e.end)
		if named.front && e.end == i+n {
			return timeExpr{}, false
		}
		return e, true
	}
	return timeExpr{}, false
}

// firstPlanYear is the last year of the plan before the first one: plans have
// run for five years each since 1953, and from the sixth on end in years that
// five divides; the tenth ended in 2005.
const firstPlanYear = 1955

// fiveYearPlanAt reads “十四五”期间 and “十三五”末.
func fiveYearPlanAt(t *text, i int) (timeExpr, bool) {
	j := i
	if c := t.at(j); c == '“' || c == '‘' {
		j++
	}
	n, k := smallChinese(t, j)
	if n <= 10 || n > 30 || t.at(k) != '五' {
		return timeExpr{}, false
	}
	k++
	if c := t.at(k); c == '”' || c == '’' {
		k++
	}
	for _, w := range []string{"期间", "时期", "期末", "末"} {
		if t.hasAt(k, w) {
			return timeExpr{span: span{i, k + len([]rune(w))}, part: partYear, year: firstPlanYear + 5*n}, true
		}
	}
	return timeExpr{}, false
}
