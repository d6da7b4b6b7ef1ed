package workdays

import (
	"slices"

	"nianlun/internal/engine/period"
)

// Calendar tells working days from days off. It does not change and may be
// used by many at once. The zero Calendar knows no year and goes by weekends.
type Calendar struct {
	special map[period.Date]Day
	known   map[int]bool
}

// NewCalendar makes a calendar of the years, in any order. Where two years
// speak of the same December day, the later notice holds. Errors are
// *DataError.
func NewCalendar(years ...Year) (Calendar, error) {
	years = slices.Clone(years)
	slices.SortFunc(years, func(a, b Year) int { return a.Year - b.Year })
	c := Calendar{special: map[period.Date]Day{}, known: map[int]bool{}}
	for i, year := range years {
		if i > 0 && years[i-1].Year == year.Year {
			return Calendar{}, &DataError{Reason: BadYear, Year: year.Year, Index: -1}
		}
		if err := year.validate(); err != nil {
			return Calendar{}, err
		}
		if len(year.Days) > 0 {
			c.known[year.Year] = true
		}
		for _, day := range year.Days {
			c.special[day.Date] = day
		}
	}
	return c, nil
}

// Knows reports whether the calendar has the year's notice. Days of other
// years are judged by weekends alone. The notice of a known year still leaves
// its last days of December open to the next one.
func (c Calendar) Knows(year int) bool { return c.known[year] }

// Special is the notice's entry for the day, if there is one: a holiday, or a
// weekend day that is worked.
func (c Calendar) Special(d period.Date) (Day, bool) {
	day, ok := c.special[d]
	return day, ok
}

// IsWorkday reports whether the day is worked.
func (c Calendar) IsWorkday(d period.Date) bool {
	if day, ok := c.special[d]; ok {
		return !day.IsOffDay
	}
	return !isWeekend(d)
}

// Count is a number of working days.
type Count struct {
	Days int
	// Gaps are the years without data that were counted by weekends alone,
	// in order.
	Gaps []int
}

// Provisional reports whether the count will change when data come in.
func (n Count) Provisional() bool { return len(n.Gaps) > 0 }

// CountWorkdays counts the working days of a year.
func (c Calendar) CountWorkdays(year int) Count {
	first := period.Date{Year: year, Month: 1, Day: 1}
	last := period.Date{Year: year, Month: 12, Day: 31}
	return Count{Days: c.count(first, last), Gaps: c.gaps(first, last)}
}

// WorkdaysBetween counts the working days after from, up to and including to.
// When to lies before from the result is negative and counts the working days
// from to up to, but not including, from. It is the inverse of AddWorkdays.
func (c Calendar) WorkdaysBetween(from, to period.Date) Count {
	if to.Before(from) {
		last := from.AddDays(-1)
		return Count{Days: -c.count(to, last), Gaps: c.gaps(to, last)}
	}
	if to == from {
		return Count{}
	}
	first := from.AddDays(1)
	return Count{Days: c.count(first, to), Gaps: c.gaps(first, to)}
}

// count counts the working days from first to last, both included.
func (c Calendar) count(first, last period.Date) int {
	n := 0
	for d := first; !d.After(last); d = d.AddDays(1) {
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}

// gaps lists the years without data from first to last.
func (c Calendar) gaps(first, last period.Date) []int {
	var gaps []int
	for year := first.Year; year <= last.Year; year++ {
		if !c.known[year] {
			gaps = append(gaps, year)
		}
	}
	return gaps
}
