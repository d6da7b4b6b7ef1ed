package terms

import (
	"context"

	"nianlun/internal/base/org"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// shortLines say of each unit with too few people for the signatures what it lacks.
func shortLines(ctx context.Context, short []collect.ShortUnit) []string {
	lines := make([]string, len(short))
	for i, u := range short {
		lines[i] = ui.T(ctx, "collect.short."+string(u.Lacks), "unit", u.Unit.Label(), "heads", u.Heads, "n", u.By)
	}
	return lines
}

// ShortWords say after a campaign was opened which units have too few people to sign; ""
// for none.
func ShortWords(ctx context.Context, short []collect.ShortUnit) string {
	if len(short) == 0 {
		return ""
	}
	units := make([]org.Unit, len(short))
	for i, u := range short {
		units[i] = u.Unit
	}
	return ui.T(ctx, "collect.short.opened", "n", len(short), "names", say.Units(ctx, units))
}
