package collect

import (
	"bytes"
	"net/http"

	"nianlun/internal/base/blob"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// bookMedia is the media type of a workbook.
const bookMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// made is a file that was made for this answer and lies in memory.
type made struct{ *bytes.Reader }

// Close implements blob.Content.
func (made) Close() error { return nil }

// sendBook sends a workbook as a file to keep.
func sendBook(w http.ResponseWriter, r *http.Request, book collect.Book) error {
	return door.SendFile(w, r, made{bytes.NewReader(book.Data)}, blob.File{Name: book.Name, Type: bookMedia, Size: int64(len(book.Data))})
}

// returnBookOut sends a return as a workbook.
func (p pages) returnBookOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.returns.ReturnBook(ctx, door.By(ctx), r.PathValue("return"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}

// returnBookMarked sends a workbook that came in back with its issues marked.
func (p pages) returnBookMarked(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.returns.MarkedReturnBook(ctx, door.By(ctx), r.PathValue("return"), r.PathValue("file"), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}
