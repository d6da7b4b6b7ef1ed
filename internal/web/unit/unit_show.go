package unit

import (
	"context"
	"net/http"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// unitShow is one unit with everything that happened to it.
func (p pages) unitShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	if !access.Scope(by, access.Read, access.Unit).All {
		return fault.New(fault.NotFound, "notfound")
	}
	all, err := p.units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(u org.Unit) bool { return u.ID == r.PathValue("unit") })
	if at < 0 {
		return fault.New(fault.NotFound, "notfound")
	}
	events, err := p.units.Events(ctx, by, all[at].ID)
	if err != nil {
		return err
	}
	view := p.show(ctx, all[at], all, events)
	rank, asked, err := p.units.RankOf(ctx, by.Bureau, all[at])
	if err != nil {
		return err
	}
	if asked {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "unit.rank"), Words: ui.T(ctx, rank.Key(), "code", all[at].Code)})
	}
	if may(by) && (all[at].Until.IsZero() || all[at].Until.After(p.today())) {
		for _, kind := range []org.EventKind{org.Renamed, org.Merged, org.Closed} {
			view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, kind.Key()), Href: changeHref(all[at].ID, kind)})
		}
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units"}, showPage(view))
}

type showView struct {
	Head   ui.HeadView
	Facts  []ui.Fact
	Events []ui.Moment
}

func (p pages) show(ctx context.Context, u org.Unit, all []org.Unit, events []org.Event) showView {
	names := map[string]string{}
	for _, other := range all {
		names[other.ID] = other.Label()
	}
	view := showView{Head: ui.HeadView{Title: u.Name, Under: standing(ctx, u, names, p.today()), Crumbs: []ui.Crumb{{Words: ui.T(ctx, "unit.title"), Href: listHref}, {Words: u.Label()}}}}
	for _, fact := range []ui.Fact{
		{Name: ui.T(ctx, "unit.type"), Words: ui.T(ctx, u.Type.Key())}, {Name: ui.T(ctx, "unit.short"), Words: u.Short},
		{Name: ui.T(ctx, "unit.code"), Words: u.Code}, {Name: ui.T(ctx, "unit.zone"), Words: u.Zone},
	} {
		if fact.Words != "" {
			view.Facts = append(view.Facts, fact)
		}
	}
	for _, f := range u.Former {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "unit.former"), Words: ui.T(ctx, "unit.former.until", "name", f.Name, "day", dayWords(ctx, f.Until))})
	}
	for _, e := range events {
		view.Events = append(view.Events, ui.Moment{
			Who: e.PersonName, When: ui.Lang(ctx).Clock(e.At.In(calendar.Zone)), What: eventWords(ctx, e, names), Quote: e.Note,
		})
	}
	return view
}

// eventWords say what happened in one sentence.
func eventWords(ctx context.Context, e org.Event, names map[string]string) string {
	return ui.T(ctx, "unit.event."+string(e.Kind), "day", dayWords(ctx, e.On), "unit", names[e.Unit], "into", names[e.Into],
		"old", e.Name, "new", e.NewName, "paper", e.DocNo)
}
