package period

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Kind names how long a period is.
type Kind string

// The kinds of periods and the form of their ids.
const (
	Year       Kind = "year"        // 2026
	Half       Kind = "half"        // 2026-H1
	Quarter    Kind = "quarter"     // 2026-Q3
	Month      Kind = "month"       // 2026-09
	Week       Kind = "week"        // 2026-W36, ISO 8601
	SchoolYear Kind = "school-year" // 2025-2026, 1 September to 31 August
	Term       Kind = "term"        // 2025-2026-T1
)

// Kinds lists every kind, the longest calendar kind first.
func Kinds() []Kind { return []Kind{Year, Half, Quarter, Month, Week, SchoolYear, Term} }

// Known reports whether k is one of the kinds above.
func (k Kind) Known() bool {
	for _, kind := range Kinds() {
		if k == kind {
			return true
		}
	}
	return false
}

// ErrBadPeriod says that a text is not the id of a period, or that a kind is unknown.
var ErrBadPeriod = errors.New("period: not a period id")

// The school year (学年) of the statistics of education runs from 1 September to 31 August.
const schoolYearStart = time.September

// Period is one period of a kind. It is comparable and can be a map key. The zero Period is none.
type Period struct {
	kind Kind
	year int // the calendar year, the ISO year of a week, or the year in which a school year begins
	n    int // which half, quarter, month, week or term; 0 for years
}

// Kind of the period.
func (p Period) Kind() Kind { return p.kind }

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Year is the calendar year, the ISO year of a week, or the year in which a school year begins.
func (p Period) Year() int { return p.year }

// Number is which half, quarter, month, week or term of its year this is; 0 for years.
func (p Period) Number() int { return p.n }

// String is the id. Ids of one kind sort as their periods follow each other.
func (p Period) String() string {
	switch p.kind {
	case Year:
		return fmt.Sprintf("%04d", p.year)
	case Half:
		return fmt.Sprintf("%04d-H%d", p.year, p.n)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.year, p.n)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.year, p.n)
	case Week:
		return fmt.Sprintf("%04d-W%02d", p.year, p.n)
	case SchoolYear:
		return fmt.Sprintf("%04d-%04d", p.year, p.year+1)
	case Term:
		return fmt.Sprintf("%04d-%04d-T%d", p.year, p.year+1, p.n)
	}
	return ""
}

// MarshalText makes a Period travel as its id.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads an id.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

// Parse reads an id and tells its kind from its form. Only the exact form that String writes is read.
func Parse(id string) (Period, error) {
	p, ok := shape(id)
	if !ok || p.String() != id || !p.valid() {
		return Period{}, fmt.Errorf("%w: %q", ErrBadPeriod, id)
	}
	return p, nil
}

func shape(id string) (Period, bool) {
	parts := strings.Split(id, "-")
	year, err := strconv.Atoi(parts[0])
	if err != nil || len(parts[0]) != 4 {
		return Period{}, false
	}
	switch len(parts) {
	case 1:
		return Period{kind: Year, year: year}, true
	case 2:
		return secondPart(year, parts[1])
	case 3:
		n, err := strconv.Atoi(strings.TrimPrefix(parts[2], "T"))
		return Period{kind: Term, year: year, n: n}, err == nil
	}
	return Period{}, false
}

func secondPart(year int, text string) (Period, bool) {
	if len(text) == 4 {
		return Period{kind: SchoolYear, year: year}, true
	}
	kind := Month
	for prefix, k := range map[string]Kind{"H": Half, "Q": Quarter, "W": Week} {
		if rest, found := strings.CutPrefix(text, prefix); found {
			kind, text = k, rest
			break
		}
	}
	n, err := strconv.Atoi(text)
	return Period{kind: kind, year: year, n: n}, err == nil
}

func (p Period) valid() bool {
	if p.year < 1 || p.year > 9998 {
		return false
	}
	switch p.kind {
	case Year, SchoolYear:
		return p.n == 0
	case Half:
		return 1 <= p.n && p.n <= 2
	case Quarter:
		return 1 <= p.n && p.n <= 4
	case Month:
		return 1 <= p.n && p.n <= 12
	case Week:
		return 1 <= p.n && p.n <= weeksIn(p.year)
	case Term:
		return 1 <= p.n && p.n <= 9
	}
	return false
}

// weeksIn counts the ISO weeks of a year: 28 December always lies in the last one.
func weeksIn(year int) int {
	_, week := time.Date(year, time.December, 28, 0, 0, 0, 0, time.UTC).ISOWeek()
	return week
}

// Of is the period of the kind in which the day lies. A day of the holidays belongs to the term before it.
func Of(kind Kind, day Date, terms *Terms) (Period, error) {
	if day.IsZero() {
		return Period{}, ErrBadDate
	}
	month := int(day.Month)
	switch kind {
	case Year:
		return Period{kind: kind, year: day.Year}, nil
	case Half:
		return Period{kind: kind, year: day.Year, n: (month + 5) / 6}, nil
	case Quarter:
		return Period{kind: kind, year: day.Year, n: (month + 2) / 3}, nil
	case Month:
		return Period{kind: kind, year: day.Year, n: month}, nil
	case Week:
		year, week := day.Time().ISOWeek()
		return Period{kind: kind, year: year, n: week}, nil
	case SchoolYear:
		return Period{kind: kind, year: schoolYearOf(day)}, nil
	case Term:
		return terms.of(day), nil
	}
	return Period{}, fmt.Errorf("%w: kind %q", ErrBadPeriod, kind)
}

func schoolYearOf(day Date) int {
	if day.Month < schoolYearStart {
		return day.Year - 1
	}
	return day.Year
}
