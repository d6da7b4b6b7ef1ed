package design

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// sampleID is the id of the form element of the sample.
const sampleID = "sample"

// The names of inputs of the sample that are no cells. A colon stands in no path.
const (
	ofName      = "sample:of"
	actName     = "sample:act"
	checkedName = "sample:checked"
)

// The two returns of a sample.
const (
	sampleNow  = "now"
	sampleLast = "last"
)

// previewShow is the draft as a school will see it, to be filled in as a trial.
func (p pages) previewShow(w http.ResponseWriter, r *http.Request) error {
	q := door.Query(r)
	return p.showPreview(w, r, previewInput{Of: q.Text("of"), Spare: 1})
}

// previewInput is what of the sample is to be seen.
type previewInput struct {
	Of      string
	Spare   int
	Checked bool // say also what is still empty
}

func (p pages) showPreview(w http.ResponseWriter, r *http.Request, in previewInput) error {
	ctx := r.Context()
	trial, err := p.forms.Try(ctx, door.By(ctx), r.PathValue("draft"))
	if err != nil {
		return err
	}
	view := viewOfPreview(ctx, trial, in)
	return door.Framed(w, r, door.View{Title: view.Title}, previewPage(view))
}

// previewSample keeps what was typed and checks it.
func (p pages) previewSample(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	draft := r.PathValue("draft")
	trial, err := p.forms.Try(ctx, door.By(ctx), draft)
	if err != nil {
		return err
	}
	in := previewInput{Of: values.Text(ofName), Spare: 1, Checked: values.Text(actName) == "check" || values.Has(checkedName)}
	sample, posted := trial.Sample, map[string][]string{}
	for _, name := range values.Names() {
		posted[name] = values.Texts(name)
	}
	if trial.Shown != nil {
		def, stored := sampleOf(trial, in.Of)
		read := formhtml.Read(def, stored, posted)
		if values.Text(actName) == "clear" {
			read.Raw = form.Raw{}
		}
		if read.AddTo != "" {
			in.Spare++
		}
		sample = with(trial, in.Of, read.Raw)
	}
	if err := p.forms.SetSample(ctx, door.By(ctx), draft, sample); err != nil {
		return err
	}
	if !door.Partial(r) {
		return door.Redirect(w, r, designHref(draft)+"/preview?of="+url.QueryEscape(in.Of))
	}
	return p.showPreview(w, r, in)
}

// sampleOf is the form of which something was typed, with what is kept of it.
func sampleOf(t design.Trial, of string) (*form.Definition, form.Raw) {
	if other, found := otherOf(t, of); found {
		return other.Def, other.Raw
	}
	if of == sampleLast {
		return t.Shown, t.Sample.Last
	}
	return t.Shown, t.Now.Raw
}

func otherOf(t design.Trial, of string) (design.Other, bool) {
	for _, other := range t.Others {
		if other.Key == of {
			return other, true
		}
	}
	return design.Other{}, false
}

// with puts what was typed into the sample. What is typed of a return that the form
// no longer reads is dropped.
func with(t design.Trial, of string, raw form.Raw) design.Sample {
	s := t.Sample
	_, isOther := otherOf(t, of)
	switch {
	case isOther:
		s.Others = maps.Clone(s.Others)
		if s.Others == nil {
			s.Others = map[string]form.Raw{}
		}
		s.Others[of] = raw
		if len(raw) == 0 {
			delete(s.Others, of)
		}
	case of == sampleLast:
		s.Last = raw
	case of == sampleNow || of == "":
		s.Now = raw
	}
	return s
}

type previewView struct {
	Title, Href string
	Of          string
	Hint        string
	Tabs        []ui.ViewTab
	Form        formhtml.Page
	T           form.T
	Nothing     bool
	Left        int
	Write       bool
	Checked     bool
}

func viewOfPreview(ctx context.Context, t design.Trial, in previewInput) previewView {
	href := designHref(t.ID) + "/preview"
	other, isOther := otherOf(t, in.Of)
	if in.Of != sampleLast && !isOther {
		in.Of = sampleNow
	}
	view := previewView{Title: t.Title, Href: designHref(t.ID) + "/sample", Of: in.Of, T: words(ctx), Left: t.Left, Write: t.May.Write, Checked: in.Checked}
	if t.Shown == nil {
		view.Nothing = true
		return view
	}
	view.Tabs = []ui.ViewTab{
		{Words: ui.T(ctx, "design.sample.now"), Href: href, Current: in.Of == sampleNow},
		{Words: ui.T(ctx, "design.sample.last"), Href: href + "?of=last", Current: in.Of == sampleLast},
	}
	view.Tabs = append(view.Tabs, otherTabs(ctx, t, href, in.Of)...)
	filled := t.Now
	page := formhtml.Input{Def: t.Shown, Spare: in.Spare, FormID: sampleID, ReadOnly: !t.May.Write}
	offer(ctx, &page, t)
	switch in.Of {
	case other.Key:
		page.Def, filled = other.Def, other.Filled
		view.Hint = ui.T(ctx, "design.sample.other.hint", "form", other.Title)
	case sampleLast:
		filled = t.Last
	default:
		page.Findings, page.Known = t.Findings, t.Known
		if !t.Last.Values.IsEmpty() {
			page.Previous = &t.Last.Values
		}
	}
	page.Raw, page.Values, page.Issues = filled.Raw, filled.Values, filled.Issues
	if in.Checked && in.Of == sampleNow {
		for _, missing := range t.Missing {
			if _, unreadable := page.Issues.At(missing.Path); !unreadable {
				page.Issues = append(page.Issues, missing)
			}
		}
	}
	view.Form = formhtml.Build(page, view.T)
	return view
}

// otherTabs are the other returns that the form reads.
func otherTabs(ctx context.Context, t design.Trial, href, of string) []ui.ViewTab {
	var tabs []ui.ViewTab
	for _, other := range t.Others {
		name := other.Title
		if len(other.Names) > 0 {
			name = strings.Join(other.Names, ui.T(ctx, "design.now.and"))
		}
		words := ui.T(ctx, "design.sample.other", "name", name, "period", ui.T(ctx, "design.when."+string(other.Period)))
		tabs = append(tabs, ui.ViewTab{Words: words, Href: href + "?of=" + url.QueryEscape(other.Key), Current: of == other.Key})
	}
	return tabs
}
