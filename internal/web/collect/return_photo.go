package collect

import (
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// returnThumb sends the small picture of a photo.
func (p pages) returnThumb(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.returns.Thumb(r.Context(), door.By(r.Context()), r.PathValue("return"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return door.SendPicture(w, r, content, file)
}

// FileOf is a file of a return as its cell shows it.
func FileOf(r collect.Return, id string) formhtml.File {
	for _, f := range r.Files {
		if f.ID != id {
			continue
		}
		out := formhtml.File{Name: f.Name, Href: collect.Link(r.Obligation.ID) + "/files/" + id}
		if f.Picture {
			out.Thumb = collect.Link(r.Obligation.ID) + "/thumbs/" + id
		} else if kind, is := strings.CutPrefix(f.Type, "image/"); is {
			out.Kind, out.Unseen = strings.ToUpper(kind), kind == "heic" || kind == "heif"
		}
		return out
	}
	return formhtml.File{Name: id}
}

// fileNames are the names of the files in a value.
func fileNames(r collect.Return, v form.Value) string {
	var names []string
	for _, item := range v.Items() {
		names = append(names, FileOf(r, item.Text()).Name)
	}
	return strings.Join(names, "、")
}
