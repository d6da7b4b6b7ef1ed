package say

import (
	"context"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/web/ui"
)

// namesShown is how many units a sentence names before it only counts them.
const namesShown = 12

// Units names units, the first dozen of them.
func Units(ctx context.Context, units []org.Unit) string {
	var names []string
	for _, u := range units[:min(len(units), namesShown)] {
		names = append(names, u.Label())
	}
	text := strings.Join(names, ui.T(ctx, "ui.comma"))
	if len(units) > namesShown {
		text += ui.T(ctx, "collect.units.more")
	}
	return text
}
