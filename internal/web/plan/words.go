package plan

import (
	"context"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

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

// lastWords writes the day of a report: today, or its date.
func lastWords(ctx context.Context, at time.Time, today period.Date) string {
	day := calendar.Today(at)
	if day == today {
		return ui.T(ctx, "plan.today")
	}
	return dayWords(ctx, day, today.Year)
}

// clockWords writes a moment: with its time in the same year, as a full date before.
func clockWords(ctx context.Context, at time.Time, today period.Date) string {
	local := at.In(calendar.Zone)
	if local.Year() != today.Year {
		return ui.Lang(ctx).FullDate(local)
	}
	return ui.Lang(ctx).Clock(local)
}

// amount writes a number with its unit: 57.8%, 60 套.
func amount(value decimal.Decimal, unit string) string {
	text := i18n.Group(value.String())
	if unit == "" || unit == "%" || unit == "‰" {
		return text + unit
	}
	return text + " " + unit
}

// targetWords writes what is promised; "at least" goes without saying.
func targetWords(t *plan.Target) string {
	if t == nil {
		return ""
	}
	if t.Op == plan.AtMost {
		return string(t.Op) + " " + amount(t.Value, t.Unit)
	}
	return amount(t.Value, t.Unit)
}

// figureOf is a reading as the figure that opens its sources.
func figureOf(r *plan.Reading) ui.FigureView {
	return ui.FigureView{Number: i18n.Group(r.Value.String()), Unit: r.Unit, State: ui.FigureState(r.State), Href: r.Href}
}

func colour(c plan.Colour) ui.Colour { return ui.Colour(c) }

func word(ctx context.Context, light plan.Light) string { return light.Word.In(ui.Lang(ctx)) }

func why(ctx context.Context, light plan.Light) string { return light.Why.In(ui.Lang(ctx)) }

// lightWords names a colour by itself, for filters and legends.
func lightWords(ctx context.Context, c plan.Colour) string {
	switch c {
	case plan.Red:
		return ui.T(ctx, "plan.lights.red")
	case plan.Amber:
		return ui.T(ctx, "plan.lights.amber")
	case plan.Green:
		return ui.T(ctx, "plan.lights.green")
	case plan.Grey:
		return ui.T(ctx, "plan.lights.grey")
	default:
		return ui.T(ctx, "plan.lights.blue")
	}
}

// themeWords is a theme with its number: 一、普惠与均衡.
func themeWords(ctx context.Context, no, title string) string {
	if no == "" {
		return title
	}
	return ui.T(ctx, "plan.theme", "no", no, "title", title)
}

// joined writes names one after the other in the reader's manner.
func joined(ctx context.Context, names []string) string {
	return strings.Join(names, ui.T(ctx, "plan.and"))
}

func unitNames(ids []string, units map[string]string) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, units[id])
	}
	return names
}

func monthWords(ctx context.Context) (words [12]string) {
	for i := range words {
		words[i] = ui.T(ctx, monthKeys[i])
	}
	return words
}

var monthKeys = [12]string{
	"plan.month.01", "plan.month.02", "plan.month.03", "plan.month.04", "plan.month.05", "plan.month.06",
	"plan.month.07", "plan.month.08", "plan.month.09", "plan.month.10", "plan.month.11", "plan.month.12",
}
