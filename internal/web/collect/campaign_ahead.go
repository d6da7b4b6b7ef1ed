package collect

import (
	"context"
	"strings"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/collect/terms"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// aheadWords are the days of a campaign's periods, a line each, and what they rest
// on for now.
func aheadWords(ctx context.Context, ahead []collect.PeriodDays) (lines, warnings []string) {
	usual, gaps := false, false
	for _, a := range ahead {
		key := "collect.ahead.line"
		if !a.Grace.IsZero() {
			key = "collect.ahead.grace"
		}
		lines = append(lines, ui.T(ctx, key, "period", a.Period.Text(), "opens", fullDay(ctx, a.Opens), "due", fullDay(ctx, a.Due), "grace", fullDay(ctx, a.Grace)))
		usual, gaps = usual || a.Usual, gaps || a.Gaps
	}
	if usual {
		warnings = append(warnings, ui.T(ctx, "collect.ahead.usual"))
	}
	if gaps {
		warnings = append(warnings, ui.T(ctx, "collect.ahead.gaps"))
	}
	return lines, warnings
}

// schoolWords names the terms of a school year with their days; "" where no form
// goes by terms.
func schoolWords(ctx context.Context, choices collect.Choices, year int) string {
	byTerm := false
	for _, f := range choices.Forms {
		byTerm = byTerm || f.Definition.Period == period.Term
	}
	if !byTerm {
		return ""
	}
	in := terms.Input{Year: year}
	var spans []string
	for _, p := range in.Periods(period.Term, choices.School) {
		spans = append(spans, ui.T(ctx, "terms.span", "term", p.Short(), "first", fullDay(ctx, p.Start(choices.School)), "last", fullDay(ctx, p.End(choices.School))))
	}
	if len(spans) == 0 {
		return ""
	}
	whole := in.Periods(period.SchoolYear, choices.School)
	return ui.T(ctx, "collect.school.terms", "year", whole[0].Text(), "terms", strings.Join(spans, ui.T(ctx, "collect.school.terms.between")))
}

func fullDay(ctx context.Context, day period.Date) string {
	if day.IsZero() {
		return ""
	}
	return ui.Lang(ctx).FullDate(day.Time())
}
