package workdays

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"nianlun/internal/engine/period"
)

// Year is one year's notice: the days on which the rule of the week (Monday to
// Friday are worked) does not hold. The JSON form is that of the public
// holiday-cn files, which can be imported as they are.
type Year struct {
	Year int `json:"year"`
	// Papers names the notices: their numbers or addresses.
	Papers []string `json:"papers"`
	// Days may reach into the December before the year. A year that is not
	// yet announced has none.
	Days []Day `json:"days"`
}

// Day is a day off, or a weekend day that is worked in its stead.
type Day struct {
	// Name is the holiday that the day belongs to.
	Name     string      `json:"name"`
	Date     period.Date `json:"date"`
	IsOffDay bool        `json:"isOffDay"`
}

// Reason is a stable code for what is wrong with a year's data.
type Reason string

// What can be wrong with a year's data.
const (
	BadSyntax  Reason = "syntax"    // not JSON of this form
	BadYear    Reason = "year"      // year missing, out of range or given twice
	BadDate    Reason = "date"      // day outside the year and the December before it
	BadFlag    Reason = "flag"      // isOffDay missing
	NoName     Reason = "name"      // day without a name
	Duplicate  Reason = "duplicate" // day listed twice
	NotWeekend Reason = "weekday"   // worked day that is no weekend day
)

// DataError says what is wrong with a year's data, and where.
type DataError struct {
	Reason Reason
	Year   int
	// Index is the place in Days, from 0; -1 when the error is not in a day.
	Index int
	Date  period.Date
	// Cause is the parser's error for BadSyntax.
	Cause error
}

func (e *DataError) Error() string {
	where := fmt.Sprintf("workdays: year %d", e.Year)
	if e.Index >= 0 {
		where += fmt.Sprintf(", day %d (%s)", e.Index, e.Date)
	}
	if e.Cause != nil {
		return fmt.Sprintf("%s: %s: %v", where, e.Reason, e.Cause)
	}
	return fmt.Sprintf("%s: %s", where, e.Reason)
}

func (e *DataError) Unwrap() error { return e.Cause }

// yearFile is the JSON form. Unknown names are refused, so that a misspelt one
// does not silently turn a holiday into a working day.
type yearFile struct {
	Schema string    `json:"$schema"`
	ID     string    `json:"$id"`
	Year   int       `json:"year"`
	Papers []string  `json:"papers"`
	Days   []dayFile `json:"days"`
}

type dayFile struct {
	Name     string      `json:"name"`
	Date     period.Date `json:"date"`
	IsOffDay *bool       `json:"isOffDay"`
}

// ParseYear reads one year's data. Errors are *DataError.
func ParseYear(text []byte) (Year, error) {
	var file yearFile
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return Year{}, &DataError{Reason: BadSyntax, Index: -1, Cause: err}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Year{}, &DataError{Reason: BadSyntax, Year: file.Year, Index: -1, Cause: errTrailing}
	}
	year := Year{Year: file.Year, Papers: file.Papers}
	for i, day := range file.Days {
		if day.IsOffDay == nil {
			return Year{}, &DataError{Reason: BadFlag, Year: file.Year, Index: i, Date: day.Date}
		}
		year.Days = append(year.Days, Day{Name: day.Name, Date: day.Date, IsOffDay: *day.IsOffDay})
	}
	if err := year.validate(); err != nil {
		return Year{}, err
	}
	return year, nil
}

var errTrailing = errors.New("text after the end of the data")

// validate returns a *DataError or nil.
func (y Year) validate() error {
	if y.Year < 1949 || y.Year > 9998 {
		return &DataError{Reason: BadYear, Year: y.Year, Index: -1}
	}
	seen := make(map[period.Date]bool, len(y.Days))
	for i, day := range y.Days {
		if reason := y.wrong(day, seen); reason != "" {
			return &DataError{Reason: reason, Year: y.Year, Index: i, Date: day.Date}
		}
		seen[day.Date] = true
	}
	return nil
}

func (y Year) wrong(day Day, seen map[period.Date]bool) Reason {
	lastDecember := day.Date.Year == y.Year-1 && day.Date.Month == time.December
	switch {
	case day.Date.Year != y.Year && !lastDecember:
		return BadDate
	case day.Name == "":
		return NoName
	case seen[day.Date]:
		return Duplicate
	case !day.IsOffDay && !isWeekend(day.Date):
		return NotWeekend
	}
	return ""
}

func isWeekend(d period.Date) bool {
	weekday := d.Time().Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}
