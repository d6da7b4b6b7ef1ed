package mandates

import (
	"net/http"
	"strconv"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// receiptView says what was handed up, by whom and from what.
type receiptView struct {
	Head  ui.HeadView
	Facts []ui.Fact
	Signs []ui.SignView
	Parts []receiptPart
}

type receiptPart struct{ Unit, Href, No string }

// periodReceipt shows the receipt of what was handed up last; it prints on a page.
func (p Pages) periodReceipt(w http.ResponseWriter, r *http.Request) error {
	when, err := periodOf(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	v, err := p.Levels.OpenPeriod(ctx, door.By(ctx), r.PathValue("mandate"), levels.HandUpInput{Period: when})
	if err != nil {
		return err
	}
	a, has := v.Receipt()
	if !has {
		return fault.New(fault.NotFound, "notfound")
	}
	painter := periodPainter{ctx: ctx, v: v, p: sheet.PainterOf(ctx, sheet.Shown{One: v.Sheet})}
	crumbs := mandateCrumbs(ctx, v.Mandate, say.Period(ctx, when), ui.T(ctx, "mandate.receipt"))
	crumbs[len(crumbs)-2].Href = painter.href()
	view := receiptView{
		Head: ui.HeadView{Title: ui.T(ctx, "mandate.receipt"), Under: v.Mandate.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, when), Crumbs: crumbs},
		Facts: []ui.Fact{
			{Name: ui.T(ctx, "mandate.fact.to"), Words: v.Mandate.FromName},
			{Name: ui.T(ctx, "collect.fact.list"), Words: v.Mandate.ListNo},
			{Name: ui.T(ctx, "mandate.fact.at"), Words: say.Clock(ctx, a.Ended)},
			{Name: ui.T(ctx, "mandate.fact.who"), Words: a.Name},
			{Name: ui.T(ctx, "mandate.fact.no"), Words: strconv.Itoa(a.No)},
			{Name: ui.T(ctx, "mandate.fact.id"), Words: a.ID},
			{Name: ui.T(ctx, "mandate.fact.parts"), Words: ui.T(ctx, "mandate.parts", "n", len(a.Parts))},
			{Name: ui.T(ctx, "mandate.fact.state"), Words: ui.T(ctx, "mandate.standing."+string(v.Standing))},
		},
	}
	if a.Input.Nothing != "" {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "mandate.fact.nothing"), Words: a.Input.Nothing})
	}
	view.Signs, _ = painter.p.Signs()
	for _, part := range a.Parts {
		view.Parts = append(view.Parts, receiptPart{Unit: part.Name, Href: collect.Link(part.Return), No: strconv.Itoa(part.No)})
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, receiptPage(view))
}
