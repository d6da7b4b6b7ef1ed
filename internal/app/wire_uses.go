package app

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/web/indicator"
)

// uses joins the works that quote indicators: tasks that are measured by one, and
// issued documents that cite it.
type uses struct{ app *App }

// UsesOf implements indicator.Uses.
func (u uses) UsesOf(ctx context.Context, by access.Actor, code string) ([]indicator.Use, error) {
	var out []indicator.Use
	if !access.Scope(by, access.Read, access.Task).Empty() {
		board, err := u.app.Plan.Board(ctx, by, calendar.Today(u.app.config.Now()).Year)
		if err != nil {
			return nil, err
		}
		for _, row := range board.Rows {
			if row.Target != nil && row.Target.Indicator == code {
				out = append(out, indicator.Use{Words: row.No + " " + row.Title, Href: "/plan/tasks/" + row.ID})
			}
		}
	}
	issued, err := u.app.Drafts.UsesOf(ctx, by, code)
	if err != nil {
		return nil, err
	}
	for _, i := range issued {
		out = append(out, indicator.Use{Words: i.Title, Href: "/issues/" + i.Issue})
	}
	return out, nil
}
