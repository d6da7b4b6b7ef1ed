package calendar

import (
	"errors"
	"slices"
	"strconv"

	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
)

func yearText(year int) string { return strconv.Itoa(year) }

// merged puts the bureau's own years in the place of those that come along.
func merged(defaults, own []workdays.Year) []workdays.Year {
	years := slices.Clone(own)
	for _, d := range defaults {
		if !slices.ContainsFunc(own, func(o workdays.Year) bool { return o.Year == d.Year }) {
			years = append(years, d)
		}
	}
	slices.SortFunc(years, func(a, b workdays.Year) int { return a.Year - b.Year })
	return years
}

// replaced is a year's days with one of them changed, added or, without a name, gone.
func replaced(days []workdays.Day, day workdays.Day) []workdays.Day {
	rest := slices.DeleteFunc(slices.Clone(days), func(d workdays.Day) bool { return d.Date == day.Date })
	if day.Name != "" {
		rest = append(rest, day)
	}
	slices.SortFunc(rest, func(a, b workdays.Day) int { return a.Date.Compare(b.Date) })
	return rest
}

// wrong turns what is wrong with a year into a fault that names the day.
func wrong(err error) error {
	var data *workdays.DataError
	if !errors.As(err, &data) {
		return err
	}
	path := "year"
	if data.Index >= 0 {
		path = data.Date.String()
	}
	return fault.Wrap(err, fault.Invalid, "calendar.year", "year", data.Year).
		With(path, "fault.calendar.reason."+string(data.Reason), "day", data.Date.String())
}
