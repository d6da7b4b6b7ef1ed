package desk

import (
	"context"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect/levels"
)

// aboveRows are what the bureau above asks and the post has to issue, to collect or
// to hand up.
func aboveRows(ctx context.Context, all []levels.AskedAbove, d dating) []dueRow {
	var rows []dueRow
	for _, a := range all {
		if a.ToSign() {
			continue
		}
		deadline := a.Period.Above.Deadline()
		colour, words := dueLight(ctx, d, deadline)
		if a.Period.Standing == levels.BackAbove && colour == ui.Green {
			colour = ui.Amber
		}
		href := aboveHref(a)
		rows = append(rows, dueRow{day: deadline, OwedRow: ui.OwedRow{
			Light: colour, Words: words, What: aboveWhat(ctx, a), Href: href,
			Hint: ui.T(ctx, "desk.above.hint", "from", a.Mandate.FromName, "standing", aboveStanding(ctx, a)), Due: ui.Lang(ctx).Date(deadline.Time()),
			Act: ui.BtnView{Words: aboveAct(ctx, a), Href: href},
		}})
	}
	return rows
}

// signRows are what was handed up and waits for the post's signature.
func signRows(ctx context.Context, all []levels.AskedAbove) []ui.OwedRow {
	var rows []ui.OwedRow
	for _, a := range all {
		if !a.ToSign() {
			continue
		}
		href := aboveHref(a)
		rows = append(rows, ui.OwedRow{
			What: aboveWhat(ctx, a), Hint: ui.T(ctx, "desk.above.sign", "from", a.Mandate.FromName), Href: href,
			Act: ui.BtnView{Words: ui.T(ctx, "desk.act.sign"), Href: href},
		})
	}
	return rows
}

func aboveWhat(ctx context.Context, a levels.AskedAbove) string {
	return ui.T(ctx, "desk.return.what", "title", a.Mandate.Title, "period", a.Period.Period.Text().In(ui.Lang(ctx)))
}

func aboveStanding(ctx context.Context, a levels.AskedAbove) string {
	own := a.Period.Own
	return ui.T(ctx, "mandate.standing."+string(a.Period.Standing), "done", own.Reviewed+own.Locked, "total", own.Total())
}

// aboveHref leads to where the act is: the mandate until it is issued, then the period.
func aboveHref(a levels.AskedAbove) string {
	switch a.Period.Standing {
	case levels.NotIssued, levels.NotAsked:
		return levels.MandateLink(a.Mandate.ID)
	}
	return levels.MandatePeriodLink(a.Mandate.ID, a.Period.Period)
}

func aboveAct(ctx context.Context, a levels.AskedAbove) string {
	switch a.Period.Standing {
	case levels.NotIssued:
		return ui.T(ctx, "mandate.issue")
	case levels.ToHandUp:
		return ui.T(ctx, "mandate.handup")
	}
	return ui.T(ctx, "desk.act.open")
}
