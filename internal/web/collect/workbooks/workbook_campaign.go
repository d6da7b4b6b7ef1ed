package workbooks

import (
	"context"
	"net/http"
	"net/url"

	"nianlun/internal/base/org"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// scopeOf is the part of a campaign that the address asks for.
func scopeOf(r *http.Request) collect.BookScope {
	q := door.Query(r)
	return collect.BookScope{Campaign: r.PathValue("campaign"), Period: q.Text("period"), Zone: q.Text("zone"), Type: org.UnitType(q.Text("type"))}
}

// scopeQuery writes a part of a campaign into an address.
func scopeQuery(path string, in collect.BookScope) string {
	v := url.Values{}
	for name, value := range map[string]string{"period": in.Period, "zone": in.Zone, "type": string(in.Type)} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// campaignBookOut sends the returns of a campaign as one workbook.
func (p Pages) campaignBookOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.CampaignBook(ctx, door.By(ctx), scopeOf(r), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}

// campaignBook is the page on which the returns of a campaign go out as one
// workbook and come back.
func (p Pages) campaignBook(w http.ResponseWriter, r *http.Request) error {
	return p.showCampaignUpload(w, r, nil)
}

func (p Pages) showCampaignUpload(w http.ResponseWriter, r *http.Request, wrong error) error {
	ctx := r.Context()
	in := scopeOf(r)
	scopes, err := p.Returns.BookScopes(ctx, door.By(ctx), in)
	if err != nil {
		return err
	}
	in.Period = scopes.Period.String()
	view := uploadView{
		Head: campaignBookHead(ctx, scopes.Campaign, ""), Out: scopeQuery(links.CampaignBook(in.Campaign)+".xlsx", in),
		OutHint: ui.T(ctx, "workbook.out.campaign", "n", scopes.Returns), Wrong: bookWrong(ctx, wrong), Chips: scopeChips(ctx, scopes, in),
	}
	if scopes.Returns == 0 {
		view.Out = ""
	}
	if scopes.Take {
		view.Action, view.InHint = links.CampaignBook(in.Campaign), ui.T(ctx, "workbook.in.campaign")
	}
	return showUpload(w, r, view, wrong)
}

func campaignBookHead(ctx context.Context, c collect.Campaign, under string) ui.HeadView {
	title := ui.T(ctx, "collect.campaign.of", "title", c.Title, "year", c.Year)
	return ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: title, Href: collect.CampaignLink(c.ID)}, {Words: ui.T(ctx, "workbook.title.campaign")}},
		Title:  ui.T(ctx, "workbook.title.of", "title", title), Under: under,
	}
}

// scopeChips choose the period, the zone and the type of units.
func scopeChips(ctx context.Context, s collect.BookScopes, in collect.BookScope) []ui.ChipMenuView {
	href := links.CampaignBook(in.Campaign)
	var periods, types []ui.ChipView
	for _, period := range s.Periods {
		q := in
		q.Period = period.String()
		periods = append(periods, ui.ChipView{Words: say.Period(ctx, period), Href: scopeQuery(href, q), On: period == s.Period})
	}
	menus := []ui.ChipMenuView{{Words: say.Period(ctx, s.Period), On: true, Choices: periods}}
	if len(s.Zones) > 0 {
		menu := ui.ChipMenuView{Words: ui.T(ctx, "collect.filter.zone"), On: in.Zone != ""}
		for _, zone := range append([]string{""}, s.Zones...) {
			q := in
			q.Zone = zone
			menu.Choices = append(menu.Choices, ui.ChipView{Words: orAll(ctx, zone), Href: scopeQuery(href, q), On: zone == in.Zone})
			if zone != "" && zone == in.Zone {
				menu.Words = zone
			}
		}
		menus = append(menus, menu)
	}
	menu := ui.ChipMenuView{Words: ui.T(ctx, "collect.filter.type"), On: in.Type != ""}
	types = append(types, ui.ChipView{Words: ui.T(ctx, "collect.filter.all"), Href: scopeQuery(href, collect.BookScope{Period: in.Period, Zone: in.Zone}), On: in.Type == ""})
	for _, t := range s.Types {
		q := in
		q.Type = t
		types = append(types, ui.ChipView{Words: ui.T(ctx, t.Key()), Href: scopeQuery(href, q), On: t == in.Type})
		if t == in.Type {
			menu.Words = ui.T(ctx, t.Key())
		}
	}
	menu.Choices = types
	return append(menus, menu)
}

func orAll(ctx context.Context, words string) string {
	if words == "" {
		return ui.T(ctx, "collect.filter.all")
	}
	return words
}

// campaignBookTake takes a campaign's workbook in and leads to what it would change.
func (p Pages) campaignBookTake(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	id := r.PathValue("campaign")
	file, err := takeBook(r, id, func(in collect.BookUpload) (string, error) {
		return p.Returns.TakeCampaignBook(ctx, door.By(ctx), in)
	})
	if mendable(err) {
		return p.showCampaignUpload(w, r, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, links.CampaignBook(id)+"/"+file)
}

// campaignBookShow shows what a campaign's workbook would change, school by school.
func (p Pages) campaignBookShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	look, err := p.Returns.LookAtCampaignBook(ctx, door.By(ctx), r.PathValue("campaign"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return showSchools(w, r, viewOfSchools(ctx, look, false))
}

// campaignBookSave saves it and shows what came of each school.
func (p Pages) campaignBookSave(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	look, err := p.Returns.SaveCampaignBook(ctx, door.By(ctx), collect.SaveCampaign{
		Campaign: r.PathValue("campaign"), File: r.PathValue("file"), Whole: values.Text("whole") == "1",
	})
	if err != nil {
		return err
	}
	return showSchools(w, r, viewOfSchools(ctx, look, true))
}

func showSchools(w http.ResponseWriter, r *http.Request, view schoolsView) error {
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, campaignBookPage(view))
}

// campaignBookMarked sends a campaign's workbook back with its issues marked.
func (p Pages) campaignBookMarked(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.MarkedCampaignBook(ctx, door.By(ctx), r.PathValue("campaign"), r.PathValue("file"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}
