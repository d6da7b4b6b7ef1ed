package codelist

import (
	"context"
	"net/http"

	"nianlun/internal/base/codelist"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// publishShow weighs a draft: what is wrong, what is different, which forms use the
// list.
func (p pages) publishShow(w http.ResponseWriter, r *http.Request) error {
	return p.weigh(w, r, "", nil)
}

// publishDo makes the draft the newest version.
func (p pages) publishDo(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := codelist.Publish{List: r.PathValue("list"), Reason: values.Text("reason")}
	in.Base, _ = values.Int("revision")
	version, err := p.lists.Publish(ctx, door.By(ctx), in)
	if err != nil && (fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.Conflict && !fault.Is(err, "codelist.nothing")) {
		return p.weigh(w, r, in.Reason, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "codelist.published", "name", version.Name, "version", versionWords(ctx, version.No)))
	return door.Redirect(w, r, codelistPath(version.List))
}

func (p pages) weigh(w http.ResponseWriter, r *http.Request, reason string, wrong error) error {
	ctx := r.Context()
	code := r.PathValue("list")
	l, err := p.lists.Open(ctx, door.By(ctx), code)
	if err != nil {
		return err
	}
	if l.Draft == nil || !l.May.Write || !l.Closed.IsZero() {
		return door.Redirect(w, r, codelistPath(code))
	}
	forms, err := p.forms.FormsUsing(ctx, door.By(ctx), code)
	if err != nil {
		return err
	}
	view := viewOfPublish(ctx, l, forms, reason, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, publishPage(view))
}

type publishView struct {
	Head     ui.HeadView
	Href     string
	Back     string
	Revision string
	Refused  string
	Problems ui.Errors
	First    bool
	Count    int // items of a first version
	Changes  []changeLine
	Forms    []formLine
	Reason   ui.FieldView
	Ready    bool
}

func viewOfPublish(ctx context.Context, l codelist.Opened, forms []design.ListForm, reason string, wrong error) publishView {
	href := codelistPath(l.Code)
	errs := ui.ErrorsOf(ctx, wrong)
	view := publishView{
		Head: ui.HeadView{Title: ui.T(ctx, "codelist.publish.of", "name", l.Draft.Name), Crumbs: crumbs(ctx, ui.Crumb{Words: l.Name, Href: href}, ui.Crumb{Words: ui.T(ctx, "codelist.publish")})},
		Href: href + "/publish", Back: href + "/edit", Revision: itoa(l.Rev), First: l.Newest == 0, Changes: changeLines(ctx, l.Changes), Forms: formLines(ctx, l, forms),
	}
	view.Head.Under = ui.T(ctx, "codelist.publish.under", "version", versionWords(ctx, l.Newest+1))
	for _, row := range l.Draft.Rows {
		if !row.Empty() {
			view.Count++
		}
	}
	if l.Wrong != nil {
		view.Problems = ui.ErrorsOf(ctx, l.Wrong)
	}
	view.Ready = l.Wrong == nil && len(l.Changes) > 0
	view.Reason = ui.FieldView{Name: "reason", Label: ui.T(ctx, "codelist.field.reason"), Hint: ui.T(ctx, "codelist.hint.reason"), Value: reason, Error: errs.For("reason"), Required: true}
	if wrong != nil && errs.For("reason") == "" {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	return view
}
