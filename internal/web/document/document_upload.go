package document

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// documentUpload reads a file. What is wrong with it is told beside the field.
func (p Pages) documentUpload(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	reading, err := p.upload(r, form)
	if err == nil {
		door.Flash(ctx, ui.T(ctx, "reading.uploaded", "n", reading.Counts.All()))
		return door.Redirect(w, r, "/documents/"+reading.ID)
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge {
		return err
	}
	view, listErr := p.documents(ctx)
	if listErr != nil {
		return listErr
	}
	view.Year, view.Errors = form.Text("year"), fileErrors(r, err)
	return showDocuments(w, r, door.Status(fault.KindOf(err)), view)
}

func (p Pages) upload(r *http.Request, form door.Values) (document.Reading, error) {
	year, ok := form.Int("year")
	if form.Text("year") != "" && (!ok || year < 1949 || year > 2999) {
		return document.Reading{}, fault.New(fault.Invalid, "reading.year").With("year", "fault.reading.year")
	}
	file, err := door.File(r, "file")
	if err != nil {
		return document.Reading{}, err
	}
	defer func() { _ = file.Content.Close() }()
	ctx := r.Context()
	return p.Readings.Upload(ctx, door.By(ctx), document.Upload{Name: file.Name, Year: year, Data: file.Content})
}

// fileErrors puts a fault that names no field beside the file.
func fileErrors(r *http.Request, err error) ui.Errors {
	if errs := ui.ErrorsOf(r.Context(), err); len(errs) > 0 {
		return errs
	}
	f := fault.As(err)
	return ui.Errors{{Path: "file", Words: ui.T(r.Context(), f.Key(), f.Args...)}}
}
