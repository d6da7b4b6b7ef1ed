package design

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// formList shows all forms: published, being written, and where they are used.
func (p pages) formList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	lines, err := p.forms.List(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	view := viewOfList(ctx, lines)
	view.Head.Acts = []ui.BtnView{{Words: ui.T(ctx, "codelist.title"), Href: "/codelists"}}
	if !access.Scope(door.By(ctx), access.Write, access.Form).Empty() {
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "design.new"), Kind: "primary", Icon: "plus", Href: "/forms/new"})
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, listPage(view))
}

type listView struct {
	Head  ui.HeadView
	Lines []formLine
}

// useItem is a running campaign. One on an older version says so, and leads to
// where it is moved.
type useItem struct{ Title, Href, Version, Move string }

type formLine struct {
	Title, Href, Code string
	Light             ui.Colour
	State             string
	Version, By       string // 第 3 版, who published it and when
	Draft, DraftHref  string // who changed it last and when
	Owner             string
	Uses              []useItem // running campaigns
	Revise            string    // where a new version is begun; empty when it may not be
}

func viewOfList(ctx context.Context, lines []design.Line) listView {
	view := listView{Head: ui.HeadView{
		Title: ui.T(ctx, "design.title"), Under: ui.T(ctx, "design.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "design.title")}},
	}}
	for _, l := range lines {
		view.Lines = append(view.Lines, lineOf(ctx, l))
	}
	return view
}

func lineOf(ctx context.Context, l design.Line) formLine {
	line := formLine{Title: l.Title, Code: l.Form, Owner: l.Owner, Light: ui.Grey, State: ui.T(ctx, "design.state.draft")}
	if l.Version != nil {
		line.Light, line.State = ui.Blue, ui.T(ctx, "design.state.published")
		line.Href = "/forms/" + l.Form
		line.Version = ui.T(ctx, "design.version", "n", l.Version.No)
		line.By = byWords(ctx, l.By, l.Version.Published)
	}
	if len(l.Uses) > 0 {
		line.Light, line.State = ui.Green, ui.T(ctx, "design.state.used")
	}
	if l.Draft != nil {
		line.Draft = byWords(ctx, l.DraftBy, l.Draft.Changed)
		line.DraftHref = designHref(l.Draft.ID)
		if line.Href == "" {
			line.Href = line.DraftHref
		}
	}
	for _, u := range l.Uses {
		use := useItem{Title: u.Title, Href: "/collect/campaigns/" + u.Campaign}
		if l.Version != nil && u.Version < l.Version.No {
			use.Version = ui.T(ctx, "design.version", "n", u.Version)
			if l.May.Write {
				use.Move = use.Href + "/version?to=" + itoa(l.Version.No)
			}
		}
		line.Uses = append(line.Uses, use)
	}
	if l.May.Write && l.Draft == nil {
		line.Revise = "/forms/" + l.Form + "/revise"
	}
	return line
}
