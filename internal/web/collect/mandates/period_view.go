package mandates

import (
	"context"
	"net/url"
	"strconv"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// periodView is one period of a mandate: the sums of the own schools as a return.
type periodView struct {
	Head     ui.HeadView
	T        form.T
	Href     string
	Form     formhtml.Page
	Enctype  string
	Edit     bool // it can be handed up
	Revision string
	Seal     string
	Was      string // what was said by hand, as the page began
	Draft    string // who kept it last
	Clash    *clashView
	Refused  string
	Errors   ui.Errors
	Notes    []string // what is to be known before
	Spread   []ui.SpreadPart
	Progress string
	Missing  []missingLine
	Nothing  []string // schools that had nothing to report
	Whole    []sheet.WholeMark
	Marks    []markLine
	Differs  []differLine
	Correct  *ui.FieldView // the reason of a correction; nil when none can be asked
	Odd      []ui.FieldView
	Request  *requestView
	Signs    []ui.SignView
	SignHint string
	History  []ui.Moment
	Skipped  []string
	Posts    []string
}

// missingLine is an own school that is not in the sums yet.
type missingLine struct {
	Unit, Href string
	Light      ui.Colour
	Words      string
}

// markLine is a cell that the bureau above sent back, with where its sum comes from.
type markLine struct{ Cell, Reason, Who, Was, Href string }

// differLine is a cell that was handed up with another value.
type differLine struct {
	Place, Handed, Now, Href string
	ByHand                   bool // no request can put it right
}

// requestView is the request for a correction that lies above.
type requestView struct {
	Words, ID, Rev string
	Cells          []string
	Endorse        bool
}

type periodPainter struct {
	ctx context.Context
	v   levels.PeriodView
	p   sheet.Painter
}

func viewOfPeriod(ctx context.Context, v levels.PeriodView, spare int, wrong error) periodView {
	p := periodPainter{ctx: ctx, v: v, p: sheet.PainterOf(ctx, sheet.Shown{One: v.Sheet, Wrong: wrong, Spare: spare})}
	page := p.form()
	view := periodView{
		T: say.T(ctx), Href: p.href(), Form: page, Enctype: sheet.Enctype(v.Definition), Edit: v.May.HandUp && v.Complete(),
		Revision: strconv.Itoa(v.Above.RecordNo), Seal: v.Seal(), Was: p.was(), Draft: p.draftLine(), Clash: p.clash(wrong), Errors: p.p.Errs, Notes: p.notes(), Missing: p.missing(),
		Spread: say.Spread(ctx, v.Count()), Progress: ui.T(ctx, "mandate.progress", "done", len(v.Parts)+len(v.Nothing), "total", v.Count().Total()),
		Whole: p.p.Whole(), Marks: p.marks(), Differs: p.differs(), Request: p.request(), History: p.history(), Skipped: p.p.Skipped(),
	}
	if wrong != nil && view.Clash == nil {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	for _, part := range v.Nothing {
		view.Nothing = append(view.Nothing, ui.T(ctx, "mandate.nothing", "unit", part.Unit.Label(), "why", part.Return.Paper.Nothing))
	}
	view.Signs, view.SignHint = p.p.Signs()
	view.Head, view.Posts = p.head(), p.posts()
	if v.May.Correct {
		reason := ui.FieldView{Name: "reason", ID: "correct-reason", Label: ui.T(ctx, "mandate.correct.reason"), Required: true, Rows: 2, Error: p.p.Errs.For("reason")}
		view.Correct, view.Odd = &reason, p.odd(wrong)
	}
	return view
}

func (p periodPainter) href() string { return levels.MandatePeriodLink(p.v.Mandate.ID, p.v.Period) }

// form is the sheet: sums that open what they are made of, and cells to say by hand.
func (p periodPainter) form() formhtml.Page {
	in := p.p.Input()
	in.ReadOnly = !p.v.May.HandUp || !p.v.Complete()
	in.Known, in.From = form.NewValues(), nil
	if p.v.Standing.Acts() {
		in.Fixed = func(path form.Path) bool { return !p.v.Sayable(path) && !p.leftTable(path) }
		in.Findings = p.v.Sheet.Findings
		if len(p.v.Parts) == 0 {
			in.Findings = nil
		}
		in.Made = p.made
	}
	in.File = func(id string) formhtml.File {
		return formhtml.File{Name: sheet.FileOf(p.v.Sheet, id).Name, Href: p.href() + "/files/" + id}
	}
	page := formhtml.Build(in, p.p.T)
	p.p.MarkCorrected(page)
	return page
}

// leftTable reports whether a path is a table that has to be said by hand.
func (p periodPainter) leftTable(path form.Path) bool {
	for _, left := range p.v.Left {
		if left == path {
			return true
		}
	}
	return false
}

// made is where a sum opens into the schools' values; nowhere for what is said.
func (p periodPainter) made(path form.Path) string {
	if given, f := p.v.Contributions(path); f == nil || len(given) == 0 || p.v.Sayable(path) {
		return ""
	}
	return p.cellHref(path)
}

func (p periodPainter) cellHref(path form.Path) string {
	return p.href() + "/cells?path=" + url.QueryEscape(path.String())
}

// notes say what stands in the way, or what follows.
func (p periodPainter) notes() []string {
	ctx, v := p.ctx, p.v
	var notes []string
	if act, underway := v.Underway(); underway {
		notes = append(notes, ui.T(ctx, "mandate.underway", "who", act.Name, "at", say.Clock(ctx, act.Begun)))
	}
	switch {
	case !v.Asked():
		notes = append(notes, ui.T(ctx, "mandate.notasked"))
	case v.Due.Lifted:
		notes = append(notes, ui.T(ctx, "mandate.lifted", "why", v.Due.Why))
	case v.Standing.Acts() && !v.Complete():
		notes = append(notes, ui.T(ctx, "mandate.sofar", "n", len(v.Waiting)))
	case v.May.HandUp && len(v.Left) > 0:
		notes = append(notes, ui.T(ctx, "mandate.left", "n", len(v.Left)))
	}
	if len(v.Differs) > 0 && v.Above.State == collect.Submitted {
		notes = append(notes, ui.T(ctx, "mandate.differs.withdraw"))
	}
	if len(v.Differs) > 0 && v.Above.State == collect.Reviewed {
		notes = append(notes, ui.T(ctx, "mandate.differs.reviewed"))
	}
	return notes
}

func (p periodPainter) missing() []missingLine {
	var lines []missingLine
	for _, part := range p.v.Waiting {
		light, words := say.Light(p.ctx, part.Return, p.v.Today, p.v.Near)
		if part.Return.Late(p.v.Today) {
			words = say.State(p.ctx, part.Return.State) + ui.T(p.ctx, "ui.comma") + words
		} else {
			words = say.State(p.ctx, part.Return.State)
		}
		lines = append(lines, missingLine{Unit: part.Unit.Label(), Href: collect.Link(part.Return.ID), Light: light, Words: words})
	}
	for _, part := range p.v.Excused {
		lines = append(lines, missingLine{Unit: part.Unit.Label(), Href: collect.Link(part.Return.ID), Light: ui.Grey,
			Words: say.State(p.ctx, part.Return.State) + ui.T(p.ctx, "ui.comma") + part.Return.Excuse()})
	}
	return lines
}

// marks are the reasons by cell of a return that was sent back.
func (p periodPainter) marks() []markLine {
	if p.v.Above.State != collect.Back {
		return nil
	}
	var lines []markLine
	for _, m := range p.v.Above.Paper.Marks {
		if m.Closed {
			continue
		}
		line := markLine{Cell: m.Label, Reason: m.Reason, Who: m.By, Was: m.Was}
		if m.Path == "" {
			line.Cell = ui.T(p.ctx, "collect.back.whole")
		} else if given, _ := p.v.Contributions(form.Path(m.Path)); len(given) > 0 {
			line.Href = p.cellHref(form.Path(m.Path))
		}
		lines = append(lines, line)
	}
	return lines
}

func (p periodPainter) differs() []differLine {
	var lines []differLine
	for _, d := range p.v.Differs {
		line := differLine{Place: form.PlaceOf(p.v.Definition, d.Contains, d.Path).Label(p.p.T), ByHand: !d.Corrigible()}
		if d.Field != nil {
			line.Handed, line.Now = sheet.ShownValue(p.ctx, p.v.Sheet, d.Field, d.Handed), sheet.ShownValue(p.ctx, p.v.Sheet, d.Field, d.Now)
		}
		if given, _ := p.v.Contributions(d.Path); len(given) > 0 {
			line.Href = p.cellHref(d.Path)
		}
		lines = append(lines, line)
	}
	return lines
}

// odd asks for the explanations without which a correction was refused.
func (p periodPainter) odd(wrong error) []ui.FieldView {
	var fields []ui.FieldView
	if !fault.Is(wrong, "correction.checks") {
		return nil
	}
	for _, f := range fault.As(wrong).Fields {
		if len(f.Path) > len(sheet.ExplainPrefix) && f.Path[:len(sheet.ExplainPrefix)] == sheet.ExplainPrefix {
			fields = append(fields, ui.FieldView{Name: f.Path, Label: ui.T(p.ctx, "form.problem.explain"), Error: p.p.Errs.For(f.Path), Rows: 2})
		}
	}
	return fields
}

func (p periodPainter) request() *requestView {
	c, pending := p.v.Pending()
	if !pending {
		return nil
	}
	view := &requestView{ID: c.ID, Rev: strconv.Itoa(c.Rev), Endorse: p.v.May.Endorse, Words: ui.T(p.ctx, "mandate.request."+string(c.State), "who", c.Paper.Asked, "reason", c.Paper.Reason)}
	for _, cell := range c.Paper.Cells {
		path := form.Path(cell.Path)
		view.Cells = append(view.Cells, ui.T(p.ctx, "mandate.request.cell", "cell", form.PlaceOf(p.v.Definition, p.v.Values, path).Label(p.p.T), "old", cell.OldShow, "new", cell.NewShow))
	}
	return view
}

// history is what this bureau has done above, the newest first.
func (p periodPainter) history() []ui.Moment {
	var all []ui.Moment
	for _, a := range p.v.Acts {
		at := a.Ended
		if at.IsZero() {
			at = a.Begun
		}
		m := ui.Moment{When: say.Clock(p.ctx, at), Who: a.Name, What: ui.T(p.ctx, "mandate.act."+string(a.Kind)), Hint: ui.T(p.ctx, "mandate.act.state."+string(a.State)), Quote: a.Input.Reason}
		switch a.State {
		case levels.AboveRefused:
			m.Colour = ui.Red
		case levels.AboveBegun:
			m.Colour = ui.Amber
		case levels.AboveDone:
			m.Colour = ui.Green
		}
		all = append(all, m)
	}
	return all
}

func (p periodPainter) head() ui.HeadView {
	ctx, v := p.ctx, p.v
	own := levels.MandatePeriod{MandateDue: v.Due, Standing: v.Standing, Above: v.Above, Own: v.Count(), Near: v.Near}
	head := ui.HeadView{Crumbs: mandateCrumbs(ctx, v.Mandate, say.Period(ctx, v.Period)), Title: v.Mandate.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, v.Period)}
	head.Light, head.Words = standingLight(ctx, own, v.Today)
	head.Why = ui.T(ctx, "mandate.period.why", "state", standingWords(ctx, own), "from", v.Mandate.FromName, "due", say.Day(ctx, v.Above.Deadline(), v.Today.Year))
	if !v.Standing.Acts() { // the light says how it stands, and no day is to be met
		head.Why = ui.T(ctx, "mandate.period.over", "from", v.Mandate.FromName, "day", say.Day(ctx, v.Due.Due, v.Today.Year))
	}
	head.Acts = []ui.BtnView{{Words: ui.T(ctx, "mandate.own"), Href: collect.CampaignLink(v.Campaign.ID)}}
	if _, has := v.Receipt(); has {
		head.Acts = append(head.Acts, ui.BtnView{Words: ui.T(ctx, "mandate.receipt"), Href: p.href() + "/receipt"})
	}
	for _, act := range p.posts() {
		b := ui.BtnView{Words: ui.T(ctx, "mandate.do."+act), Submit: true, Form: "do-" + act}
		if act == "sign" {
			b.Kind = "primary"
		}
		head.Acts = append(head.Acts, b)
	}
	return head
}

// posts are the acts that need no more than the revision.
func (p periodPainter) posts() []string {
	var acts []string
	if p.v.May.Withdraw {
		acts = append(acts, "withdraw")
	}
	if p.v.May.Sign {
		acts = append(acts, "sign")
	}
	return acts
}
