package codelist

import (
	"context"
	"net/http"

	"nianlun/internal/base/codelist"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// codelistList shows all lists of the bureau.
func (p pages) codelistList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	lists, err := p.lists.Lists(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	ids := make([]string, len(lists))
	for i, l := range lists {
		ids[i] = l.ChangedBy
	}
	names, err := p.people.PeopleNames(ctx, door.By(ctx).Bureau, ids)
	if err != nil {
		return err
	}
	view := viewOfLists(ctx, lists, names)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, listPage(view))
}

type listView struct {
	Head  ui.HeadView
	Rows  []listRow
	Write bool
}

type listRow struct {
	Name, Href, Code  string
	Light             ui.Colour
	State             string
	Version, Changed  string
	Writing, WriteURL string
}

func viewOfLists(ctx context.Context, lists []codelist.List, names map[string]string) listView {
	view := listView{Write: mayWrite(ctx), Head: ui.HeadView{Title: ui.T(ctx, "codelist.title"), Under: ui.T(ctx, "codelist.under"), Crumbs: crumbs(ctx)}}
	if view.Write {
		view.Head.Acts = []ui.BtnView{{Words: ui.T(ctx, "codelist.new"), Kind: "primary", Icon: "plus", Href: listPath + "/new"}}
	}
	for _, l := range lists {
		row := listRow{Name: l.Name, Code: l.Code, Href: codelistPath(l.Code), Changed: byWords(ctx, names[l.ChangedBy], l.Changed)}
		row.Light, row.State = lightOf(ctx, l)
		if l.Newest > 0 {
			row.Version = versionWords(ctx, l.Newest)
		}
		if l.Draft != nil {
			row.Writing, row.WriteURL = ui.T(ctx, "codelist.writing"), codelistPath(l.Code)+"/edit"
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

func lightOf(ctx context.Context, l codelist.List) (ui.Colour, string) {
	switch {
	case l.Newest == 0:
		return ui.Grey, ui.T(ctx, "codelist.state.new")
	case !l.Closed.IsZero():
		return ui.Grey, ui.T(ctx, "codelist.state.closed")
	}
	return ui.Green, ui.T(ctx, "codelist.state.used")
}
