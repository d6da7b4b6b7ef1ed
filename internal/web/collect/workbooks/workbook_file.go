package workbooks

import (
	"net/http"

	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// sendBook sends a workbook as a file to keep.
func sendBook(w http.ResponseWriter, r *http.Request, book collect.Book) error {
	return door.SendBook(w, r, book.Name, book.Data)
}

// returnBookOut sends a return as a workbook.
func (p Pages) returnBookOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.ReturnBook(ctx, door.By(ctx), r.PathValue("return"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}

// returnBookMarked sends a workbook that came in back with its issues marked.
func (p Pages) returnBookMarked(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.MarkedReturnBook(ctx, door.By(ctx), r.PathValue("return"), r.PathValue("file"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}
