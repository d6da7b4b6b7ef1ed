package document

import (
	"context"
	"time"

	"nianlun/internal/web/ui"
)

// place is the zone in which papers are dated.
var place = time.FixedZone("CST", 8*60*60)

func issueWhy(ctx context.Context, v checkView) string {
	if v.Blocked {
		return ui.T(ctx, "draft.check.blocked")
	}
	return ""
}
