package collect

import (
	"context"

	"nianlun/internal/engine/period"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// nothingLine is a return without figures and why it has none.
type nothingLine struct{ Unit, Period, Href, Words, Reason string }

func nothingLines(ctx context.Context, all []collect.Nothing) []nothingLine {
	lines := make([]nothingLine, len(all))
	for i, said := range all {
		lines[i] = nothingLine{Unit: said.Unit, Period: said.Period, Href: collect.Link(said.Return), Words: say.State(ctx, said.State), Reason: said.Reason}
		if p, err := period.Parse(said.Period); err == nil {
			lines[i].Period = say.Period(ctx, p)
		}
		if said.Reason == "" {
			lines[i].Reason = ui.T(ctx, "collect.nil.unsaid")
		}
	}
	return lines
}
