package document

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
)

// due is a deadline with the words that say it.
type due struct {
	date  period.Date
	words string
	from  DueFrom
}

// Words of time in official prose.
var (
	monthPattern = regexp.MustCompile(`(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月(?:份)?(?:(\d{1,2})\s*[日号]|底|末|中旬|上旬|下旬|初)?(?:之前|以前|前|内)?`)
	yearPattern  = regexp.MustCompile(`全年|年内|年底前|年底|年末|年终|本年度|每年|每月|每季度|每季|每学期|每半年|按月|按季`)
	termPattern  = regexp.MustCompile(`学期|暑期|暑假|寒假|春季|秋季`)
)

// dueOf is the deadline of a part of a text: the reader's own when it found one,
// else the first month that the words name, else the end of the year for what
// runs through it.
func dueOf(text, words, date string, year int) due {
	if day, err := period.ParseDate(date); err == nil {
		from := DueText
		switch {
		case termPattern.MatchString(words):
			from = DueTerm
		case yearPattern.MatchString(words):
			from = DueYear
		}
		return due{day, strings.TrimSpace(words), from}
	}
	if d, ok := monthDue(text, year); ok {
		return d
	}
	if found := yearPattern.FindString(text); found != "" && year > 0 {
		return due{period.Date{Year: year, Month: time.December, Day: 31}, found, DueYear}
	}
	return due{words: strings.TrimSpace(words)}
}

// monthDue takes the last day of the first month that a text names.
func monthDue(text string, year int) (due, bool) {
	m := monthPattern.FindStringSubmatch(text)
	if m == nil {
		return due{}, false
	}
	if y, err := strconv.Atoi(m[1]); err == nil {
		year = y
	}
	month, _ := strconv.Atoi(m[2])
	if year == 0 || month < 1 || month > 12 {
		return due{}, false
	}
	last := period.DateOf(time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC))
	if day, err := strconv.Atoi(m[3]); err == nil {
		named, err := period.NewDate(year, time.Month(month), day)
		if err != nil {
			return due{}, false
		}
		last = named
	}
	return due{last, strings.TrimSpace(m[0]), DueText}, true
}

// deadlineIn is the first deadline of the reading inside a span that has a day.
func deadlineIn(deadlines []docread.Deadline, start, end int) (words, date string) {
	for _, d := range deadlines {
		if d.Start >= start && d.End <= end && d.Date != "" && !d.Vague {
			return d.Text, d.Date
		}
	}
	return "", ""
}
