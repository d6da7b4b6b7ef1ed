package design

import (
	"context"
	"net/http"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// publishShow weighs a draft: what is wrong, what is different, who is asked
// already, who is filling the version before.
func (p pages) publishShow(w http.ResponseWriter, r *http.Request) error {
	return p.showRelease(w, r, design.Publish{Draft: r.PathValue("draft")}, nil)
}

// publishDo makes it a version.
func (p pages) publishDo(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := design.Publish{Draft: r.PathValue("draft"), Reason: values.Text("reason"), Lists: values.Text("lists"), Reasons: map[string]string{}}
	in.Base, _ = values.Int("revision")
	for _, name := range values.Names() {
		if key, found := strings.CutPrefix(name, againPrefix); found {
			in.Reasons[key] = values.Text(name)
		}
	}
	version, err := p.forms.Publish(ctx, door.By(ctx), in)
	if err != nil && (fault.KindOf(err) == fault.Invalid || fault.KindOf(err) == fault.Conflict) {
		return p.showRelease(w, r, in, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "design.published", "title", version.Definition.Title, "n", version.No))
	return door.Redirect(w, r, "/forms")
}

// againPrefix begins the names of the reasons for which fields are asked again.
const againPrefix = "again:"

func (p pages) showRelease(w http.ResponseWriter, r *http.Request, in design.Publish, wrong error) error {
	ctx := r.Context()
	release, err := p.forms.Release(ctx, door.By(ctx), in.Draft)
	if err != nil {
		return err
	}
	view := viewOfRelease(ctx, release, in, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, publishPage(view))
}

type releaseView struct {
	Head        ui.HeadView
	Href, Back  string
	Revision    string
	Errors      ui.Errors
	Refused     string
	Problems    []placedProblem
	First       bool // a new form: there is nothing to compare with
	Same        bool
	Unknown     bool // it cannot be compared yet
	Differences []differenceLine
	Again       []againLine
	Uses        []useLine
	Newer       []newerLine // lists of the bureau, of which publishing takes a newer version
	Lists       string      // the versions that were seen
	Reason      ui.FieldView
	Ready       bool
	Write       bool
}

// newerLine is a list of the bureau with what is new in it.
type newerLine struct {
	Words, Href string
	Changes     []differenceLine
}

// placedProblem is a problem with the part of the form that it stands in.
type placedProblem struct{ Where, Href, Words string }

type differenceLine struct {
	Colour ui.Colour
	State  string
	Words  string
	Mend   string
	Href   string
}

type againLine struct {
	Field, Href string
	Asked       []askedView
	Reason      ui.FieldView
}

type useLine struct {
	Title, Href string
	Version     string
	States      string
	Stay        string
}

func viewOfRelease(ctx context.Context, r design.Release, in design.Publish, wrong error) releaseView {
	errs := ui.ErrorsOf(ctx, wrong)
	view := releaseView{
		Head: ui.HeadView{Title: ui.T(ctx, "design.publish.of", "title", r.Title), Crumbs: crumbs(ctx, r.Open, ui.T(ctx, "design.publish"))},
		Href: designHref(r.ID) + "/publish", Back: designHref(r.ID), Revision: itoa(r.Rev), Errors: errs, First: r.Base == 0, Same: r.Same, Unknown: r.Definition == nil,
		Ready: r.Ready(), Write: r.May.Write,
		Reason: ui.FieldView{Name: "reason", Label: ui.T(ctx, "design.field.reason"), Hint: ui.T(ctx, "design.hint.reason"), Value: in.Reason, Error: errs.For("reason")},
	}
	view.Head.Under = ui.T(ctx, "design.publish.first")
	if r.Base > 0 {
		view.Head.Under = ui.T(ctx, "design.publish.next", "n", r.Newest+1, "before", r.Base)
	}
	if wrong != nil && len(errs) == 0 {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	for _, problem := range r.Faults() {
		view.Problems = append(view.Problems, placedOf(ctx, r.Open, problem))
	}
	for _, d := range r.Differences {
		view.Differences = append(view.Differences, differenceOf(ctx, r.Open, d))
	}
	view.Lists = r.ListsSeen()
	for _, u := range newerLists(r.Open) {
		view.Newer = append(view.Newer, newerLine{Words: ui.T(ctx, "design.codelist.step", "name", u.Name, "before", u.Before, "n", u.Newest.No),
			Href: codeListHref(u.List), Changes: listChanges(ctx, u.Changes)})
	}
	view.Again = againLines(ctx, r, in, errs)
	for _, u := range r.Uses {
		view.Uses = append(view.Uses, useOf(ctx, u))
	}
	return view
}

// placedOf names the part of the form that a problem stands in.
func placedOf(ctx context.Context, o design.Open, p design.Problem) placedProblem {
	out := placedProblem{Words: problemWords(ctx, p), Where: ui.T(ctx, "design.at.form"), Href: atHref(o.ID, atForm)}
	switch {
	case p.Field >= 0:
		s := &o.Content.Sections[p.Section]
		f := &s.Fields[p.Field]
		out.Where, out.Href = ui.T(ctx, "design.place.field", "section", s.Title, "field", f.Name), atHref(o.ID, target{atField, s.Key(f)}.String())
	case p.Section >= 0:
		out.Where, out.Href = o.Content.Sections[p.Section].Title, atHref(o.ID, target{atSection, itoa(p.Section)}.String())
	case p.Check >= 0:
		out.Where, out.Href = ui.T(ctx, "design.check.n", "n", p.Check+1), atHref(o.ID, target{atCheck, itoa(p.Check)}.String())
	case p.List != "":
		out.Where, out.Href = p.List, atHref(o.ID, target{atList, p.List}.String())
	}
	return out
}

func differenceOf(ctx context.Context, o design.Open, d design.Difference) differenceLine {
	line := differenceLine{Colour: ui.Grey, State: ui.T(ctx, "design.diff."+kindOf(d))}
	switch {
	case d.Refused:
		line.Colour = ui.Red
	case kindOf(d) == "removed":
		line.Colour = ui.Amber
	case kindOf(d) == "added":
		line.Colour = ui.Green
	}
	params := map[string]string{}
	for name, value := range d.Params {
		params[name] = value
	}
	if d.Code == form.TypeChanged {
		params["old"], params["new"] = typeWords(ctx, params["old"]), typeWords(ctx, params["new"])
	}
	var args []any
	for name, value := range params {
		args = append(args, name, value)
	}
	line.Words = ui.T(ctx, d.Key(), args...)
	if _, found := o.Content.Find(d.Field); found {
		line.Href = atHref(o.ID, target{atField, d.Field}.String())
	}
	return line
}

// kindOf is what a difference is, in a word.
func kindOf(d design.Difference) string {
	switch {
	case d.Refused:
		return "refused"
	case d.Code == form.FieldAdded || strings.HasSuffix(d.Code, "_added"):
		return "added"
	case d.Code == form.FieldRemoved || strings.HasSuffix(d.Code, "_removed"):
		return "removed"
	}
	return "changed"
}

func againLines(ctx context.Context, r design.Release, in design.Publish, errs ui.Errors) []againLine {
	var lines []againLine
	at := map[string]int{}
	for _, a := range r.Again {
		i, known := at[a.Field]
		if !known {
			i, at[a.Field] = len(lines), len(lines)
			lines = append(lines, newAgain(ctx, r, in, errs, a.Field))
		}
		lines[i].Asked = append(lines[i].Asked, askedOf(ctx, a))
	}
	return lines
}

func newAgain(ctx context.Context, r design.Release, in design.Publish, errs ui.Errors, key string) againLine {
	line := againLine{Field: key, Href: atHref(r.ID, target{atField, key}.String())}
	if at, found := r.Content.Find(key); found {
		line.Field = r.Content.Field(at).Name
	}
	reason := r.Reasons[key]
	if said, given := in.Reasons[key]; given {
		reason = said
	}
	name := againPrefix + key
	line.Reason = ui.FieldView{Name: name, Label: ui.T(ctx, "design.field.again"), Hint: ui.T(ctx, "design.hint.again"), Value: reason, Error: errs.For(name), Rows: 2}
	return line
}

func askedOf(ctx context.Context, a design.Asked) askedView {
	out := askedView{Why: ui.T(ctx, "design.asked."+string(a.By)), Reuse: reuseOf(a)}
	if a.Held != "" {
		out.Words = ui.T(ctx, "design.held."+a.Held, "field", a.TheirName)
		return out
	}
	var periods []string
	for _, p := range a.Periods {
		periods = append(periods, p.Text().In(ui.Lang(ctx)))
	}
	out.Words = ui.T(ctx, "design.asked", "form", a.FormTitle, "owner", a.Owner, "field", a.TheirName,
		"periods", strings.Join(periods, ui.T(ctx, "design.asked.to")), "units", a.Units)
	return out
}

// reuseOf is the button that fills a field in from where it is held; empty where
// it cannot be.
func reuseOf(a design.Asked) string {
	from := a.Reuse
	switch {
	case from.Form != "":
		return strings.Join([]string{"field.reuse", a.Field, "form", from.Form, from.Field, from.Period}, " ")
	case from.Unit != "":
		return strings.Join([]string{"field.reuse", a.Field, "unit", from.Unit}, " ")
	case from.Indicator != "":
		return strings.Join([]string{"field.reuse", a.Field, "indicator", from.Indicator}, " ")
	}
	return ""
}

func useOf(ctx context.Context, u design.Use) useLine {
	line := useLine{Title: u.Title, Href: "/collect/campaigns/" + u.Campaign, Version: ui.T(ctx, "design.version", "n", u.Version)}
	var states []string
	for _, c := range u.Returns {
		states = append(states, ui.T(ctx, "design.use.count", "state", c.State.In(ui.Lang(ctx)), "n", c.N))
	}
	line.States = strings.Join(states, ui.T(ctx, "design.use.and"))
	line.Stay = ui.T(ctx, "design.use.stay", "n", u.All(), "open", u.Open(), "version", u.Version)
	return line
}
