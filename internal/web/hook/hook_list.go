package hook

import (
	"context"
	"net/http"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/hook"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// hookList are the programs that are told, with the form for another one.
func (p pages) hookList(w http.ResponseWriter, r *http.Request) error {
	return p.list(w, r, addInput{}, nil)
}

// addInput is a hook as it was typed.
type addInput struct {
	Name, Address string
	Events        []string
}

type listView struct {
	Head          ui.HeadView
	Rows          []listRow
	May           bool
	Errors        ui.Errors
	Name, Address ui.FieldView
	Events        []ui.CheckView
	EventsWrong   string
}

type listRow struct {
	Name, Href, Address, Events, Since string
	Light                              ui.Colour
	Words                              string
}

func (p pages) list(w http.ResponseWriter, r *http.Request, in addInput, wrong error) error {
	ctx := r.Context()
	by := door.By(ctx)
	status := http.StatusOK
	if wrong != nil {
		if fault.KindOf(wrong) != fault.Invalid {
			return wrong
		}
		status = http.StatusUnprocessableEntity
	}
	hooks, err := p.hooks.Hooks(ctx, by)
	if err != nil {
		return err
	}
	standings, err := p.hooks.Standings(ctx, by)
	if err != nil {
		return err
	}
	view := listOf(ctx, hooks, standings)
	view.May = access.Scope(by, access.Write, access.Hook).All
	view.ask(ctx, in, wrong)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "hooks", Status: status}, listPage(view))
}

func listOf(ctx context.Context, hooks []hook.Hook, standings map[string]hook.Standing) listView {
	view := listView{Head: ui.HeadView{Title: ui.T(ctx, "hook.title"), Under: ui.T(ctx, "hook.what")}}
	for _, h := range hooks {
		row := listRow{Name: h.Name, Href: hookPath(h.ID), Address: h.Address, Events: eventsWords(ctx, h.Events), Since: ui.Lang(ctx).Clock(h.Made.In(calendar.Zone))}
		row.Light, row.Words = light(ctx, h, standings[h.ID])
		view.Rows = append(view.Rows, row)
	}
	return view
}

// ask puts the form for another hook under the list, with what was typed.
func (v *listView) ask(ctx context.Context, in addInput, wrong error) {
	v.Errors = ui.ErrorsOf(ctx, wrong)
	v.Name = ui.FieldView{Name: "name", Label: ui.T(ctx, "hook.name"), Hint: ui.T(ctx, "hook.name.hint"), Value: in.Name, Required: true, Error: v.Errors.For("name")}
	v.Address = ui.FieldView{Name: "address", Label: ui.T(ctx, "hook.address"), Hint: ui.T(ctx, "hook.address.hint"), Value: in.Address, Type: "url", Required: true, Error: v.Errors.For("address")}
	v.EventsWrong = v.Errors.For("events")
	for _, e := range hook.Events() {
		v.Events = append(v.Events, ui.CheckView{Name: "event", Value: string(e), Words: eventWords(ctx, e), Checked: slices.Contains(in.Events, string(e))})
	}
}

// addTitle asks for the first hook otherwise than for another one.
func addTitle(ctx context.Context, v listView) string {
	if len(v.Rows) == 0 {
		return ui.T(ctx, "hook.add.first")
	}
	return ui.T(ctx, "hook.add")
}

// light is how a hook stands: what was given up comes first, for somebody must act.
func light(ctx context.Context, h hook.Hook, s hook.Standing) (ui.Colour, string) {
	switch {
	case !h.Off.IsZero():
		return ui.Grey, ui.T(ctx, "hook.off")
	case s.Failed > 0:
		return ui.Red, ui.T(ctx, "hook.failed", "n", s.Failed)
	case !h.Paused.IsZero() && s.Waiting > 0:
		return ui.Grey, ui.T(ctx, "hook.paused.waiting", "n", s.Waiting)
	case !h.Paused.IsZero():
		return ui.Grey, ui.T(ctx, "hook.paused")
	case s.Waiting > 0:
		return ui.Amber, ui.T(ctx, "hook.waiting", "n", s.Waiting)
	}
	return ui.Green, ui.T(ctx, "hook.on")
}
