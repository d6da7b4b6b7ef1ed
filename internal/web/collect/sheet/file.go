package sheet

import (
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/work/collect"
)

// UploadPrefix stands before the path of a cell in the name of its file input,
// as formhtml writes it.
const UploadPrefix = "upload:"

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

// Enctype lets a form carry files only when it asks for some.
func Enctype(def *form.Definition) string {
	for _, f := range def.Fields() {
		if f.Type.Control() == form.ControlFiles {
			return "multipart/form-data"
		}
	}
	return "application/x-www-form-urlencoded"
}
