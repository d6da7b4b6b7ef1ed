package period

import "time"

// Terms are the days of a bureau's terms (学期), as the school calendar (校历) of each school year says. They cannot be
// worked out: the winter holiday moves with the Spring Festival, and every province decides each year.
//
// A nil Terms has the two halves of the school year in their place, 1 September to the end of February and 1 March to
// 31 August: right for order and for the school year, never for a deadline.
type Terms struct {
	Usual []UsualTerm        // of school years that have no calendar yet
	Years map[int][]TermDays // by the year in which the school year begins; its terms in order
}

// TermDays are the first and the last day of a term, both within it. The zero TermDays is no term.
type TermDays struct{ First, Last Date }

// UsualTerm is a term by days that come every year.
type UsualTerm struct{ First, Last MonthDay }

// MonthDay is a day that comes every year; 29 February is the last day of February.
type MonthDay struct {
	Month time.Month
	Day   int
}

// halves are the terms of a nil Terms.
var halves = []UsualTerm{
	{First: MonthDay{schoolYearStart, 1}, Last: MonthDay{time.February, 29}},
	{First: MonthDay{time.March, 1}, Last: MonthDay{time.August, 31}},
}

func (t *Terms) usual() []UsualTerm {
	if t == nil || len(t.Usual) == 0 {
		return halves
	}
	return t.Usual
}

// Known reports whether the terms of a school year are those of its calendar, not the usual ones.
func (t *Terms) Known(year int) bool { return t != nil && len(t.Years[year]) > 0 }

// Count is how many terms the school year has that begins in a year.
func (t *Terms) Count(year int) int {
	if t.Known(year) {
		return len(t.Years[year])
	}
	return len(t.usual())
}

// Days are the days of term n, from 1, of the school year that begins in a year; zero where it has no such term.
func (t *Terms) Days(year, n int) TermDays {
	if n < 1 || n > t.Count(year) {
		return TermDays{}
	}
	if t.Known(year) {
		return t.Years[year][n-1]
	}
	usual := t.usual()[n-1]
	return TermDays{First: usual.First.in(year, n == 1), Last: usual.Last.in(year, false)}
}

// in is the day within a school year. A first term may begin in the last days of August.
func (d MonthDay) in(year int, begins bool) Date {
	if d.Month < schoolYearStart && (!begins || d.Month < time.August) {
		year++
	}
	if day, err := NewDate(year, d.Month, d.Day); err == nil {
		return day
	}
	return Date{year, d.Month + 1, 1}.AddDays(-1)
}

// of is the term that began last on a day: the holidays after a term belong to it.
func (t *Terms) of(day Date) Period {
	for year := schoolYearOf(day) + 1; ; year-- {
		for n := t.Count(year); n > 0; n-- {
			if !day.Before(t.Days(year, n).First) {
				return Period{kind: Term, year: year, n: n}
			}
		}
	}
}

// within are the terms of a school year.
func (t *Terms) within(year int) []Period {
	all := make([]Period, t.Count(year))
	for i := range all {
		all[i] = Period{kind: Term, year: year, n: i + 1}
	}
	return all
}
