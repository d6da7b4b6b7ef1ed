package hook

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/hook"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// hookShow is one hook with what it was told and is to be told.
func (p pages) hookShow(w http.ResponseWriter, r *http.Request) error {
	ctx, query := r.Context(), door.Query(r)
	by := door.By(ctx)
	h, err := p.hooks.Hook(ctx, by, r.PathValue("hook"))
	if err != nil {
		return err
	}
	after, err := hook.ParseCursor(query.Text("after"))
	if err != nil {
		return err
	}
	state := hook.State(query.Text("state"))
	if !slices.Contains(hook.States(), state) {
		state = ""
	}
	deliveries, next, err := p.hooks.Deliveries(ctx, by, hook.Query{Hook: h.ID, State: state, After: after, Limit: shown})
	if err != nil {
		return err
	}
	standings, err := p.hooks.Standings(ctx, by)
	if err != nil {
		return err
	}
	view := showOf(ctx, h, standings[h.ID], access.Scope(by, access.Write, access.Hook).All && h.Off.IsZero())
	view.list(ctx, deliveries, state, next)
	return door.Page(w, r, door.View{Title: h.Name, Nav: "hooks"}, showPage(view))
}

// shown is how many deliveries a page shows.
const shown = 50

type showView struct {
	Head                              ui.HeadView
	Href                              string
	May, Paused                       bool
	Ping, Pause, Resume, Remove, Redo string // where the acts post to
	Failed                            string // what was given up, in words
	Facts                             []ui.Fact
	Tabs                              []ui.ViewTab
	Rows                              []deliveryRow
	More                              string
}

type deliveryRow struct {
	What, Href, When, Outcome, Tries, Next, Again string
	Light                                         ui.Colour
	Words                                         string
}

func showOf(ctx context.Context, h hook.Hook, s hook.Standing, may bool) showView {
	href := hookPath(h.ID)
	view := showView{Href: href, May: may, Paused: !h.Paused.IsZero(), Ping: href + "/ping", Pause: href + "/pause", Resume: href + "/resume", Remove: href + "/remove", Redo: href + "/again"}
	view.Head = ui.HeadView{Title: h.Name, Crumbs: []ui.Crumb{{Words: ui.T(ctx, "hook.title"), Href: listPath}, {Words: h.Name}}}
	view.Head.Light, view.Head.Words = light(ctx, h, s)
	if s.Failed > 0 {
		view.Failed = ui.T(ctx, "hook.failed.note", "n", s.Failed)
	}
	view.Facts = []ui.Fact{
		{Name: ui.T(ctx, "hook.address"), Words: h.Address}, {Name: ui.T(ctx, "hook.events"), Words: eventsWords(ctx, h.Events)},
		{Name: ui.T(ctx, "hook.since"), Words: ui.Lang(ctx).Clock(h.Made.In(calendar.Zone))},
	}
	if view.Paused {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "hook.paused"), Words: ui.Lang(ctx).Clock(h.Paused.In(calendar.Zone))})
	}
	return view
}

func (v *showView) list(ctx context.Context, deliveries []hook.Delivery, state hook.State, next string) {
	v.Tabs = []ui.ViewTab{{Words: ui.T(ctx, "hook.all"), Href: v.Href, Current: state == ""}}
	for _, s := range hook.States() {
		v.Tabs = append(v.Tabs, ui.ViewTab{Words: ui.T(ctx, "hook.state."+string(s)), Href: v.Href + "?state=" + string(s), Current: state == s})
	}
	for _, d := range deliveries {
		v.Rows = append(v.Rows, v.row(ctx, d))
	}
	if next != "" {
		query := url.Values{"after": {next}}
		if state != "" {
			query.Set("state", string(state))
		}
		v.More = v.Href + "?" + query.Encode()
	}
}

func (v *showView) row(ctx context.Context, d hook.Delivery) deliveryRow {
	clock := ui.Lang(ctx).Clock
	row := deliveryRow{What: eventWords(ctx, d.Event), When: clock(d.Made.In(calendar.Zone)), Outcome: outcome(ctx, d), Words: ui.T(ctx, "hook.state."+string(d.State))}
	if about := d.Return(); about != "" {
		row.Href = "/collect/returns/" + about
	}
	if d.Attempts > 1 {
		row.Tries = ui.T(ctx, "hook.tries", "n", d.Attempts)
	}
	switch d.State {
	case hook.Done:
		row.Light = ui.Green
	case hook.Failed:
		row.Light = ui.Red
	case hook.Waiting:
		row.Light, row.Next = ui.Amber, clock(d.Next.In(calendar.Zone))
	}
	if v.May && d.Event != hook.Ping {
		row.Again = v.Href + "/deliveries/" + d.ID + "/again"
	}
	return row
}
