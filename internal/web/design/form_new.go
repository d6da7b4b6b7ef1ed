package design

import (
	"context"
	"io"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// The ways to begin a form.
const (
	fromBlank = "blank"
	fromForm  = "form"
	fromFile  = "file"
	fromText  = "text"
)

// formNew asks what a new form begins with.
func (p pages) formNew(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	if access.Scope(door.By(ctx), access.Write, access.Form).Empty() {
		return fault.New(fault.NotFound, "notfound")
	}
	return p.askForm(w, r, startInput{From: fromBlank}, nil)
}

// formStart makes the draft, or asks again with what is wrong.
func (p pages) formStart(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := startInputOf(values)
	if in.From == fromBlank && hasFile(r) {
		in.From = fromFile // whoever chose a file means it
	}
	if in.From == fromFile {
		if in.File, err = fileOf(r); err != nil && fault.KindOf(err) == fault.Invalid {
			return p.askForm(w, r, in, err)
		}
		if err != nil {
			return err
		}
	}
	d, err := p.forms.Start(ctx, door.By(ctx), in.start())
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return p.askForm(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, atHref(d.ID, "form"))
}

// formRevise begins the next version of a form, or goes to the draft of it.
func (p pages) formRevise(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.forms.Revise(ctx, door.By(ctx), r.PathValue("form"))
	if err != nil {
		return err
	}
	return door.Redirect(w, r, designHref(d.ID))
}

// startInput is a new form as it was asked for.
type startInput struct {
	From, Title, Code, Of, Text string
	File                        []byte
}

// hasFile tells whether a file was chosen. Call it after door.Form.
func hasFile(r *http.Request) bool {
	return r.MultipartForm != nil && len(r.MultipartForm.File["book"]) > 0 && r.MultipartForm.File["book"][0].Filename != ""
}

// fileOf reads the file that a form is made from.
func fileOf(r *http.Request) ([]byte, error) {
	upload, err := door.File(r, "book")
	if err != nil {
		return nil, err
	}
	defer func() { _ = upload.Content.Close() }()
	return io.ReadAll(upload.Content)
}

func startInputOf(v door.Values) startInput {
	return startInput{From: v.Text("from"), Title: v.Text("title"), Code: v.Text("code"), Of: v.Text("of"), Text: v.Text("text")}
}

func (in startInput) start() design.Start {
	out := design.Start{Title: in.Title, Code: in.Code}
	switch in.From {
	case fromForm:
		out.CopyOf = in.Of
	case fromFile:
		out.File = in.File
	case fromText:
		out.YAML = in.Text
	}
	return out
}

type newView struct {
	Head        ui.HeadView
	Errors      ui.Errors
	From        string
	Title, Code ui.FieldView
	Of          ui.FieldView
	Forms       []ui.Option
	Book        ui.FieldView
	Text        ui.FieldView
}

func (p pages) askForm(w http.ResponseWriter, r *http.Request, in startInput, wrong error) error {
	ctx := r.Context()
	lines, err := p.forms.List(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	view := viewOfNew(ctx, in, lines, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, newPage(view))
}

func viewOfNew(ctx context.Context, in startInput, lines []design.Line, wrong error) newView {
	errs := ui.ErrorsOf(ctx, wrong)
	field := func(name, value string) ui.FieldView {
		return ui.FieldView{Name: name, Value: value, Label: ui.T(ctx, "design.field."+name), Error: errs.For(name)}
	}
	view := newView{
		Head: ui.HeadView{Title: ui.T(ctx, "design.new"), Crumbs: []ui.Crumb{
			{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "design.title"), Href: "/forms"}, {Words: ui.T(ctx, "design.new")}}},
		Errors: errs, From: in.From, Title: field("title", in.Title), Code: field("code", in.Code),
		Of: field("of", in.Of), Text: field("text", in.Text), Book: field("book", ""),
	}
	view.Book.Type, view.Book.Hint = "file", ui.T(ctx, "design.hint.book")
	view.Book.Attrs = map[string]any{"accept": ".xlsx,.yaml,.yml"}
	view.Title.Hint = ui.T(ctx, "design.hint.newtitle")
	view.Code.Hint = ui.T(ctx, "design.hint.formcode")
	view.Of.Label = ui.T(ctx, "design.from.of")
	view.Text.Label, view.Text.Rows = ui.T(ctx, "design.from.yaml"), 12
	for _, e := range errs {
		if isLine(e.Path) {
			view.Text.Error += ui.T(ctx, "design.text.at", "at", e.Path, "words", e.Words)
		}
	}
	for _, l := range lines {
		if l.Version != nil {
			view.Forms = append(view.Forms, ui.Option{Value: l.Form, Words: l.Title})
		}
	}
	return view
}
