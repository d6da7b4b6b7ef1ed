package codelist

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// codelistShow is a list with the items of one version, the forms that use it, and
// all its versions with what each did differently.
func (p pages) codelistShow(w http.ResponseWriter, r *http.Request) error {
	return p.show(w, r, "", nil)
}

func (p pages) show(w http.ResponseWriter, r *http.Request, reason string, wrong error) error {
	ctx := r.Context()
	by := door.By(ctx)
	code := r.PathValue("list")
	l, err := p.lists.Open(ctx, by, code)
	if err != nil {
		return err
	}
	if l.Newest == 0 {
		return door.Redirect(w, r, codelistPath(code)+"/edit")
	}
	version := l.Version
	if no, given := door.Query(r).Int("version"); given && no != version.No {
		if version, err = p.lists.Version(ctx, by, code, no); err != nil {
			return err
		}
	}
	editions, err := p.lists.History(ctx, by, code)
	if err != nil {
		return err
	}
	forms, err := p.forms.FormsUsing(ctx, by, code)
	if err != nil {
		return err
	}
	names, err := p.people.PeopleNames(ctx, by.Bureau, publishers(editions))
	if err != nil {
		return err
	}
	parent, err := p.parentOf(ctx, version.Sheet)
	if err != nil {
		return err
	}
	view := viewOfShow(ctx, l, version, parent)
	view.Forms, view.Editions = formLines(ctx, l, forms), editionsOf(ctx, l, version, editions, names)
	view.turn(ctx, reason, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, showPage(view))
}

// parentOf is the list under whose items those of a sheet stand; the zero version for
// none, or one that is not there.
func (p pages) parentOf(ctx context.Context, s codelist.Sheet) (codelist.Version, error) {
	if s.Parent == "" {
		return codelist.Version{}, nil
	}
	return p.lists.Version(ctx, door.By(ctx), s.Parent, 0)
}

func publishers(editions []codelist.Edition) []string {
	ids := make([]string, len(editions))
	for i, e := range editions {
		ids[i] = e.By
	}
	return ids
}

type showView struct {
	Head     ui.HeadView
	Href     string
	Old      string // that an older version is shown; empty for the newest
	Facts    []ui.Fact
	Parent   string // the name of the list above; empty for none
	Items    []itemLine
	Forms    []formLine
	Editions []editionView
	Write    bool
	Closed   bool
	Revision string
	Reason   ui.FieldView
	Asking   bool // the question about closing is open, after a mistake
}

type itemLine struct {
	Code, Name, Under, Retired string
}

type formLine struct {
	Title, Href, Version string
	Draft, DraftHref     string
	Older                string // that it has an older version of the list
	Uses                 []ui.Crumb
}

type editionView struct {
	Title, Href, By, Reason string
	Current, First          bool
	Changes                 []changeLine
}

func viewOfShow(ctx context.Context, l codelist.Opened, v, parent codelist.Version) showView {
	href := codelistPath(l.Code)
	view := showView{Href: href, Write: l.May.Write, Closed: !l.Closed.IsZero(), Revision: itoa(l.Rev), Parent: parent.Name}
	view.Head = ui.HeadView{Title: v.Name, Under: ui.T(ctx, "codelist.head", "version", versionWords(ctx, v.No), "n", v.InUse()), Crumbs: crumbs(ctx, ui.Crumb{Words: v.Name})}
	view.Head.Light, view.Head.Words = lightOf(ctx, l.List)
	view.Head.Acts = []ui.BtnView{{Words: ui.T(ctx, "codelist.export"), Href: href + "/export?version=" + itoa(v.No)}}
	if l.May.Write && !view.Closed {
		words := ui.T(ctx, "codelist.edit")
		if l.Draft != nil {
			words = ui.T(ctx, "codelist.edit.on")
		}
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: words, Kind: "primary", Href: href + "/edit"})
	}
	if v.No != l.Newest {
		view.Old = ui.T(ctx, "codelist.old", "n", v.No, "newest", l.Newest)
	}
	view.Facts = []ui.Fact{{Name: ui.T(ctx, "codelist.field.code"), Words: l.Code}}
	if v.Source != "" {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "codelist.field.source"), Words: v.Source})
	}
	if parent.No > 0 {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "codelist.field.parent"), Words: parent.Name})
	}
	for _, item := range v.Items {
		line := itemLine{Code: item.Code, Name: item.Name, Under: underWords(ctx, item.Under, parent.Sheet)}
		if !item.Retired.IsZero() {
			line.Retired = ui.T(ctx, "codelist.retired.since", "day", dayWords(ctx, item.Retired))
		}
		view.Items = append(view.Items, line)
	}
	return view
}

// underWords names the items above.
func underWords(ctx context.Context, codes []string, parent codelist.Sheet) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		if item, found := parent.Find(code); found {
			names[i] = item.Name
		}
	}
	return strings.Join(names, ui.T(ctx, "codelist.and"))
}

func formLines(ctx context.Context, l codelist.Opened, forms []design.ListForm) []formLine {
	var lines []formLine
	for _, f := range forms {
		line := formLine{Title: f.Title}
		if f.ListVersion > 0 {
			line.Href, line.Version = "/forms/"+f.Form, versionWords(ctx, f.ListVersion)
			if f.ListVersion < l.Newest {
				line.Older = ui.T(ctx, "codelist.form.older")
			}
		}
		if f.Draft != "" {
			line.Draft, line.DraftHref = ui.T(ctx, "codelist.form.draft"), "/designs/"+f.Draft
		}
		for _, u := range f.Uses {
			line.Uses = append(line.Uses, ui.Crumb{Words: u.Title, Href: "/collect/campaigns/" + u.Campaign})
		}
		lines = append(lines, line)
	}
	return lines
}

func editionsOf(ctx context.Context, l codelist.Opened, shown codelist.Version, editions []codelist.Edition, names map[string]string) []editionView {
	var out []editionView
	for _, e := range editions {
		out = append(out, editionView{
			Title: versionWords(ctx, e.No), Href: codelistPath(l.Code) + "?version=" + itoa(e.No), By: byWords(ctx, names[e.By], e.Published), Reason: e.Reason,
			Current: e.No == shown.No, First: e.No == 1, Changes: changeLines(ctx, e.Changes),
		})
	}
	return out
}

// turn asks for the reason for which a list is closed or opened again.
func (v *showView) turn(ctx context.Context, reason string, wrong error) {
	v.Asking = wrong != nil
	v.Reason = ui.FieldView{Name: "reason", Label: ui.T(ctx, "codelist.field.reason"), Value: reason, Error: ui.ErrorsOf(ctx, wrong).For("reason"), Required: true}
}
