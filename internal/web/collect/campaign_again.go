package collect

import (
	"context"
	"strings"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// againLine is a field that was asked although it was held already.
type againLine struct{ Name, Held, Reason string }

func againLines(ctx context.Context, all []collect.AskedAgain) []againLine {
	lines := make([]againLine, len(all))
	for i, a := range all {
		var held []string
		for _, h := range a.Held {
			held = append(held, ui.T(ctx, "collect.again."+string(h.From), "title", h.Title, "name", h.Name))
		}
		lines[i] = againLine{Name: a.Name, Held: strings.Join(held, ui.T(ctx, "ui.comma")), Reason: a.Reason}
	}
	return lines
}
