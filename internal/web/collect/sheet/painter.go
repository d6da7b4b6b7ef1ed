// Package sheet owns a return as it stands on a page, whoever shows it: painted from the
// return through the form engine, with its checks, marks, sources, files and signatures,
// and read back from what came in from its form.
//
// It never decides, saves or knows an address of its own: the pages that show a sheet say
// what can be done with it.
package sheet

import (
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// FormID is the id of the form element of a return.
const FormID = "return"

// BackDays is how many working days a dialog to send back offers; whoever sends back decides.
const BackDays = 3

// idReplacer turns the path of a cell into the middle of its id.
var idReplacer = strings.NewReplacer("[", "-", "].", "-", "]", "")

// CellID is the id that formhtml gives a cell or table.
func CellID(path string) string {
	return "f-" + strings.TrimSuffix(idReplacer.Replace(path), "-")
}

// Shown is a return to show, after an attempt with what came of it.
type Shown struct {
	One   collect.Return
	Wrong error // why it was not handed in
	Spare int   // how many empty rows its tables end with
	Whole bool  // personal numbers are shown whole
}

// Painter turns a return into what its page shows.
type Painter struct {
	ctx  context.Context
	s    Shown
	one  collect.Return
	o    collect.Obligation
	T    form.T
	Errs ui.Errors
}

// PainterOf paints a return as it is shown.
func PainterOf(ctx context.Context, s Shown) Painter {
	return Painter{ctx: ctx, s: s, one: s.One, o: s.One.Obligation, T: say.T(ctx), Errs: ui.ErrorsOf(ctx, s.Wrong)}
}

// Form is the sheet as the form engine shows it.
func (p Painter) Form() formhtml.Page {
	page := formhtml.Build(p.Input(), p.T)
	p.MarkCorrected(page)
	return page
}

// Input is what the form engine shows a sheet from.
func (p Painter) Input() formhtml.Input {
	in := formhtml.Input{
		Def: p.one.Definition, Values: p.one.Values, Raw: p.one.Raw, Issues: p.issues(), Findings: p.findings(),
		Previous: p.one.Previous, ReadOnly: !p.one.May.Edit, Unmask: p.s.Whole, Spare: max(1, min(p.s.Spare, 20)), FormID: FormID,
	}
	Offer(p.ctx, &in, p.one)
	if p.sourcesMatter() {
		in.Known, in.From = p.one.Known, p.sourceWords
	}
	in.Again, in.Asked = p.saidBefore(), p.askedWords()
	if p.o.State == collect.Back || p.o.State == collect.Submitted {
		for _, m := range p.o.Paper.Marks {
			if m.Path != "" && (!m.Closed || p.o.State == collect.Submitted) {
				in.Back = append(in.Back, formhtml.SentBack{Path: form.Path(m.Path), Who: m.By, Reason: m.Reason, Answer: m.Answer})
			}
		}
	}
	return in
}

// issues are unreadable texts at once, and what is still empty only after an
// attempt to hand in: an empty form is no list of reproaches.
func (p Painter) issues() form.Issues {
	issues := append(form.Issues(nil), p.one.Issues...)
	if !fault.Is(p.s.Wrong, "return.checks") || p.one.Values.IsEmpty() {
		return issues
	}
	for _, missing := range p.one.Missing {
		if _, unreadable := issues.At(missing.Path); !unreadable {
			issues = append(issues, missing)
		}
	}
	return issues
}

// findings are told once something was typed.
func (p Painter) findings() []form.Finding {
	if p.o.RecordNo == 0 && p.s.Wrong == nil {
		return nil
	}
	return p.one.Findings
}
