package document

import (
	"mime/multipart"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// documentUpload reads a file or a pasted text; several files become a batch.
// What is wrong is told beside the field.
func (p Pages) documentUpload(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	path, err := p.take(r, form)
	if err == nil {
		return leadTo(w, r, path)
	}
	if kind := fault.KindOf(err); scripted(r) || kind != fault.Invalid && kind != fault.TooLarge && kind != fault.Unavailable {
		return err
	}
	view, listErr := p.documents(r.Context())
	if listErr != nil {
		return listErr
	}
	view.Year, view.Text, view.Errors = form.Text("year"), form.Text("text"), fileErrors(r, form, err)
	return showDocuments(w, r, door.Status(fault.KindOf(err)), view)
}

// take reads what was brought and answers the page that shows it.
func (p Pages) take(r *http.Request, form door.Values) (path string, err error) {
	year, err := yearOf(form)
	if err != nil {
		return "", err
	}
	files := chosenFiles(r)
	if text := form.Text("text"); text != "" && len(files) == 0 {
		name := ui.T(r.Context(), "batch.pasted") + ".txt"
		return p.readOne(r, document.Upload{Name: name, Year: year, Data: strings.NewReader(text)})
	}
	if len(files) > 1 {
		return p.readMany(r, year, len(files))
	}
	file, err := door.File(r, "file")
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Content.Close() }()
	return p.readOne(r, document.Upload{Name: file.Name, Year: year, Data: file.Content})
}

// chosenFiles leaves out the nameless part that browsers send for an empty choice.
func chosenFiles(r *http.Request) []*multipart.FileHeader {
	if r.MultipartForm == nil {
		return nil
	}
	var chosen []*multipart.FileHeader
	for _, h := range r.MultipartForm.File["file"] {
		if h.Filename != "" {
			chosen = append(chosen, h)
		}
	}
	return chosen
}

func (p Pages) readOne(r *http.Request, in document.Upload) (string, error) {
	ctx := r.Context()
	reading, err := p.Readings.Upload(ctx, door.By(ctx), in)
	if err != nil {
		return "", err
	}
	door.Flash(ctx, ui.T(ctx, "reading.uploaded", "n", reading.Counts.All()))
	return "/documents/" + reading.ID, nil
}

func (p Pages) readMany(r *http.Request, year, n int) (string, error) {
	ctx := r.Context()
	b, err := p.Batches.Open(ctx, door.By(ctx), document.NewBatch{Year: year, List: door.Year(ctx), Want: n})
	if err != nil {
		return "", err
	}
	_, err = p.addFiles(r, b.ID, "")
	return batchAddress(b.ID), err
}

// fileErrors puts a fault that names no field beside what was brought, with the
// file's name, since several may lie on the desk.
func fileErrors(r *http.Request, form door.Values, err error) ui.Errors {
	ctx := r.Context()
	f := fault.As(err)
	path, words := "file", ui.T(ctx, f.Key(), f.Args...)
	if errs := ui.ErrorsOf(ctx, err); len(errs) > 0 {
		if errs[0].Path != "file" {
			return errs
		}
		words = errs[0].Words
	}
	switch files := chosenFiles(r); {
	case len(files) == 1 && !strings.Contains(words, files[0].Filename):
		words = ui.T(ctx, "batch.wrong", "name", files[0].Filename, "words", words)
	case len(files) == 0 && form.Text("text") != "":
		path = "text"
	}
	return ui.Errors{{Path: path, Words: words}}
}
