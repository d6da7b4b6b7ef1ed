package workdays

import (
	"time"

	"nianlun/internal/engine/period"
)

// Deadline is the last day of a term.
type Deadline struct {
	Date period.Date
	// Gaps are the years without data that the term was counted through, in
	// order. The date may move when their notices come in.
	Gaps []int
}

// Provisional reports whether the date may move when data come in.
func (d Deadline) Provisional() bool { return len(d.Gaps) > 0 }

// Roll says what happens to a term that ends on a day off.
type Roll bool

const (
	// Stay leaves the term as it is counted. Laws may say so (民法典 art. 204).
	Stay Roll = false
	// Forward moves the end to the next working day (民法典 art. 203).
	Forward Roll = true
)

// AddWorkdays is the n-th working day after start; start itself does not count
// (民法典 art. 201). A negative n counts back in the same way. A term of 0 days
// ends on start, worked or not. The cost grows with n, about 0.1 µs a day.
func (c Calendar) AddWorkdays(start period.Date, n int) Deadline {
	step, left := 1, n
	if n < 0 {
		step, left = -1, -n
	}
	end := start
	for left > 0 {
		end = end.AddDays(step)
		if c.IsWorkday(end) {
			left--
		}
	}
	return Deadline{Date: end, Gaps: c.gapsOfTerm(start, end)}
}

// AddDays is the n-th calendar day after start, which itself does not count,
// moved on as roll says.
func (c Calendar) AddDays(start period.Date, n int, roll Roll) Deadline {
	return c.rolled(start.AddDays(n), roll)
}

// AddMonths is the day with start's number n months on, or the last day of
// that month when it is shorter (民法典 art. 202), moved on as roll says. Years
// are twelve months.
func (c Calendar) AddMonths(start period.Date, n int, roll Roll) Deadline {
	first := time.Date(start.Year, start.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	length := first.AddDate(0, 1, -1).Day()
	end := period.Date{Year: first.Year(), Month: first.Month(), Day: min(start.Day, length)}
	return c.rolled(end, roll)
}

// OnOrAfter is the day itself when it is worked, else the next working day.
func (c Calendar) OnOrAfter(d period.Date) Deadline {
	end := d
	for !c.IsWorkday(end) {
		end = end.AddDays(1)
	}
	return Deadline{Date: end, Gaps: c.gaps(d, end)}
}

func (c Calendar) rolled(end period.Date, roll Roll) Deadline {
	if roll == Stay {
		return Deadline{Date: end}
	}
	return c.OnOrAfter(end)
}

// gapsOfTerm leaves out the start, which does not count.
func (c Calendar) gapsOfTerm(start, end period.Date) []int {
	switch {
	case end.After(start):
		return c.gaps(start.AddDays(1), end)
	case end.Before(start):
		return c.gaps(end, start.AddDays(-1))
	}
	return nil
}
