package indicator

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// periodWords writes a period: 2026 年 9 月, Sep 2026.
func periodWords(ctx context.Context, p period.Period) string { return p.Text().In(ui.Lang(ctx)) }

// shortPeriod is a period within a year that is known: 9月, Sep.
func shortPeriod(ctx context.Context, p period.Period) string { return p.Short().In(ui.Lang(ctx)) }

// clock writes a moment on the bureau's clock.
func clock(ctx context.Context, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	local := at.In(calendar.Zone)
	return ui.Lang(ctx).FullDate(local) + local.Format(" 15:04")
}

// number writes a value with the definition's decimals; a dash for none.
func number(d indicator.Definition, v *decimal.Decimal) string {
	if v == nil {
		return "—"
	}
	return i18n.Group(d.Text(*v))
}

// operandText writes a value of an operand: as it was reported, or with the
// figure's decimals where the figure is nothing but this operand.
func operandText(d indicator.Definition, v decimal.Decimal) string {
	if len(d.Operands) == 1 {
		return number(d, &v)
	}
	return i18n.Group(v.String())
}

func stateColour(s indicator.State) ui.Colour {
	switch s {
	case indicator.Locked:
		return ui.Green
	case indicator.Reviewed:
		return ui.Blue
	default:
		return ui.Amber
	}
}

func stateWords(ctx context.Context, s indicator.State) string {
	switch s {
	case indicator.Locked:
		return ui.T(ctx, "indicator.state.locked")
	case indicator.Reviewed:
		return ui.T(ctx, "indicator.state.reviewed")
	default:
		return ui.T(ctx, "indicator.state.draft")
	}
}

// verdict says whether the target is reached; empty without one.
func verdict(ctx context.Context, f indicator.Figure) (colour ui.Colour, words string) {
	if f.Target == nil || f.Met == nil {
		return "", ""
	}
	goal := amount(f.Definition, f.Target)
	if *f.Met {
		return ui.Green, ui.T(ctx, "indicator.met", "goal", goal)
	}
	return ui.Red, ui.T(ctx, "indicator.unmet", "goal", goal)
}

// amount is a value with its unit: 57.8%, 1 人.
func amount(d indicator.Definition, v *decimal.Decimal) string {
	text := number(d, v)
	switch d.Unit {
	case "":
		return text
	case "%", "‰":
		return text + d.Unit
	default:
		return text + " " + d.Unit
	}
}

// figureHref is the page of a figure; unit, when given, is whose trail it shows,
// to the cell of an operand.
func figureHref(f indicator.Figure, unit string, operand int) string {
	href := hrefOf(f.Definition.Code, f.Period, f.Scope, unit)
	if operand > 0 {
		href += "&of=" + strconv.Itoa(operand)
	}
	return href
}

func hrefOf(code string, p period.Period, scope indicator.Scope, unit string) string {
	query := url.Values{}
	if scope != indicator.All {
		query.Set("scope", scope.String())
	}
	if unit != "" {
		query.Set("unit", unit)
	}
	href := "/figures/" + url.PathEscape(code) + "/" + p.String()
	if len(query) > 0 {
		href += "?" + query.Encode()
	}
	return href
}

// figureView is a figure in a line.
func figureView(f indicator.Figure) ui.FigureView {
	return ui.FigureView{
		Number: number(f.Definition, f.Value), Unit: f.Definition.Unit, State: ui.FigureState(f.State), Href: figureHref(f, "", 0),
	}
}

func scopeWords(ctx context.Context, f indicator.Figure) string {
	n := len(f.Parts)
	switch {
	case f.Scope.Unit != "":
		return f.ScopeName
	case f.Scope.Type != "":
		return ui.T(ctx, "indicator.scope.type", "type", ui.T(ctx, f.Scope.Type.Key()), "n", n)
	default:
		return ui.T(ctx, "indicator.scope.all", "n", n)
	}
}
