package hook

import (
	"net/http"

	"nianlun/internal/base/hook"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// hookAdd sets a hook up and shows its secret, this once: it is on no other page,
// and the answer is kept by no browser.
func (p pages) hookAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in := addInput{Name: form.Text("name"), Address: form.Text("address"), Events: form.Texts("event")}
	events := make([]hook.Event, len(in.Events))
	for i, e := range in.Events {
		events[i] = hook.Event(e)
	}
	ctx := r.Context()
	h, err := p.hooks.Add(ctx, door.By(ctx), in.Name, in.Address, events)
	if err != nil {
		return p.list(w, r, in, err)
	}
	view := secretView{
		Head: ui.HeadView{Title: h.Name, Under: ui.T(ctx, "hook.added"), Crumbs: []ui.Crumb{{Words: ui.T(ctx, "hook.title"), Href: listPath}, {Words: h.Name}}},
		Href: hookPath(h.ID), Ping: hookPath(h.ID) + "/ping",
		Secret: ui.FieldView{Name: "secret", Label: ui.T(ctx, "hook.secret"), Hint: ui.T(ctx, "hook.secret.hint"), Value: h.Secret, Readonly: true, Wide: true},
	}
	return door.Page(w, r, door.View{Title: h.Name, Nav: "hooks"}, secretPage(view))
}

type secretView struct {
	Head       ui.HeadView
	Secret     ui.FieldView
	Href, Ping string
}
