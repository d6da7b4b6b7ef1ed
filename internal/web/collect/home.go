package collect

import (
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// home is what a post has to do with returns: a school sees its own, a section
// what it asked for, and both what waits for them.
func (p pages) home(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	if access.Scope(by, access.Read, access.Campaign).Empty() {
		return fault.New(fault.NotFound, "notfound")
	}
	owed, err := p.returns.Owed(ctx, by)
	if err != nil {
		return err
	}
	waiting, err := p.returns.Waiting(ctx, by)
	if err != nil {
		return err
	}
	corrections, err := p.returns.CorrectionsWaiting(ctx, by)
	if err != nil {
		return err
	}
	mine, err := p.returns.Mine(ctx, by)
	if err != nil {
		return err
	}
	campaigns, err := p.returns.Campaigns(ctx, by, door.Year(ctx))
	if err != nil {
		return err
	}
	above, err := p.levels.Asked(ctx)
	if err != nil {
		return err
	}
	view := viewOfHome(ctx, owed, waiting, mine, campaigns)
	view.Above = above
	view.Waiting = append(view.Waiting, correctionRows(ctx, corrections)...)
	view.School = access.Scope(by, access.Read, access.Return).Unit != ""
	view.Head = ui.HeadView{Title: ui.T(ctx, "collect.title"), Acts: []ui.BtnView{{Words: ui.T(ctx, "burden.title"), Icon: "chart", Href: links.Burden}}}
	over, err := p.returns.OverCaps(ctx, by)
	if err != nil {
		return err
	}
	view.Over = say.Excess(ctx, over)
	if !access.Scope(by, access.Read, access.Form).Empty() {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "design.title"), Href: "/forms"})
	}
	if !access.Scope(by, access.Write, access.Campaign).Empty() {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "past.title"), Href: links.Past},
			ui.BtnView{Words: ui.T(ctx, "collect.new"), Kind: "primary", Icon: "plus", Href: "/collect/campaigns/new"})
	}
	if !access.Scope(by, access.Remind, access.Campaign).Empty() {
		view.Head.Acts = append([]ui.BtnView{{Words: ui.T(ctx, "collect.chase"), Icon: "bell", Href: chaseHref}}, view.Head.Acts...)
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, homePage(view))
}
