package say

import (
	"context"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// Spread is the bar of a period, from what is settled to what needs eyes.
func Spread(ctx context.Context, n collect.Count) []ui.SpreadPart {
	return []ui.SpreadPart{
		{Count: n.Locked, Colour: ui.Green, Words: State(ctx, collect.Locked)},
		{Count: n.Reviewed, Colour: ui.Green, Pale: 1, Words: State(ctx, collect.Reviewed)},
		{Count: n.Submitted, Colour: ui.Green, Pale: 2, Words: State(ctx, collect.Submitted)},
		{Count: n.Draft, Colour: ui.Grey, Words: State(ctx, collect.Draft)},
		{Count: n.Owed, Colour: ui.Grey, Pale: 1, Words: State(ctx, collect.Owed)},
		{Count: n.Back, Colour: ui.Amber, Words: State(ctx, collect.Back)},
		{Count: n.Late, Colour: ui.Red, Words: ui.T(ctx, "collect.late")},
	}
}
