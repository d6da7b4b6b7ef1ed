package collect

import (
	"context"
	"strconv"
	"time"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// words gives texts in the reader's language, in the shape that forms take.
func words(ctx context.Context) form.T {
	return func(key string, args ...any) string { return ui.T(ctx, key, args...) }
}

// dayWords writes a day; its year only when it is another one. Empty for none.
func dayWords(ctx context.Context, day period.Date, year int) string {
	if day.IsZero() {
		return ""
	}
	if day.Year != year {
		return ui.Lang(ctx).FullDate(day.Time())
	}
	return ui.Lang(ctx).Date(day.Time())
}

// clockWords writes a moment in the country's time. Empty for none.
func clockWords(ctx context.Context, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return ui.Lang(ctx).Clock(at.In(calendar.Zone))
}

// periodWords names a period in full: 2026 年 9 月.
func periodWords(ctx context.Context, p period.Period) string { return p.Text().In(ui.Lang(ctx)) }

// periodShort names a period within its year: 9月.
func periodShort(ctx context.Context, p period.Period) string { return p.Short().In(ui.Lang(ctx)) }

// lightOf is the light of a return: a state that is over, or how much time is
// left until the deadline.
func lightOf(ctx context.Context, o collect.Obligation, today period.Date, near bool) (ui.Colour, string) {
	switch {
	case o.State == collect.Locked:
		return ui.Blue, stateWords(ctx, o.State)
	case o.State == collect.Exempt:
		return ui.Grey, stateWords(ctx, o.State)
	case !o.State.Open():
		return ui.Green, stateWords(ctx, o.State)
	case o.Late(today):
		return ui.Red, ui.T(ctx, "collect.light.late", "days", -o.DaysLeft(today))
	case o.InGrace(today):
		return ui.Amber, ui.T(ctx, "collect.light.grace", "days", o.LateAfter().DaysSince(today))
	case o.State == collect.Back:
		return ui.Amber, stateWords(ctx, o.State)
	}
	return dueLight(ctx, o.DaysLeft(today), near)
}

// dueLight says how many days are left.
func dueLight(ctx context.Context, days int, near bool) (ui.Colour, string) {
	colour := ui.Green
	if near {
		colour = ui.Amber
	}
	if days == 0 {
		return ui.Amber, ui.T(ctx, "collect.light.today")
	}
	return colour, ui.T(ctx, "collect.light.left", "days", days)
}

func stateWords(ctx context.Context, s collect.State) string {
	return ui.T(ctx, "collect.state."+string(s))
}

func itoa(n int) string { return strconv.Itoa(n) }
