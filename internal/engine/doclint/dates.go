package doclint

import (
	"strconv"
	"strings"
	"time"

	"nianlun/internal/kit/i18n"
)

// checkDates looks for days that no calendar has: 2月30日, 13月5日. The 29th of
// February is judged by the year beside it, else by the year that the text is in.
func (c *checker) checkDates() {
	for i, r := range c.text {
		if r == '月' {
			c.checkDate(i)
		}
	}
}

// checkDate judges the date around the 月 at i.
func (c *checker) checkDate(i int) {
	month, start := c.numberBefore(i)
	day, dayEnd := c.numberAfter(i + 1)
	named := c.at(dayEnd) == '日' || c.at(dayEnd) == '号'
	if start == i || i-start > 2 || dayEnd-i > 3 {
		return
	}
	end := i + 1
	if day > 0 && named {
		end = dayEnd + 1
	}
	year := 0
	if c.at(start-1) == '年' {
		if y, from := c.numberBefore(start - 1); start-1-from == 4 {
			year, start = y, from
		}
	}
	if year == 0 {
		year = leapYear
		if month == 2 && day == 29 {
			year = c.yearAround(start)
		}
	}
	if c.at(end) == '前' && lastDay(year+1, 2) == 29 { // a day still to come may lie in the next year
		year++
	}
	if month >= 1 && month <= 12 && (end == i+1 || day <= lastDay(year, month)) {
		return
	}
	if !named && (month == 0 || c.at(start-1) == '第') { // 第13月 counts months
		return
	}
	c.report.Findings = append(c.report.Findings, Finding{
		Severity: SeverityError, Kind: KindDate, Found: c.slice(start, end), Spans: []Span{{start, end}},
		Message: i18n.Msg("lint.date", "date", c.slice(start, end)),
	})
}

// leapYear stands for an unknown year: the 29th of February may be right in it.
const leapYear = 2000

// yearAround returns the year that a date without one is in: the one last named
// before it, else the document's. It is a leap year where words such as 次年 or a
// school year leave it open.
func (c *checker) yearAround(start int) int {
	const farthest = 120
	for i := start - 1; i > 0 && start-i < farthest; i-- {
		if c.text[i] != '年' {
			continue
		}
		if strings.ContainsRune("去上次明前翌学", c.text[i-1]) || c.at(i+1) == '度' {
			return leapYear
		}
		if y, from := c.numberBefore(i); i-from == 4 {
			return y
		}
	}
	if c.doc.Year == 0 || strings.Contains(c.doc.Title, "学年") {
		return leapYear
	}
	return c.doc.Year
}

func lastDay(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// numberBefore reads up to four digits that end before i and returns where they
// begin.
func (c *checker) numberBefore(i int) (value, start int) {
	const longest = 5
	start = i
	for start > 0 && i-start < longest && isDigit(c.text[start-1]) {
		start--
	}
	value, _ = strconv.Atoi(c.slice(start, i))
	return value, start
}

func (c *checker) numberAfter(i int) (value, end int) {
	const longest = 5
	end = i
	for end < len(c.text) && end-i < longest && isDigit(c.text[end]) {
		end++
	}
	value, _ = strconv.Atoi(c.slice(i, end))
	return value, end
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
