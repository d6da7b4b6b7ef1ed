// Package say owns how the pages of returns speak: of days, moments, periods, states,
// and of the light that tells how a return stands.
//
// It never decides how something stands; it puts in words what the work has decided.
package say

import (
	"context"
	"time"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// T gives texts in the reader's language, in the shape that forms take.
func T(ctx context.Context) form.T {
	return func(key string, args ...any) string { return ui.T(ctx, key, args...) }
}

// Day writes a day; its year only when it is another one. Empty for none.
func Day(ctx context.Context, day period.Date, year int) string {
	if day.IsZero() {
		return ""
	}
	if day.Year != year {
		return ui.Lang(ctx).FullDate(day.Time())
	}
	return ui.Lang(ctx).Date(day.Time())
}

// Clock writes a moment in the country's time. Empty for none.
func Clock(ctx context.Context, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return ui.Lang(ctx).Clock(at.In(calendar.Zone))
}

// Period names a period in full: 2026 年 9 月.
func Period(ctx context.Context, p period.Period) string { return p.Text().In(ui.Lang(ctx)) }

// ShortPeriod names a period within its year: 9月.
func ShortPeriod(ctx context.Context, p period.Period) string { return p.Short().In(ui.Lang(ctx)) }

// Light is the light of a return: a state that is over, or how much time is
// left until the deadline.
func Light(ctx context.Context, o collect.Obligation, today period.Date, near bool) (ui.Colour, string) {
	switch {
	case o.State == collect.Locked:
		return ui.Blue, State(ctx, o.State)
	case o.State == collect.Exempt:
		return ui.Grey, State(ctx, o.State)
	case !o.State.Open():
		return ui.Green, State(ctx, o.State)
	case o.Late(today):
		return ui.Red, ui.T(ctx, "collect.light.late", "days", -o.DaysLeft(today))
	case o.InGrace(today):
		return ui.Amber, ui.T(ctx, "collect.light.grace", "days", o.LateAfter().DaysSince(today))
	case o.State == collect.Back:
		return ui.Amber, State(ctx, o.State)
	}
	return TimeLeft(ctx, o.DaysLeft(today), near)
}

// TimeLeft says how many days are left.
func TimeLeft(ctx context.Context, days int, near bool) (ui.Colour, string) {
	colour := ui.Green
	if near {
		colour = ui.Amber
	}
	if days == 0 {
		return ui.Amber, ui.T(ctx, "collect.light.today")
	}
	return colour, ui.T(ctx, "collect.light.left", "days", days)
}

// State is a return's state in words.
func State(ctx context.Context, s collect.State) string {
	return ui.T(ctx, "collect.state."+string(s))
}

// OrBlank says that a cell is empty.
func OrBlank(ctx context.Context, text string) string {
	if text == "" {
		return ui.T(ctx, "correction.blank")
	}
	return text
}
