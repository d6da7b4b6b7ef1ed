package workbooks

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnBook is the page on which a return goes out as a workbook and comes back.
func (p Pages) returnBook(w http.ResponseWriter, r *http.Request) error {
	return p.showReturnUpload(w, r, nil)
}

func (p Pages) showReturnUpload(w http.ResponseWriter, r *http.Request, wrong error) error {
	ctx := r.Context()
	one, err := p.Returns.Return(ctx, door.By(ctx), r.PathValue("return"))
	if err != nil {
		return err
	}
	if !one.May.Edit && wrong == nil {
		return door.Redirect(w, r, collect.Link(one.Obligation.ID))
	}
	view := uploadView{
		Head: returnBookHead(ctx, one), Out: links.Book(one.Obligation.ID) + ".xlsx", Action: links.Book(one.Obligation.ID),
		OutHint: ui.T(ctx, "workbook.out.return"), InHint: ui.T(ctx, "workbook.in.return"), Wrong: bookWrong(ctx, wrong),
	}
	return showUpload(w, r, view, wrong)
}

func showUpload(w http.ResponseWriter, r *http.Request, view uploadView, wrong error) error {
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, uploadPage(view))
}

// returnBookTake takes a workbook in and leads to what it would change. A workbook
// that cannot be read is told beside the field.
func (p Pages) returnBookTake(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	file, err := takeBook(r, r.PathValue("return"), func(in collect.BookUpload) (string, error) {
		return p.Returns.TakeReturnBook(ctx, door.By(ctx), in)
	})
	if mendable(err) {
		return p.showReturnUpload(w, r, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, links.Book(r.PathValue("return"))+"/"+file)
}

// takeBook reads the file of an upload form.
func takeBook(r *http.Request, thing string, take func(collect.BookUpload) (string, error)) (string, error) {
	if _, err := door.Form(r); err != nil {
		return "", err
	}
	file, err := door.File(r, "file")
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Content.Close() }()
	return take(collect.BookUpload{Thing: thing, Name: file.Name, Content: file.Content})
}

// mendable tells faults that the person mends by bringing another file.
func mendable(err error) bool {
	kind := fault.KindOf(err)
	return err != nil && (kind == fault.Invalid || kind == fault.TooLarge)
}
