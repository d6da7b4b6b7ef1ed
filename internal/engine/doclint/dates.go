package doclint

import (
	"strconv"
	"time"

	"nianlun/internal/kit/i18n"
)

// checkDates looks for days that no calendar has: 2月30日, 13月5日. The 29th of
// February is judged only where the year stands beside it.
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
	year := 2000 // a leap year: without a year the 29th of February may be right
	if c.at(start-1) == '年' {
		if y, from := c.numberBefore(start - 1); start-1-from == 4 {
			year, start = y, from
		}
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
