package codelist

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// codelistNew asks what a new list begins with. An address may name a list of a form
// or of a draft that is to be the bureau's: ?of=draft:ID:学校类别.
func (p pages) codelistNew(w http.ResponseWriter, r *http.Request) error {
	if !mayWrite(r.Context()) {
		return fault.New(fault.NotFound, "notfound")
	}
	query := door.Query(r)
	return p.ask(w, r, newInput{Of: query.Text("of"), Name: query.Text("name")}, nil)
}

// codelistStart makes the list with its first draft, or asks again.
func (p pages) codelistStart(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := newInput{Name: values.Text("name"), Code: values.Text("code"), Source: values.Text("source"), Of: values.Text("of"), Paste: values.Text("paste")}
	draft := codelist.Draft{Name: in.Name, Source: in.Source}
	if in.Of != "" {
		if draft.Rows, err = p.rowsOf(ctx, in.Of); err != nil {
			return err
		}
	}
	draft.Rows = merged(draft.Rows, table{rows: pasted(in.Paste)})
	if hasFile(r) {
		book, err := bookTable(r)
		if err != nil && fault.KindOf(err) == fault.Invalid {
			return p.ask(w, r, in, err)
		}
		if err != nil {
			return err
		}
		draft.Rows = merged(draft.Rows, book)
	}
	l, err := p.lists.Start(ctx, door.By(ctx), codelist.Start{Code: in.Code, Draft: draft})
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return p.ask(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, codelistPath(l.Code)+"/edit")
}

// hasFile tells whether a file was chosen. Call it after door.Form.
func hasFile(r *http.Request) bool {
	return r.MultipartForm != nil && len(r.MultipartForm.File["book"]) > 0 && r.MultipartForm.File["book"][0].Filename != ""
}

// rowsOf are the options of a form's own list: "form:CODE:NAME" of what is
// published, "draft:ID:NAME" of what is being designed.
func (p pages) rowsOf(ctx context.Context, of string) ([]codelist.Row, error) {
	parts := strings.SplitN(of, ":", 3)
	if len(parts) != 3 {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	content, err := p.contentOf(ctx, parts[0], parts[1])
	if err != nil {
		return nil, err
	}
	for _, list := range design.ListsIn(content) {
		if list.Name != parts[2] {
			continue
		}
		var rows []codelist.Row
		for _, o := range list.Options {
			rows = append(rows, codelist.Row{Code: o.Code, Name: o.Name, Under: strings.Join(o.Under, "、"), Retired: o.Retired})
		}
		return rows, nil
	}
	return nil, fault.New(fault.NotFound, "notfound")
}

func (p pages) contentOf(ctx context.Context, kind, id string) (formdraft.Draft, error) {
	if kind == "draft" {
		o, err := p.forms.Open(ctx, door.By(ctx), id)
		return o.Content, err
	}
	lines, err := p.forms.List(ctx, door.By(ctx))
	for _, line := range lines {
		if line.Form == id && line.Version != nil {
			return formdraft.Read([]byte(line.Version.YAML))
		}
	}
	if err == nil {
		err = fault.New(fault.NotFound, "notfound")
	}
	return formdraft.Draft{}, err
}

// newInput is a list as it was asked for.
type newInput struct{ Name, Code, Source, Of, Paste string }

type newView struct {
	Head                                ui.HeadView
	Errors                              ui.Errors
	Name, Code, Source, Of, Paste, Book ui.FieldView
	Ofs                                 []ui.OptionGroup
	Text                                bool // the box for pasting is open
}

func (p pages) ask(w http.ResponseWriter, r *http.Request, in newInput, wrong error) error {
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

func viewOfNew(ctx context.Context, in newInput, lines []design.Line, wrong error) newView {
	errs := ui.ErrorsOf(ctx, wrong)
	field := func(name, value string) ui.FieldView {
		return ui.FieldView{Name: name, Value: value, Label: ui.T(ctx, "codelist.field."+name), Hint: ui.T(ctx, "codelist.hint."+name), Error: errs.For(name)}
	}
	view := newView{
		Head:   ui.HeadView{Title: ui.T(ctx, "codelist.new"), Under: ui.T(ctx, "codelist.new.under"), Crumbs: crumbs(ctx, ui.Crumb{Words: ui.T(ctx, "codelist.new")})},
		Errors: errs, Name: field("name", in.Name), Code: field("code", in.Code), Source: field("source", in.Source), Of: field("of", in.Of),
		Paste: field("paste", in.Paste), Book: field("book", ""), Text: in.Paste != "" || errs.For("rows") != "",
	}
	view.Name.Required = true
	view.Paste.Rows, view.Paste.Error = 8, errs.For("rows")
	view.Book.Type, view.Book.Attrs = "file", map[string]any{"accept": ".xlsx,.csv,.txt"}
	view.Ofs = []ui.OptionGroup{{Words: ui.T(ctx, "codelist.of.nothing"), Options: []ui.Option{{Words: ui.T(ctx, "codelist.of.none")}}}}
	known := in.Of == ""
	for _, line := range lines {
		if line.Version == nil {
			continue
		}
		content, _ := formdraft.Read([]byte(line.Version.YAML))
		group := ui.OptionGroup{Words: line.Title}
		for _, list := range design.ListsIn(content) {
			value := "form:" + line.Form + ":" + list.Name
			known = known || value == in.Of
			group.Options = append(group.Options, ui.Option{Value: value, Words: ui.T(ctx, "codelist.of.list", "name", list.Name, "n", len(list.Options))})
		}
		if len(group.Options) > 0 {
			view.Ofs = append(view.Ofs, group)
		}
	}
	if !known {
		_, name, _ := strings.Cut(strings.TrimPrefix(in.Of, "draft:"), ":")
		view.Ofs[0].Options = append(view.Ofs[0].Options, ui.Option{Value: in.Of, Words: ui.T(ctx, "codelist.of.draft", "name", name)})
	}
	return view
}
