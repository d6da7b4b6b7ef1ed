package unit

import (
	"context"
	"net/http"
	"slices"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// unitChange asks for a change of structure.
func (p pages) unitChange(w http.ResponseWriter, r *http.Request) error {
	q := door.Query(r)
	in := changeInput{Kind: q.Text("kind"), Unit: q.Text("unit"), Seen: org.Nothing}
	if in.Unit != "" {
		events, err := p.units.Events(r.Context(), door.By(r.Context()), in.Unit)
		if err != nil {
			return err
		}
		in.Seen = lastSeen(in.Unit, events)
	}
	return p.ask(w, r, changeAsk{in: in})
}

// unitRestructure enters a change of structure, or shows first what it would do.
func (p pages) unitRestructure(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	ask := changeAsk{in: changeInput{
		Kind: form.Text("kind"), Unit: form.Text("unit"), On: form.Text("on"), Into: form.Text("into"), Name: form.Text("name"), Short: form.Text("short"),
		Type: form.Text("type"), Code: form.Text("code"), Zone: form.Text("zone"), Paper: form.Text("paper"), Note: form.Text("note"), Seen: form.Text("seen"),
	}}
	if form.Text("act") != "save" {
		texts, err := p.units.Foresee(ctx, door.By(ctx), ask.in.restructuring())
		ask.wrong, ask.foreseen = err, err == nil
		for _, t := range texts {
			ask.effects = append(ask.effects, t.In(ui.Lang(ctx)))
		}
		return p.ask(w, r, ask)
	}
	e, err := p.units.Restructure(ctx, door.By(ctx), ask.in.restructuring())
	if ask.wrong = err; err != nil {
		return p.ask(w, r, ask)
	}
	door.Flash(ctx, ui.T(ctx, "unit.saved"))
	return door.Redirect(w, r, unitHref(e.Unit))
}

// changeInput is a change of structure as it was typed.
type changeInput struct {
	Kind, Unit, On, Into, Name, Short, Type, Code, Zone, Paper, Note, Seen string
}

// restructuring decodes what was typed; what cannot be decoded is left empty, and
// the service names it.
func (in changeInput) restructuring() org.Restructuring {
	on, err := period.ParseDate(in.On)
	if err != nil {
		on = period.Date{}
	}
	return org.Restructuring{
		Kind: org.EventKind(in.Kind), Unit: in.Unit, On: on, Into: in.Into, Name: in.Name, Short: in.Short, DocNo: in.Paper, Note: in.Note, Seen: in.Seen,
		New: org.Unit{Name: in.Name, Short: in.Short, Type: org.UnitType(in.Type), Code: in.Code, Zone: in.Zone},
	}
}

type changeAsk struct {
	in       changeInput
	foreseen bool
	effects  []string
	wrong    error
}

type changeView struct {
	Head              ui.HeadView
	Errors            ui.Errors
	Meanwhile         string // what another has entered since the page was opened
	Kind, Unit, Seen  string
	Opening, Renaming bool
	Merging           bool
	On, Into, Name    ui.FieldView
	Short, Type, Code ui.FieldView
	Zone, Paper, Note ui.FieldView
	Types, Intos      []ui.Option
	Foreseen          bool
	Effects           []string
	Back              string
}

func (p pages) ask(w http.ResponseWriter, r *http.Request, ask changeAsk) error {
	ctx := r.Context()
	by := door.By(ctx)
	status := http.StatusOK
	switch {
	case ask.wrong == nil:
	case fault.Is(ask.wrong, "org.event.meanwhile"):
		events, err := p.units.Events(ctx, by, ask.in.Unit)
		if err != nil {
			return err
		}
		ask.in.Seen = lastSeen(ask.in.Unit, events) // the page says what happened: whoever goes on has seen it
		status = http.StatusConflict
	case fault.KindOf(ask.wrong) != fault.Invalid:
		return ask.wrong
	default:
		status = http.StatusUnprocessableEntity
	}
	if !may(by) {
		return access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Unit})
	}
	all, err := p.units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return err
	}
	view, err := p.changeOf(ctx, ask, all)
	if err != nil {
		return err
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units", Status: status}, changePage(view))
}

func (p pages) changeOf(ctx context.Context, ask changeAsk, all []org.Unit) (changeView, error) {
	kind := org.EventKind(ask.in.Kind)
	if !slices.Contains(org.EventKinds(), kind) {
		return changeView{}, fault.New(fault.NotFound, "notfound")
	}
	view := changeView{
		Errors: ui.ErrorsOf(ctx, ask.wrong), Kind: ask.in.Kind, Unit: ask.in.Unit, Seen: ask.in.Seen, Foreseen: ask.foreseen, Effects: ask.effects, Back: listHref,
		Opening: kind == org.Opened, Renaming: kind == org.Renamed, Merging: kind == org.Merged,
	}
	if fault.Is(ask.wrong, "org.event.meanwhile") {
		f := fault.As(ask.wrong)
		view.Meanwhile = ui.T(ctx, f.Key(), f.Args...)
	}
	view.Head = ui.HeadView{Title: ui.T(ctx, kind.Key()), Crumbs: []ui.Crumb{{Words: ui.T(ctx, "unit.title"), Href: listHref}, {Words: ui.T(ctx, kind.Key())}}}
	at := slices.IndexFunc(all, func(u org.Unit) bool { return u.ID == ask.in.Unit })
	if !view.Opening {
		if at < 0 {
			return view, fault.New(fault.NotFound, "notfound")
		}
		view.Head.Title, view.Back = ui.T(ctx, "unit.change.of", "unit", all[at].Name, "what", ui.T(ctx, kind.Key())), unitHref(ask.in.Unit)
	}
	field := func(name, value string) ui.FieldView {
		return ui.FieldView{Name: name, Value: value, Label: ui.T(ctx, "unit.field."+name), Error: view.Errors.For(name)}
	}
	in := ask.in
	view.On, view.Into, view.Name = field("on", in.On), field("into", in.Into), field("name", in.Name)
	view.Short, view.Type, view.Code = field("short", in.Short), field("type", in.Type), field("code", in.Code)
	view.Zone, view.Paper, view.Note = field("zone", in.Zone), field("paper", in.Paper), field("note", in.Note)
	view.On.Type, view.On.Hint = "date", ui.T(ctx, "unit.hint.on")
	view.Code.Hint = ui.T(ctx, "unit.hint.code")
	for _, t := range append(org.SchoolTypes(), org.Institution, org.Section, org.BureauUnit) {
		view.Types = append(view.Types, ui.Option{Value: string(t), Words: ui.T(ctx, t.Key())})
	}
	if view.Merging {
		view.Intos = intos(all, all[at], p.today())
	}
	return view, nil
}

// lastSeen is what was entered last of a unit, for whoever changes it next; the events
// come the newest first.
func lastSeen(unit string, events []org.Event) string {
	seen, at := org.Nothing, time.Time{}
	for _, e := range events {
		if e.Unit == unit && e.At.After(at) {
			seen, at = e.ID, e.At
		}
	}
	return seen
}

// intos are the units that a unit can be merged into.
func intos(all []org.Unit, unit org.Unit, today period.Date) []ui.Option {
	options := []ui.Option{{}}
	for _, u := range all {
		if u.ID != unit.ID && u.Type.School() == unit.Type.School() && (u.Until.IsZero() || u.Until.After(today)) {
			options = append(options, ui.Option{Value: u.ID, Words: u.Name})
		}
	}
	return options
}
