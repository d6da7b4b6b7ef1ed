package document

import (
	"context"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
)

// place is the zone in which papers are dated.
var place = calendar.Zone

func issueWhy(ctx context.Context, v checkView) string {
	if v.Blocked {
		return ui.T(ctx, "draft.check.blocked")
	}
	return ""
}

// periodWords names the period of a figure; an id that is none is shown as it is.
func periodWords(ctx context.Context, id string) string {
	p, err := period.Parse(id)
	if err != nil {
		return id
	}
	return p.Text().In(ui.Lang(ctx))
}
