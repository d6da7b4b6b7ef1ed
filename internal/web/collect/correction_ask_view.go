package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// askFormID is the id of the form that asks for a correction.
const askFormID = "correct"

type askView struct {
	Head     ui.HeadView
	T        form.T
	Action   string
	Back     string
	Revision string
	Refused  string
	Errors   ui.Errors
	Chosen   []chosenCell
	NoCells  string // why nothing was asked: no cell is chosen
	Cells    []ui.Option
	Sections []pickSection
	Problems formhtml.Page
	Reason   ui.FieldView
	Evidence ui.FieldView
	Kept     []string
	Uses     usesView
}

// chosenCell is a cell of the request: what it holds, and the field's own
// control for what it shall hold.
type chosenCell struct {
	Cell  formhtml.Cell
	Old   string
	Error string
}

// pickSection is a part of the sheet in which cells are chosen by a click.
type pickSection struct {
	ID, Title, RowHead string
	Columns            []formhtml.Column
	Rows               []pickRow
	Fields             []pickCell
}

type pickRow struct {
	Name  string
	Cells []pickCell
}

type pickCell struct {
	ID, Path, Label, Value string
	Numeric, Fixed, Chosen bool
}

func viewOfAsk(ctx context.Context, by access.Actor, one collect.AskPage, in asked, wrong error) askView {
	r := one.Return
	p := askPainter{ctx: ctx, one: one, in: in, t: say.T(ctx), errs: ui.ErrorsOf(ctx, wrong), def: r.Definition}
	input := formhtml.Input{
		Def: r.Definition, Values: r.Values, Raw: one.Raw, Issues: askIssues(one, wrong), Findings: one.Findings, FormID: askFormID,
	}
	sheet.Offer(ctx, &input, r)
	page := formhtml.Build(input, p.t)
	href := collect.Link(r.Obligation.ID)
	view := askView{
		T: p.t, Action: href + "/corrections", Back: href, Revision: itoa(r.Obligation.RecordNo),
		Problems: page, Kept: in.Evidence, Uses: usesOf(ctx, one.Uses).readable(by), NoCells: p.errs.For("cells"),
		Head: ui.HeadView{
			Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: r.Unit.Label(), Href: href}, {Words: ui.T(ctx, "correction.ask")}},
			Title:  ui.T(ctx, "correction.ask.title", "title", r.Campaign.Title, "period", say.Period(ctx, r.Obligation.Period)),
			Under:  ui.T(ctx, "correction.ask.under", "section", r.Owner.Label()),
		},
		Reason:   ui.FieldView{Name: reasonName, Label: ui.T(ctx, "correction.reason"), Hint: ui.T(ctx, "correction.reason.hint"), Value: in.Reason, Error: p.errs.For("reason"), Required: true},
		Evidence: ui.FieldView{Name: evidenceName, ID: "evidence", Label: ui.T(ctx, "correction.evidence"), Hint: ui.T(ctx, "correction.evidence.hint"), Type: "file"},
	}
	if wrong != nil {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	for _, section := range page.Sections {
		view.Sections = append(view.Sections, p.section(section, &view))
	}
	view.Problems.Lists = slices.DeleteFunc(page.Lists, func(l formhtml.List) bool {
		return !slices.ContainsFunc(view.Chosen, func(c chosenCell) bool { return c.Cell.List == l.ID })
	})
	return view
}

// askIssues are unreadable texts at once, and what the corrected sheet would lack
// after an attempt to send the request.
func askIssues(one collect.AskPage, wrong error) form.Issues {
	issues := append(form.Issues(nil), one.Issues...)
	if !fault.Is(wrong, "correction.checks") {
		return issues
	}
	for _, missing := range form.Complete(one.Return.Definition, one.Return.Values) {
		if _, unreadable := issues.At(missing.Path); !unreadable {
			issues = append(issues, missing)
		}
	}
	return issues
}

type askPainter struct {
	ctx  context.Context
	one  collect.AskPage
	in   asked
	t    form.T
	errs ui.Errors
	def  *form.Definition
}

// section is one section to choose from; chosen cells go to the request.
func (p askPainter) section(s formhtml.Section, view *askView) pickSection {
	out := pickSection{ID: "pick-" + s.ID, Title: s.Title}
	for _, c := range s.Fields {
		out.Fields = append(out.Fields, p.cell(c, view))
	}
	if s.Table == nil {
		return out
	}
	out.RowHead, out.Columns = s.Table.RowHead, s.Table.Columns
	for _, row := range s.Table.Rows {
		line := pickRow{Name: row.Name}
		for _, c := range row.Cells {
			line.Cells = append(line.Cells, p.cell(c, view))
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

func (p askPainter) cell(c formhtml.Cell, view *askView) pickCell {
	path := form.Path(c.Name)
	label := c.Label // with its unit; in a table also the row
	if c.Aria != "" {
		label = c.Aria
	}
	out := pickCell{ID: c.ID, Path: c.Name, Label: label, Value: p.old(path), Numeric: c.Numeric, Fixed: c.ReadOnly || c.Control == form.ControlFiles, Chosen: p.in.chosen(path)}
	if out.Fixed {
		return out
	}
	if !out.Chosen {
		view.Cells = append(view.Cells, ui.Option{Value: c.Name, Words: label})
		return out
	}
	out.ID = "" // the control has it
	c.Label, c.Aria, c.Required, c.Mark = label, "", true, keepWrong(c.Mark)
	view.Chosen = append(view.Chosen, chosenCell{Cell: c, Old: out.Value, Error: p.errs.For(c.Name)})
	return out
}

// keepWrong leaves a mark on a control only where something must be done.
func keepWrong(m formhtml.Mark) formhtml.Mark {
	if m == formhtml.Wrong || m == formhtml.Odd {
		return m
	}
	return formhtml.NoMark
}

// old is the value that a cell holds, as people read it.
func (p askPainter) old(path form.Path) string {
	f, ok := p.def.Field(path.Key())
	if !ok {
		return ""
	}
	return sheet.ShownValue(p.ctx, p.one.Return, f, p.one.Old.Get(path))
}
