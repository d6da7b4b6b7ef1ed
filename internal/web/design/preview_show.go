package design

import (
	"context"
	"net/http"

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
		stored := sample.Now
		if in.Of == sampleLast {
			stored = sample.Last
		}
		read := formhtml.Read(trial.Shown, stored, posted)
		if values.Text(actName) == "clear" {
			read.Raw = form.Raw{}
		}
		if read.AddTo != "" {
			in.Spare++
		}
		sample = with(sample, in.Of, read.Raw)
	}
	if err := p.forms.SetSample(ctx, door.By(ctx), draft, sample); err != nil {
		return err
	}
	if !door.Partial(r) {
		return door.Redirect(w, r, designHref(draft)+"/preview?of="+in.Of)
	}
	return p.showPreview(w, r, in)
}

func with(s design.Sample, of string, raw form.Raw) design.Sample {
	if of == sampleLast {
		s.Last = raw
		return s
	}
	s.Now = raw
	return s
}

type previewView struct {
	Title, Href string
	Of          string
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
	if in.Of != sampleLast {
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
	filled := t.Now
	page := formhtml.Input{Def: t.Shown, Spare: in.Spare, FormID: sampleID, ReadOnly: !t.May.Write}
	offer(ctx, &page, t)
	if in.Of == sampleLast {
		filled = t.Last
	} else {
		page.Findings = t.Findings
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
