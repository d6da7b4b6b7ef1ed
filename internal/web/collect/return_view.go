package collect

import (
	"context"

	"github.com/a-h/templ"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type returnView struct {
	Head     ui.HeadView
	T        form.T
	Form     formhtml.Page
	Tabs     []ui.ViewTab
	Href     string
	Revision string
	Heard    string // of other returns; "" when the form reads none
	Version  string // of the form
	Edit     bool
	Submit   bool
	Known    int
	KnownOf  string // the period that cells were brought from
	Refused  string // why it was not handed in, in a sentence
	Clash    *clashView
	Whole    []sheet.WholeMark // what was said of the return as a whole
	Nothing  *ui.FieldView
	Told     string // why the return is empty, or why it is excused
	Signs    []ui.SignView
	SignHint string
	History  []ui.Moment
	Posts    []string // acts that post nothing but the revision
	Back     *backView
	Reveal   *ui.FieldView // asks why personal numbers are to be shown; nil when there is nothing to show or no right
	Asking   bool          // the dialog for it is open
	Revealed bool
	Exempt   string // where excusing posts; "" when the post may not
	Files    []ui.FileView
	Enctype  string
	Changes  *changesView // since it was sent back; nil shows the whole return
	Skipped  []string     // why checks were not computed
	Absent   []string     // the returns from which cells will be filled in once they are handed in
	Requests []correctionLine
	Script   templ.Attributes // what the script of the sheet needs to know
}

// clashView shows what two people typed differently.
type clashView struct {
	Who  string
	At   string
	Rows []clashRow
}

type clashRow struct{ Place, Href, Mine, Theirs, Take string }

// backView is the dialog to send back.
type backView struct {
	Action   string
	Open     bool
	Cells    []ui.Option
	Rows     []backRow
	Workdays ui.FieldView
}

type backRow struct{ Path, Reason ui.FieldView }

func viewOfReturn(ctx context.Context, s shown) returnView {
	p := returnPainterOf(ctx, s)
	page := p.Form()
	view := returnView{
		T: p.T, Form: page, Href: collect.Link(p.o.ID), Revision: itoa(p.o.RecordNo), Heard: p.one.Values.Readings().Digest(),
		Version: ui.T(ctx, "collect.form.version", "form", p.one.Definition.Title, "n", p.o.Version),
		Edit:    p.one.May.Edit, Submit: p.one.May.Submit, Clash: p.clash(), Whole: p.Whole(),
		Nothing: p.nothing(), Told: p.told(), History: p.history(), Back: p.back(),
	}
	if s.Stale != nil {
		view.Revision = itoa(s.Stale.Obligation.RecordNo)
	}
	if s.Wrong != nil && s.Stale == nil && s.Back == nil && !s.Asking {
		view.Refused = ui.T(ctx, fault.As(s.Wrong).Key(), fault.As(s.Wrong).Args...)
	}
	view.Signs, view.SignHint = p.Signs()
	view.Tabs = p.tabs(page)
	view.Known = knownCells(page)
	view.KnownOf = p.Sources()
	view.Changes, view.Skipped = p.changes(&view.Form), p.Skipped()
	if view.Edit {
		view.Absent = p.Absent()
	}
	view.Files, view.Enctype = p.files(), sheet.Enctype(p.one.Definition)
	view.Requests = correctionLines(ctx, s.Corrections)
	view.Script = p.script()
	view.Head = p.head()
	view.Posts = p.posts()
	view.Reveal, view.Asking, view.Revealed = p.reveal(), s.Asking, s.Whole
	if p.one.May.Exempt {
		view.Exempt = view.Href + "/exempt"
	}
	return view
}

// returnPainter turns a return into its page: the sheet, and what can be done with it.
type returnPainter struct {
	sheet.Painter
	ctx context.Context
	s   shown
	one collect.Return
	o   collect.Obligation
}

func returnPainterOf(ctx context.Context, s shown) returnPainter {
	return returnPainter{Painter: sheet.PainterOf(ctx, s.Shown), ctx: ctx, s: s, one: s.One, o: s.One.Obligation}
}

// files are what was uploaded into the return, to be opened.
func (p returnPainter) files() []ui.FileView {
	var files []ui.FileView
	for _, f := range p.one.Files {
		files = append(files, ui.FileView{Name: f.Name, Href: collect.Link(p.o.ID) + "/files/" + f.ID})
	}
	return files
}

func knownCells(page formhtml.Page) int {
	n := 0
	count := func(cells []formhtml.Cell) {
		for i := range cells {
			if cells[i].Mark == formhtml.Known {
				n++
			}
		}
	}
	for i := range page.Sections {
		section := &page.Sections[i]
		count(section.Fields)
		if section.Table != nil {
			for j := range section.Table.Rows {
				count(section.Table.Rows[j].Cells)
			}
		}
	}
	return n
}

func (p returnPainter) tabs(page formhtml.Page) []ui.ViewTab {
	if len(page.Sections) < 2 {
		return nil
	}
	var tabs []ui.ViewTab
	for _, section := range page.Sections {
		tab := ui.ViewTab{Words: section.Title, Href: "#" + section.ID}
		if section.Open > 0 {
			tab.Count = itoa(section.Open)
		}
		tabs = append(tabs, tab)
	}
	return tabs
}

// clash is what somebody else saved in the meantime.
func (p returnPainter) clash() *clashView {
	if p.s.Stale == nil {
		return nil
	}
	view := &clashView{Who: p.s.Stale.By, At: say.Clock(p.ctx, p.s.Stale.At)}
	for _, c := range p.s.Clashes {
		row := clashRow{Place: form.PlaceOf(p.one.Definition, p.one.Values, c.Path).Label(p.T), Href: "#" + sheet.CellID(c.Path.String())}
		if f, ok := p.one.Definition.Field(c.Path.Key()); ok {
			row.Mine, row.Theirs = sheet.ShownValue(p.ctx, p.one, f, c.Mine), sheet.ShownValue(p.ctx, p.one, f, c.Theirs)
			row.Take = c.Path.String() + "=" + f.Type.Text(f, c.Theirs)
		}
		view.Rows = append(view.Rows, row)
	}
	return view
}

// reveal asks for what personal numbers are to be shown whole.
func (p returnPainter) reveal() *ui.FieldView {
	if !p.one.May.Reveal || p.s.Whole {
		return nil
	}
	return &ui.FieldView{Name: purposeName, ID: "reveal-purpose", Label: ui.T(p.ctx, "collect.reveal.purpose"), Hint: ui.T(p.ctx, "collect.reveal.hint"), Required: true, Error: p.Errs.For("purpose")}
}

// nothing asks why there is nothing to report, as long as nothing is typed.
func (p returnPainter) nothing() *ui.FieldView {
	wrong := p.Errs.For("nothing")
	if !p.one.May.Submit || wrong == "" && !p.one.Values.IsEmpty() {
		return nil
	}
	return &ui.FieldView{Name: sheet.NothingName, ID: "nothing", Label: ui.T(p.ctx, "collect.nothing"), Hint: ui.T(p.ctx, "collect.nothing.hint"), Value: p.s.Nothing, Error: wrong, Rows: 2}
}

func (p returnPainter) told() string {
	if from := p.o.Paper.Imported; from != nil {
		if from.Reason != "" {
			return ui.T(p.ctx, "past.told.reason", "who", from.Name, "at", say.Clock(p.ctx, from.At), "book", from.Book, "reason", from.Reason)
		}
		return ui.T(p.ctx, "past.told", "who", from.Name, "at", say.Clock(p.ctx, from.At), "book", from.Book)
	}
	switch {
	case p.o.State == collect.Exempt:
		return ui.T(p.ctx, "collect.excused", "reason", p.o.Excuse())
	case p.o.Paper.Nothing != "" && p.o.State.HandedIn():
		return ui.T(p.ctx, "collect.nothing.told", "reason", p.o.Paper.Nothing)
	}
	return ""
}
