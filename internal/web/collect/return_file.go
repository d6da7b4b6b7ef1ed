package collect

import (
	"mime/multipart"
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// attach keeps the uploads of a form and puts their ids into their cells.
func (p pages) attach(r *http.Request, in *sheet.Input) error {
	if r.MultipartForm == nil {
		return nil
	}
	for name, headers := range r.MultipartForm.File {
		path, ok := form.ParsePath(strings.TrimPrefix(name, sheet.UploadPrefix))
		if !ok || !strings.HasPrefix(name, sheet.UploadPrefix) {
			continue
		}
		for _, header := range headers {
			id, err := p.attachOne(r, in.Return, path, header)
			if err != nil {
				return err
			}
			in.Raw[path] = strings.TrimPrefix(in.Raw[path]+","+id, ",")
		}
	}
	return nil
}

func (p pages) attachOne(r *http.Request, id string, path form.Path, header *multipart.FileHeader) (string, error) {
	content, err := header.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = content.Close() }()
	return p.returns.Attach(r.Context(), door.By(r.Context()), collect.Upload{Return: id, Path: path, Name: header.Filename, Content: content})
}

// returnFile sends a file of a return. The browser shows photos; all else that
// came from outside is saved, never run.
func (p pages) returnFile(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.returns.File(r.Context(), door.By(r.Context()), r.PathValue("return"), r.PathValue("file"))
	if err != nil {
		return err
	}
	if file.Shown() {
		return door.SendPicture(w, r, content, file)
	}
	return door.SendFile(w, r, content, file)
}
