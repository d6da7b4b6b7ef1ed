package design

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// textShow is the definition as a file, for experts.
func (p pages) textShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), r.PathValue("draft"))
	if err != nil {
		return err
	}
	return p.showText(w, r, o, o.Head.YAML, nil)
}

// textSave keeps what was written, or shows what is wrong with it by line and
// column.
func (p pages) textSave(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	draft := r.PathValue("draft")
	base, _ := values.Int("revision")
	text := values.Raw("text")
	_, err = p.forms.Change(ctx, door.By(ctx), design.Change{Draft: draft, Base: base, Act: design.EditText{YAML: text}})
	if err == nil {
		door.Flash(ctx, ui.T(ctx, "design.saved"))
		return door.Redirect(w, r, designHref(draft)+"/text")
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && !fault.Is(err, "design.stale") {
		return err
	}
	o, openErr := p.forms.Open(ctx, door.By(ctx), draft)
	if openErr != nil {
		return openErr
	}
	return p.showText(w, r, o, text, err)
}

type textView struct {
	Head     ui.HeadView
	Href     string
	Revision string
	Text     ui.FieldView
	Refused  string
	Problems []lineProblem
	Write    bool
}

// lineProblem is a mistake with its place in the file.
type lineProblem struct{ At, Words string }

func (p pages) showText(w http.ResponseWriter, r *http.Request, o design.Open, text string, wrong error) error {
	ctx := r.Context()
	view := viewOfText(ctx, o, text, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, textPage(view))
}

func viewOfText(ctx context.Context, o design.Open, text string, wrong error) textView {
	view := textView{
		Head: ui.HeadView{Title: ui.T(ctx, "design.text.of", "title", o.Title), Under: ui.T(ctx, "design.text.under"), Crumbs: crumbs(ctx, o, ui.T(ctx, "design.text"))},
		Href: designHref(o.ID) + "/text", Revision: itoa(o.Rev), Write: o.May.Write,
		Text: ui.FieldView{Name: "text", Label: ui.T(ctx, "design.from.yaml"), Value: text, Rows: 32, Readonly: !o.May.Write},
	}
	if wrong != nil {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
		for _, e := range ui.ErrorsOf(ctx, wrong) {
			view.Problems = append(view.Problems, lineProblem{At: lineWords(ctx, e.Path), Words: e.Words})
		}
		return view
	}
	for _, problem := range o.Problems {
		at := ""
		if problem.Line > 0 {
			at = lineWords(ctx, itoa(problem.Line)+":"+itoa(problem.Column))
		}
		view.Problems = append(view.Problems, lineProblem{At: at, Words: problem.Words(words(ctx))})
	}
	return view
}

// lineWords turns 12:5 into words; empty for what is no place in a file.
func lineWords(ctx context.Context, at string) string {
	if !isLine(at) {
		return ""
	}
	line, column, _ := strings.Cut(at, ":")
	return ui.T(ctx, "design.text.place", "line", line, "column", column)
}

func isLine(path string) bool {
	line, column, found := strings.Cut(path, ":")
	return found && digits(line) && digits(column)
}

func digits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// crumbs lead from the returns to a draft and what of it is shown.
func crumbs(ctx context.Context, o design.Open, last ...string) []ui.Crumb {
	all := []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "design.title"), Href: "/forms"}}
	if len(last) == 0 {
		return append(all, ui.Crumb{Words: o.Title})
	}
	return append(all, ui.Crumb{Words: o.Title, Href: designHref(o.ID)}, ui.Crumb{Words: last[0]})
}
