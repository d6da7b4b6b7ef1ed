package design

import (
	"context"
	"net/http"

	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// formShow is a form with its versions: who published each and why, and what it
// did differently.
func (p pages) formShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	editions, err := p.forms.History(ctx, door.By(ctx), r.PathValue("form"))
	if err != nil {
		return err
	}
	view := viewOfForm(ctx, editions)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, formPage(view))
}

type formView struct {
	Head     ui.HeadView
	Editions []editionView
	Form     formhtml.Page // the newest version, empty
	T        func(key string, args ...any) string
}

type editionView struct {
	ID, Title, By string
	Reason        string
	First         bool
	Differences   []differenceLine
	Uses          []ui.Crumb
}

func viewOfForm(ctx context.Context, editions []design.Edition) formView {
	newest := editions[0]
	view := formView{T: words(ctx), Head: ui.HeadView{Title: newest.Definition.Title, Under: newest.Definition.Help, Crumbs: []ui.Crumb{
		{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "design.title"), Href: "/forms"}, {Words: newest.Definition.Title}}}}
	for _, e := range editions {
		edition := editionView{ID: "version-" + itoa(e.No), Title: ui.T(ctx, "design.version", "n", e.No), By: byWords(ctx, e.Who, e.Published), Reason: e.Reason, First: e.No == 1}
		for _, d := range e.Differences {
			edition.Differences = append(edition.Differences, differenceOf(ctx, design.Open{}, d))
		}
		for _, u := range e.Uses {
			edition.Uses = append(edition.Uses, ui.Crumb{Words: u.Title, Href: "/collect/campaigns/" + u.Campaign})
		}
		view.Editions = append(view.Editions, edition)
	}
	view.Form = formhtml.Build(formhtml.Input{Def: newest.Definition, ReadOnly: true}, view.T)
	return view
}
