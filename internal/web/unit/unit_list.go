package unit

import (
	"context"
	"net/http"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

const listHref = "/units"

// unitList is the register on today's day, with those that are no more on demand.
func (p pages) unitList(w http.ResponseWriter, r *http.Request) error {
	ctx, query := r.Context(), door.Query(r)
	by := door.By(ctx)
	if !access.Scope(by, access.Read, access.Unit).All {
		return fault.New(fault.NotFound, "notfound")
	}
	all, err := p.units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return err
	}
	view := listOf(ctx, all, p.today(), org.UnitType(query.Text("type")), query.Has("past"))
	view.Head.Acts = []ui.BtnView{
		{Words: ui.T(ctx, "unit.above.title"), Kind: "quiet", Href: aboveHref}, {Words: ui.T(ctx, "terms.title"), Href: "/calendar"},
	}
	if may(by) {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "unit.open"), Kind: "primary", Icon: "plus", Href: changeHref("", org.Opened)})
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units"}, listPage(view))
}

// may reports whether the post enters changes of structure.
func may(by access.Actor) bool {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Unit}
	return access.Can(by, access.Decide, thing) == access.Allowed || access.Can(by, access.Write, thing) == access.Allowed
}

type listView struct {
	Head    ui.HeadView
	Filters []ui.ChipMenuView
	Past    ui.ChipView
	Rows    []listRow
}

type listRow struct{ Name, Href, Code, Type, Zone, Since string }

func listOf(ctx context.Context, all []org.Unit, today period.Date, only org.UnitType, past bool) listView {
	names := map[string]string{}
	for _, u := range all {
		names[u.ID] = u.Label()
	}
	view := listView{}
	var types []org.UnitType
	for _, u := range all {
		if gone := !u.Until.IsZero() && u.Until.Before(today); gone != past {
			continue
		}
		if !slices.Contains(types, u.Type) {
			types = append(types, u.Type)
		}
		if only != "" && u.Type != only {
			continue
		}
		view.Rows = append(view.Rows, listRow{Name: u.Name, Href: unitHref(u.ID), Code: u.Code, Type: ui.T(ctx, u.Type.Key()), Zone: u.Zone, Since: standing(ctx, u, names, today)})
	}
	view.Head = ui.HeadView{Title: ui.T(ctx, "unit.title"), Under: ui.T(ctx, "unit.count", "n", len(view.Rows))}
	view.Filters = []ui.ChipMenuView{typeMenu(ctx, types, only, past)}
	view.Past = ui.ChipView{Words: ui.T(ctx, "unit.past"), Href: query("", !past), On: past}
	return view
}

func typeMenu(ctx context.Context, types []org.UnitType, only org.UnitType, past bool) ui.ChipMenuView {
	menu := ui.ChipMenuView{Words: ui.T(ctx, "unit.type"), On: only != "", Choices: []ui.ChipView{{Words: ui.T(ctx, "unit.all"), Href: query("", past), On: only == ""}}}
	for _, t := range org.UnitTypes() {
		if !slices.Contains(types, t) {
			continue
		}
		if t == only {
			menu.Words = ui.T(ctx, t.Key())
		}
		menu.Choices = append(menu.Choices, ui.ChipView{Words: ui.T(ctx, t.Key()), Href: query(t, past), On: t == only})
	}
	return menu
}

func query(t org.UnitType, past bool) string {
	out := listHref
	if t != "" {
		out += "?type=" + string(t)
	}
	if past && t != "" {
		return out + "&past=1"
	}
	if past {
		return out + "?past=1"
	}
	return out
}

// standing says since when a unit is there, until when, and what became of it.
func standing(ctx context.Context, u org.Unit, names map[string]string, today period.Date) string {
	switch {
	case u.Into != "":
		return ui.T(ctx, "unit.merged", "day", dayWords(ctx, u.Until.AddDays(1)), "into", names[u.Into])
	case !u.Until.IsZero():
		return ui.T(ctx, "unit.closed", "day", dayWords(ctx, u.Until.AddDays(1)))
	case u.From.After(today):
		return ui.T(ctx, "unit.tocome", "day", dayWords(ctx, u.From))
	case !u.From.IsZero():
		return ui.T(ctx, "unit.since", "day", dayWords(ctx, u.From))
	}
	return ""
}

func dayWords(ctx context.Context, day period.Date) string {
	if day.IsZero() {
		return ""
	}
	return ui.Lang(ctx).FullDate(day.Time())
}

func unitHref(id string) string { return listHref + "/" + id }

func changeHref(unit string, kind org.EventKind) string {
	href := listHref + "/change?kind=" + string(kind)
	if unit != "" {
		href += "&unit=" + unit
	}
	return href
}
