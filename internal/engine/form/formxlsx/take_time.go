package formxlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// secondsOfDay is what a whole day is, of which Excel keeps times as parts.
const secondsOfDay = 24 * 60 * 60

// timeOfDay reads a time that Excel keeps as part of a day. Other numbers, such as 930, are passed on as they were
// typed.
func timeOfDay(d decimal.Decimal, shown format) taken {
	part := d.Sub(d.Floor())
	if d.IsNegative() || (part.IsZero() && !d.IsZero()) || (shown == formatPlain && d.GreaterThanOrEqual(decimal.New(1, 0))) {
		return taken{text: d.String()}
	}
	seconds := part.Mul(decimal.New(secondsOfDay, 0)).Round(0).IntPart() % secondsOfDay
	text := fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf(":%02d", seconds%60) // refused by the type, which keeps minutes
	}
	return taken{text: text}
}

// periodOf reads a period of which Excel has made a date: 2026年9月 becomes the first of September. Of a week, a school
// year or a term the day does not tell what was typed; it is passed on as a day.
func (w *workbook) periodOf(f *form.Field, d decimal.Decimal) taken {
	day := w.day(d, formatDate)
	date, err := period.ParseDate(day.text)
	if err != nil {
		return day
	}
	switch kind := period.Kind(f.Of); kind {
	case period.Year, period.Half, period.Quarter, period.Month:
		if p, err := period.Of(kind, date, nil); err == nil {
			return taken{text: p.String()}
		}
	}
	return day
}
