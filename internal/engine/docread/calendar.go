package docread

import "time"

// MonthDay is a day of the year.
type MonthDay struct {
	Month time.Month
	Day   int
}

// SchoolCalendar gives the last days of the periods that documents of schools
// name without a date. Bureaus set their own terms each year, so these days are
// parameters of a reading.
type SchoolCalendar struct {
	SpringTerm    MonthDay // 春季学期, same year
	AutumnTerm    MonthDay // 秋季学期, in January or February of the next year
	SummerHoliday MonthDay // 暑期
	WinterHoliday MonthDay // 寒假
	Spring        MonthDay // 春季
	Autumn        MonthDay // 秋季
}

// DefaultSchoolCalendar is the usual school year of the mainland: terms end
// around the middle of July and in late January, lessons begin with March and
// September.
func DefaultSchoolCalendar() SchoolCalendar {
	return SchoolCalendar{
		SpringTerm:    MonthDay{time.July, 15},
		AutumnTerm:    MonthDay{time.January, 31},
		SummerHoliday: MonthDay{time.August, 31},
		WinterHoliday: MonthDay{time.February, 28},
		Spring:        MonthDay{time.May, 31},
		Autumn:        MonthDay{time.November, 30},
	}
}

func (o Options) calendar() SchoolCalendar {
	if o.Calendar != nil {
		return *o.Calendar
	}
	return DefaultSchoolCalendar()
}

// lastOfMonth returns the last day of a month.
func lastOfMonth(year int, m time.Month) int {
	return time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
