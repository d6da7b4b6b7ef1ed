package workbooks

import (
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnBookShow shows what a workbook would change; nothing is saved yet.
func (p Pages) returnBookShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	look, err := p.Returns.LookAtReturnBook(ctx, door.By(ctx), r.PathValue("return"), r.PathValue("file"))
	if err != nil {
		return err
	}
	view := viewOfReturnBook(ctx, look)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect"}, returnBookPage(view))
}

// theirsPrefix stands before the path of a clash at which the return's own value
// stays.
const theirsPrefix = "theirs:"

// returnBookSave saves what was looked at and leads to the return.
func (p Pages) returnBookSave(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	in := collect.SaveBook{Return: r.PathValue("return"), File: r.PathValue("file")}
	in.Base, _ = values.Int(sheet.RevisionName)
	for _, name := range values.Names() {
		if path, found := strings.CutPrefix(name, theirsPrefix); found && values.Text(name) == "1" {
			in.Theirs = append(in.Theirs, form.Path(path))
		}
	}
	ctx := r.Context()
	_, err = p.Returns.SaveReturnBook(ctx, door.By(ctx), in)
	if fault.Is(err, "workbook.stale") {
		door.Flash(ctx, ui.T(ctx, "fault.workbook.stale"))
		return door.Redirect(w, r, links.Book(in.Return)+"/"+in.File)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "workbook.saved"))
	return door.Redirect(w, r, collect.Link(in.Return))
}
