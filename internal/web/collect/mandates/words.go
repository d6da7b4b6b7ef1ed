package mandates

import (
	"context"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// mandatesPath is the list of what the bureau above asks.
const mandatesPath = "/collect/mandates"

// standingWords say how far a period is.
func standingWords(ctx context.Context, p levels.MandatePeriod) string {
	if p.Standing == levels.Collecting {
		return ui.T(ctx, "mandate.standing.asked", "done", p.Own.Reviewed+p.Own.Locked, "total", p.Own.Total())
	}
	if p.Standing == levels.HandedUp && (p.Above.Awaits == collect.AwaitsChecker || p.Above.Awaits == collect.AwaitsChief) {
		return ui.T(ctx, "mandate.standing.signing") // handed in, but not above before the own signatures are whole
	}
	return ui.T(ctx, "mandate.standing."+string(p.Standing))
}

// standingLight is red when the day above has passed, else how much time is left
// while it is the bureau's turn, else the state above.
func standingLight(ctx context.Context, p levels.MandatePeriod, today period.Date) (ui.Colour, string) {
	switch {
	case p.Standing == levels.Settled:
		return ui.Blue, standingWords(ctx, p)
	case p.Standing == levels.NotWanted:
		return ui.Grey, standingWords(ctx, p)
	case !p.Standing.Acts():
		return ui.Green, standingWords(ctx, p)
	case p.Late(today):
		return ui.Red, ui.T(ctx, "collect.light.late", "days", -p.Above.DaysLeft(today))
	case p.Above.InGrace(today):
		return ui.Amber, ui.T(ctx, "collect.light.grace", "days", p.Above.LateAfter().DaysSince(today))
	}
	return say.TimeLeft(ctx, p.Above.DaysLeft(today), p.Near || p.Standing == levels.BackAbove)
}

// askedRow is a line of what the bureau above asks, with the act that comes next.
func askedRow(ctx context.Context, a levels.AskedAbove) ui.OwedRow {
	href := levels.MandateLink(a.Mandate.ID)
	what := a.Mandate.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, a.Period.Period)
	hint := a.Mandate.FromName + ui.T(ctx, "ui.comma") + standingWords(ctx, a.Period)
	act := ui.T(ctx, "collect.look")
	switch a.Period.Standing {
	case levels.NotIssued:
		act = ui.T(ctx, "mandate.issue")
		if a.Periods > 1 {
			what = a.Mandate.Title + ui.T(ctx, "ui.comma") + ui.T(ctx, "mandate.periods", "first", say.Period(ctx, a.Period.Period), "n", a.Periods)
		}
	case levels.NotAsked:
		act = ui.T(ctx, "mandate.accept.look")
	case levels.NotWanted:
	case levels.ToHandUp:
		href, act = levels.MandatePeriodLink(a.Mandate.ID, a.Period.Period), ui.T(ctx, "mandate.handup")
	case levels.Collecting, levels.HandedUp, levels.BackAbove, levels.Approved, levels.Settled:
		href = levels.MandatePeriodLink(a.Mandate.ID, a.Period.Period)
	}
	if a.Changed {
		hint += ui.T(ctx, "ui.comma") + ui.T(ctx, "mandate.changed")
	}
	light, words := standingLight(ctx, a.Period, a.Today)
	return ui.OwedRow{Light: light, Words: words, What: what, Href: href, Hint: hint, Due: say.Day(ctx, a.Period.Above.Deadline(), a.Today.Year), Act: ui.BtnView{Words: act, Href: href}}
}

// Asked are the lines of what the bureau above asks and that are not over, for the
// home page of returns; none for whoever may not see the bureau's campaigns.
func (p Pages) Asked(ctx context.Context) ([]ui.OwedRow, error) {
	all, err := p.Levels.AskedAboves(ctx, door.By(ctx), false)
	return askedRows(ctx, all), err
}

func askedRows(ctx context.Context, all []levels.AskedAbove) []ui.OwedRow {
	rows := make([]ui.OwedRow, len(all))
	for i, a := range all {
		rows[i] = askedRow(ctx, a)
	}
	return rows
}

// mandateCrumbs lead from the list to a mandate and, with more words, beyond it.
func mandateCrumbs(ctx context.Context, m levels.Mandate, more ...string) []ui.Crumb {
	crumbs := []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "mandate.title"), Href: mandatesPath}}
	if len(more) == 0 {
		return append(crumbs, ui.Crumb{Words: m.FromName})
	}
	crumbs = append(crumbs, ui.Crumb{Words: m.Title, Href: levels.MandateLink(m.ID)})
	for _, words := range more {
		crumbs = append(crumbs, ui.Crumb{Words: words})
	}
	return crumbs
}
