package unit

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

const aboveHref = listHref + "/above"

// unitAbove lists the bureaus in whose tree the own one stands. Where the codes do
// not show who is above, the office confirms it here.
func (p pages) unitAbove(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	uppers, err := p.units.Above(ctx, by)
	if err != nil {
		return err
	}
	view := aboveView{Head: ui.HeadView{
		Title: ui.T(ctx, "unit.above.title"), Under: ui.T(ctx, "unit.above.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "unit.title"), Href: listHref}, {Words: ui.T(ctx, "unit.above.title")}},
	}}
	mayDecide := access.Can(by, access.Decide, access.Thing{Bureau: by.Bureau, Kind: access.Unit}) == access.Allowed
	for _, u := range uppers {
		view.Rows = append(view.Rows, aboveRowOf(ctx, u, mayDecide))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units"}, abovePage(view))
}

// unitAgree confirms a bureau above, or takes that back.
func (p pages) unitAgree(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	words := ""
	switch form.Text("act") {
	case "agree":
		err, words = p.units.Agree(ctx, door.By(ctx), form.Text("bureau")), "unit.above.agreed"
	case "withdraw":
		err, words = p.units.Withdraw(ctx, door.By(ctx), form.Text("bureau")), "unit.above.withdrawn"
	default:
		err = fault.New(fault.NotFound, "notfound")
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, words))
	return door.Redirect(w, r, aboveHref)
}

type aboveView struct {
	Head ui.HeadView
	Rows []aboveRow
}

type aboveRow struct {
	Bureau, Name, Code, Words string
	Act, Button               string // "agree" or "withdraw" where the reader may
	Primary                   bool
}

func kindOf(row aboveRow) string {
	if row.Primary {
		return "primary"
	}
	return ""
}

func aboveRowOf(ctx context.Context, u org.Upper, mayDecide bool) aboveRow {
	row := aboveRow{Bureau: u.Bureau.ID, Name: u.Bureau.Name, Code: u.Bureau.Code}
	switch u.Rank {
	case org.Below:
		row.Words = ui.T(ctx, "unit.above.below")
	case org.Agreed:
		row.Words = ui.T(ctx, "unit.above.given", "person", u.Consent.PersonName, "day", ui.Lang(ctx).FullDate(u.Consent.At.In(calendar.Zone)))
		row.Act, row.Button = "withdraw", ui.T(ctx, "unit.above.withdraw")
	default:
		row.Words = ui.T(ctx, "unit.above.waiting")
		row.Act, row.Button, row.Primary = "agree", ui.T(ctx, "unit.above.agree"), true
	}
	if !mayDecide {
		row.Act = ""
	}
	return row
}
