package door

import (
	"io"
	"net/http"
	"slices"

	"nianlun/internal/web/ui"
)

type writer = io.Writer

// noticesPath is the page of notices; a work answers it when Config.Notices is set.
const noticesPath = "/notices"

func frameOf(r *http.Request, view View) (ui.FrameView, error) {
	ctx := r.Context()
	v := visitOf(ctx)
	f := ui.FrameView{
		Title: view.Title, Class: view.Class, Scripts: view.Scripts, Search: view.Search,
		Bureau: v.bureau.Name, Year: v.year, Person: v.actor.Name, PersonID: v.actor.Person,
		Back: here(r), Theme: v.theme, SearchAt: v.door.Search, AccountAt: v.door.Account,
	}
	for _, p := range v.posts {
		f.Posts = append(f.Posts, ui.PostChoice{ID: p.ID, Words: p.words(), Current: p.ID == v.actor.Post.ID})
	}
	var err error
	if f.Years, err = v.door.years(ctx, v); err != nil {
		return f, err
	}
	if v.door.Notices != nil {
		f.NoticesAt = noticesPath
		if f.Notices, err = v.door.Notices(ctx, v.actor); err != nil {
			return f, err
		}
	}
	if v.door.Nav == nil {
		return f, nil
	}
	groups, err := v.door.Nav(ctx, v.actor)
	if err != nil {
		return f, err
	}
	f.Nav = marked(groups, view.Nav)
	return f, nil
}

// marked is a copy of the rail with the page's own item marked: the caller may
// hand out the same groups to many requests.
func marked(groups []ui.NavGroup, code string) []ui.NavGroup {
	groups = slices.Clone(groups)
	for i, g := range groups {
		groups[i].Items = slices.Clone(g.Items)
		for j, item := range g.Items {
			groups[i].Items[j].Current = code != "" && item.Code == code
		}
	}
	return groups
}
