package codelist

import (
	"context"
	"net/http"

	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// mostRows is how many rows the grid shows at once: a request carries no more than the
// fields of these, and a page of 5,000 rows would take 4 MB. Of a longer list it shows what is
// looked for; many changes at once are made in Excel.
const mostRows = 1500

// spareRows is how many blank rows stand below the items.
const spareRows = 5

// codelistEdit is the grid in which the next version of a list is written.
func (p pages) codelistEdit(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	l, err := p.lists.Open(ctx, door.By(ctx), r.PathValue("list"))
	if err != nil {
		return err
	}
	return p.edit(w, r, l, door.Query(r).Text(partName), nil)
}

// codelistSave keeps what was typed and goes where the button says.
func (p pages) codelistSave(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	by := door.By(ctx)
	code := r.PathValue("list")
	base, _ := values.Int("revision")
	if values.Text("do") == "discard" {
		return p.discard(w, r, code, base)
	}
	before, err := p.lists.Open(ctx, by, code)
	if err != nil {
		return err
	}
	draft := draftOf(values, before)
	l, err := p.lists.Save(ctx, by, codelist.Save{List: code, Base: base, Draft: draft})
	if err != nil && (fault.KindOf(err) == fault.Conflict || fault.KindOf(err) == fault.Invalid) {
		before.Draft = &draft
		return p.edit(w, r, before, values.Text(partName), err)
	}
	if err != nil {
		return err
	}
	if values.Text("do") == "publish" {
		return door.Redirect(w, r, codelistPath(code)+"/publish")
	}
	door.Flash(ctx, ui.T(ctx, "codelist.saved", "name", l.Name))
	return door.Redirect(w, r, partPath(code, values.Text(partName)))
}

func (p pages) discard(w http.ResponseWriter, r *http.Request, code string, base int) error {
	ctx := r.Context()
	l, gone, err := p.lists.Discard(ctx, door.By(ctx), code, base)
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "codelist.discarded", "name", l.Name))
	if gone {
		return door.Redirect(w, r, listPath)
	}
	return door.Redirect(w, r, codelistPath(code))
}

// edit shows the grid; after a refusal with what was typed.
func (p pages) edit(w http.ResponseWriter, r *http.Request, l codelist.Opened, part string, wrong error) error {
	ctx := r.Context()
	if !l.May.Write || !l.Closed.IsZero() {
		return door.Redirect(w, r, codelistPath(l.Code))
	}
	lists, err := p.lists.Lists(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	view := viewOfEdit(ctx, l, lists, part, wrong)
	if parent := view.draft.Parent; parent != "" {
		v, err := p.lists.Version(ctx, door.By(ctx), parent, 0)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		for _, item := range v.Items {
			view.Above = append(view.Above, item.Name)
		}
	}
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, editPage(view))
}

type editView struct {
	Head                 ui.HeadView
	Href                 string
	Revision             string
	Refused              string
	Errors               ui.Errors
	Name, Source, Parent ui.FieldView
	Parents              []ui.Option
	Rows                 []gridRow
	Above                []string // what the items of the list above are called
	Long                 string   // that the list is too long for the grid, which shows a part of it
	Part                 string   // what is looked for in it
	Found                string   // how much of that is there and how much is shown
	First                bool     // nothing is published yet
	Dirty                bool     // there is a draft
	Today                string

	draft codelist.Draft
}

// gridRow is one line of the grid.
type gridRow struct {
	N                          string
	Code, Name, Under, Retired gridCell
	Kept                       bool // it was published: its code stays, and it is retired instead of taken away
	State                      string
	Colour                     ui.Colour
	Was                        string // of a part of a long list: the code by which the row is known
}

type gridCell struct{ Name, Label, Value, Wrong string }

func viewOfEdit(ctx context.Context, l codelist.Opened, lists []codelist.List, part string, wrong error) editView {
	href := codelistPath(l.Code)
	draft := l.Version.Drafted()
	if l.Draft != nil {
		draft = *l.Draft
	}
	view := editView{Href: href, Revision: itoa(l.Rev), First: l.Newest == 0, Today: l.Today.String(), Dirty: l.Draft != nil, Part: part, draft: draft}
	view.Head = ui.HeadView{Title: ui.T(ctx, "codelist.edit.of", "name", l.Name), Crumbs: crumbs(ctx, ui.Crumb{Words: l.Name, Href: href}, ui.Crumb{Words: ui.T(ctx, "codelist.edit")})}
	view.Head.Under = ui.T(ctx, "codelist.edit.first")
	if l.Newest > 0 {
		view.Head.Under = ui.T(ctx, "codelist.edit.after", "version", versionWords(ctx, l.Newest))
	}
	if l.Draft != nil && l.Wrong != nil {
		view.Errors = ui.ErrorsOf(ctx, l.Wrong)
	}
	if wrong != nil {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	view.Name = ui.FieldView{Name: "name", Label: ui.T(ctx, "codelist.field.name"), Value: draft.Name, Error: view.Errors.For("name"), Required: true}
	view.Source = ui.FieldView{Name: "source", Label: ui.T(ctx, "codelist.field.source"), Hint: ui.T(ctx, "codelist.hint.source"), Value: draft.Source, Error: view.Errors.For("source")}
	view.parents(ctx, l, lists)
	view.rows(ctx, l)
	return view
}

// parents offers the lists under whose items those of this one may stand.
func (v *editView) parents(ctx context.Context, l codelist.Opened, lists []codelist.List) {
	v.Parent = ui.FieldView{Name: "parent", Label: ui.T(ctx, "codelist.field.parent"), Hint: ui.T(ctx, "codelist.hint.parent"), Value: v.draft.Parent, Error: v.Errors.For("parent")}
	v.Parents = []ui.Option{{Words: ui.T(ctx, "codelist.parent.none")}}
	known := v.draft.Parent == ""
	for _, other := range lists {
		if other.Code != l.Code && other.Newest > 0 {
			v.Parents = append(v.Parents, ui.Option{Value: other.Code, Words: other.Name})
			known = known || other.Code == v.draft.Parent
		}
	}
	if !known {
		v.Parents = append(v.Parents, ui.Option{Value: v.draft.Parent, Words: v.draft.Parent})
	}
}

func (v *editView) rows(ctx context.Context, l codelist.Opened) {
	if len(v.draft.Rows) > mostRows {
		v.part(ctx, l)
		return
	}
	for i, row := range v.draft.Rows {
		v.Rows = append(v.Rows, v.row(ctx, l, i, row))
	}
	for range spareRows {
		v.Rows = append(v.Rows, v.row(ctx, l, len(v.Rows), codelist.Row{}))
	}
}

func (v *editView) row(ctx context.Context, l codelist.Opened, i int, row codelist.Row) gridRow {
	cell := func(column, value string) gridCell {
		return gridCell{Name: codelist.Cell(i, column), Label: ui.T(ctx, "codelist.cell."+column, "n", i+1), Value: value, Wrong: v.Errors.For(codelist.Cell(i, column))}
	}
	out := gridRow{N: itoa(i), Code: cell("code", row.Code), Name: cell("name", row.Name), Under: cell("under", row.Under), Retired: cell("retired", row.Retired)}
	before, kept := l.Version.Find(codelist.CodeText(row.Code))
	out.Kept = kept && row.Code != ""
	switch {
	case row.Empty() || l.Newest == 0:
	case !kept:
		out.State, out.Colour = ui.T(ctx, "codelist.kind.added"), ui.Green
	case before.Name != row.Name:
		out.State, out.Colour = ui.T(ctx, "codelist.kind.renamed"), ui.Grey
	case before.Retired.String() != row.Retired && row.Retired != "":
		out.State, out.Colour = ui.T(ctx, "codelist.kind.retired"), ui.Amber
	case before.Retired.String() != row.Retired:
		out.State, out.Colour = ui.T(ctx, "codelist.kind.revived"), ui.Green
	}
	return out
}
