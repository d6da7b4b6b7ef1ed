package terms

import (
	"context"

	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// AboveView are the units that a campaign takes above a cap, and the tick that
// accepts it.
type AboveView struct {
	Lines  []string
	More   string
	Error  string
	Accept ui.CheckView
}

// aboveShown is how many units are named; the burden page has them all.
const aboveShown = 20

// AboveOf is what a campaign that was refused for caps has to be accepted with; nil
// when it goes above none.
func AboveOf(ctx context.Context, in Input, wrong error) *AboveView {
	return AboveLines(ctx, collect.AboveOf(wrong), in.AboveCap, ui.ErrorsOf(ctx, wrong))
}

// AboveLines names the units that are above a cap, with the tick that accepts it; nil
// when there is nothing to accept.
func AboveLines(ctx context.Context, units []collect.Above, accepted bool, errs ui.Errors) *AboveView {
	if len(units) == 0 && !accepted {
		return nil
	}
	view := &AboveView{
		Error:  errs.For("above"),
		Accept: ui.CheckView{Name: "above", Value: "yes", Words: ui.T(ctx, "burden.new.accept"), Checked: accepted},
	}
	for _, u := range units[:min(len(units), aboveShown)] {
		view.Lines = append(view.Lines, ui.T(ctx, "burden.new.line", "unit", u.Unit.Label(), "year", u.Year, "over", say.Excess(ctx, u.Excess)))
	}
	if more := len(units) - aboveShown; more > 0 {
		view.More = ui.T(ctx, "burden.new.more", "n", more)
	}
	return view
}
