package account

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// passwordAsk asks for a new password.
func (p pages) passwordAsk(w http.ResponseWriter, r *http.Request) error {
	return p.ask(w, r, door.Query(r).Text("next"), nil)
}

// passwordChange sets it. This session goes on, all others of the person end.
func (p pages) passwordChange(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	next := form.Text("next")
	if form.Raw("password") != form.Raw("again") {
		return p.ask(w, r, next, fault.New(fault.Invalid, "account.password.again").With("again", "fault.account.password.again"))
	}
	if err := p.accounts.ChangePassword(ctx, door.By(ctx), form.Raw("old"), form.Raw("password")); err != nil {
		return p.ask(w, r, next, err)
	}
	if err := door.Renew(ctx); err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "account.password.done"))
	if next == "" {
		next = Home
	}
	return door.Redirect(w, r, next)
}

type passwordView struct {
	Head             ui.HeadView
	Errors           ui.Errors
	Forced           bool   // somebody else has set the present one
	Note             string // what is wrong with no field
	Next             string
	Old, New, Repeat ui.FieldView
}

func (p pages) ask(w http.ResponseWriter, r *http.Request, next string, wrong error) error {
	ctx := r.Context()
	by := door.By(ctx)
	status := http.StatusOK
	view := passwordView{Head: ui.HeadView{Title: ui.T(ctx, "account.password.title")}, Next: next}
	if wrong != nil {
		f := fault.As(wrong)
		if f.Kind != fault.Invalid && f.Kind != fault.Locked {
			return wrong
		}
		status = door.Status(f.Kind)
		view.Errors = ui.ErrorsOf(ctx, wrong)
		if len(view.Errors) == 0 {
			view.Note = ui.T(ctx, f.Key(), f.Args...)
		}
	}
	standing, err := p.accounts.Standing(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	rules, err := p.accounts.Rules(ctx, by.Bureau)
	if err != nil {
		return err
	}
	view.Forced = standing.MustChange
	if !view.Forced {
		view.Head.Crumbs = []ui.Crumb{{Words: ui.T(ctx, "account.title"), Href: Home}, {Words: view.Head.Title}}
	}
	field := func(name, autocomplete string) ui.FieldView {
		return ui.FieldView{
			Name: name, Type: "password", Label: ui.T(ctx, "account.password."+name), Error: view.Errors.For(name), Required: true,
			Attrs: map[string]any{"autocomplete": autocomplete},
		}
	}
	view.Old, view.New, view.Repeat = field("old", "current-password"), field("password", "new-password"), field("again", "new-password")
	view.New.Hint = ui.T(ctx, "account.password.rules", "least", rules.Length, "classes", rules.Classes)
	return door.Page(w, r, door.View{Title: view.Head.Title, Status: status}, passwordPage(view))
}
