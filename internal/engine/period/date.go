// Package period owns civil dates and the periods that returns are filed for: calendar year,
// half, quarter, month and week, school year and term, each with an id as text.
//
// It never reads a clock and knows no time zone, holidays or working days; those belong to the calendar
// of a bureau.
package period

import (
	"errors"
	"fmt"
	"time"
)

// Date is a day of the civil calendar, without a time of day and without a time zone.
// The zero Date is no day at all.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ErrBadDate says that a text is not a day of the calendar in the form 2006-01-02.
var ErrBadDate = errors.New("period: not a date of the form YYYY-MM-DD")

// NewDate returns the day, or ErrBadDate when the calendar has no such day (30 February).
func NewDate(year int, month time.Month, day int) (Date, error) {
	d := Date{Year: year, Month: month, Day: day}
	if year < 1 || year > 9999 || DateOf(d.Time()) != d {
		return Date{}, ErrBadDate
	}
	return d, nil
}

// ParseDate reads the form 2006-01-02 and nothing else.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse("2006-01-02", text)
	if err != nil || t.Year() < 1 {
		return Date{}, ErrBadDate
	}
	return DateOf(t), nil
}

// DateOf is the day that t shows in its own location. Convert t to the bureau's location first.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// Time is midnight UTC at the start of the day.
func (d Date) Time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// String is the form 2006-01-02; the zero Date is the empty text.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText makes a Date travel as 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// AddDays moves by n days, back when n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Compare is -1, 0 or 1 as d lies before, on or after other.
func (d Date) Compare(other Date) int { return d.Time().Compare(other.Time()) }

// Before reports whether d lies before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d lies after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// DaysSince counts the days from other to d; negative when d lies before other.
// It counts over the whole calendar: a time.Duration ends after 292 years.
func (d Date) DaysSince(other Date) int {
	const day = 24 * 60 * 60 // seconds; midnights in UTC are as far apart as days are
	return int((d.Time().Unix() - other.Time().Unix()) / day)
}
