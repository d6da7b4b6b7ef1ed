package say

import (
	"context"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// Excess says by how much a unit is above its caps.
func Excess(ctx context.Context, all []collect.Excess) string {
	words := ""
	for i, e := range all {
		if i > 0 {
			words += ui.T(ctx, "ui.comma")
		}
		words += ui.T(ctx, "burden.over", "over", Measure(ctx, e.Cap.Measure, e.Over))
	}
	return words
}

// Measure is a number of forms, cells or minutes.
func Measure(ctx context.Context, m collect.Measure, n int) string {
	return ui.T(ctx, "burden.n."+string(m), "n", n)
}
