package workbooks

import (
	"context"
	"net/http"
	"net/url"

	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// pastView is the page on which past periods are brought.
type pastView struct {
	Head    ui.HeadView
	Ask     string // the form that chooses
	Form    ui.FieldView
	Forms   []ui.Option
	First   ui.FieldView
	Last    ui.FieldView
	Zone    ui.FieldView
	Zones   []ui.Option
	Type    ui.FieldView
	Types   []ui.Option
	Out     string
	OutHint string
	Action  string
	Wrong   string
}

// pastScopeOf is what the address asks for.
func pastScopeOf(r *http.Request) collect.PastScope {
	q := door.Query(r)
	return collect.PastScope{Form: q.Text("form"), First: q.Text("first"), Last: q.Text("last"), Zone: q.Text("zone"), Type: org.UnitType(q.Text("type"))}
}

func pastQuery(path string, in collect.PastScope) string {
	v := url.Values{"form": {in.Form}}
	for name, value := range map[string]string{"first": in.First, "last": in.Last, "zone": in.Zone, "type": string(in.Type)} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return path + "?" + v.Encode()
}

// past is the page on which the returns of past years are brought: a template goes
// out and comes back.
func (p Pages) past(w http.ResponseWriter, r *http.Request) error {
	return p.showPast(w, r, pastScopeOf(r), nil)
}

func (p Pages) showPast(w http.ResponseWriter, r *http.Request, in collect.PastScope, wrong error) error {
	ctx := r.Context()
	forms, err := p.Returns.PastForms(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	view := pastView{
		Head: ui.HeadView{Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "past.title")}}, Title: ui.T(ctx, "past.title"), Under: ui.T(ctx, "past.under")},
		Ask:  links.Past, Wrong: bookWrong(ctx, wrong),
		Form: ui.FieldView{Name: "form", Label: ui.T(ctx, "past.form"), Value: in.Form},
	}
	for _, v := range forms {
		view.Forms = append(view.Forms, ui.Option{Value: v.Form, Words: v.Definition.Title})
	}
	if in.Form == "" && len(forms) > 0 {
		in.Form = forms[0].Form
		view.Form.Value = in.Form
	}
	if len(forms) > 0 {
		if err := p.pastScope(ctx, &view, in); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, pastPage(view))
}

// pastScope fills in what may be chosen and what the template would hold. A period
// that cannot be read is told at its field.
func (p Pages) pastScope(ctx context.Context, view *pastView, in collect.PastScope) error {
	choice, err := p.Returns.PastChoice(ctx, door.By(ctx), in)
	if err != nil && !fault.Is(err, "past.scope") {
		return err
	}
	errs := ui.ErrorsOf(ctx, err)
	view.First = ui.FieldView{Name: "first", Label: ui.T(ctx, "past.first"), Value: orText(in.First, choice.First), Short: true, Error: errs.For("first")}
	view.Last = ui.FieldView{Name: "last", Label: ui.T(ctx, "past.last"), Value: orText(in.Last, choice.Last), Short: true, Error: errs.For("last")}
	view.Zone = ui.FieldView{Name: "zone", Label: ui.T(ctx, "collect.filter.zone"), Value: in.Zone}
	view.Type = ui.FieldView{Name: "type", Label: ui.T(ctx, "collect.filter.type"), Value: string(in.Type)}
	view.Zones, view.Types = []ui.Option{{Words: ui.T(ctx, "collect.filter.all")}}, []ui.Option{{Words: ui.T(ctx, "collect.filter.all")}}
	for _, zone := range choice.Zones {
		view.Zones = append(view.Zones, ui.Option{Value: zone, Words: zone})
	}
	for _, t := range choice.Types {
		view.Types = append(view.Types, ui.Option{Value: string(t), Words: ui.T(ctx, t.Key())})
	}
	view.Action = links.Past + "/" + in.Form
	if err == nil {
		view.OutHint = ui.T(ctx, "past.out.hint", "units", choice.Units, "periods", len(choice.Periods))
		if choice.Units > 0 && len(choice.Periods) > 0 {
			view.Out = pastQuery(links.Past+"/template.xlsx", in)
		}
	}
	return nil
}

func orText(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// pastOut sends the template.
func (p Pages) pastOut(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	book, err := p.Returns.PastBook(ctx, door.By(ctx), pastScopeOf(r), say.T(ctx))
	if err != nil {
		return err
	}
	return sendBook(w, r, book)
}

// pastTake takes the workbook in and leads to the dry run.
func (p Pages) pastTake(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	code := r.PathValue("form")
	file, err := takeBook(r, code, func(in collect.BookUpload) (string, error) {
		return p.Returns.TakePastBook(ctx, door.By(ctx), in)
	})
	if mendable(err) {
		return p.showPast(w, r, collect.PastScope{Form: code}, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, links.Past+"/"+code+"/files/"+file)
}
