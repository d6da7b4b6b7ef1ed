package collect

import (
	"net/http"

	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnPrint shows a return as a sheet of paper: all of it, with its signatures,
// and what tells one print from another.
func (p pages) returnPrint(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	one, err := p.returns.Return(ctx, door.By(ctx), r.PathValue("return"))
	if err != nil {
		return err
	}
	one.May.Edit = false // a print is read: personal numbers are masked for whoever fills it, too
	view := returnPainterOf(ctx, shown{Shown: sheet.Shown{One: one}}).print()
	view.By = ui.T(ctx, "collect.print.by", "who", door.By(ctx).Name, "at", say.Clock(ctx, p.returns.Now()))
	return door.Page(w, r, door.View{Title: view.Title, Nav: "collect"}, printPage(view))
}

// printView is a return on paper.
type printView struct {
	Title, Period, Unit, Owner string
	ListNo, Basis, Version     string
	State, By, Back            string
	Form                       formhtml.Page
	Told                       string     // why it is empty or excused
	Said                       []saidLine // what was explained
	Signs                      []printSign
}

type saidLine struct{ Place, Rule, Said string }

type printSign struct{ Role, Name, Day string }

func (p returnPainter) print() printView {
	ctx := p.ctx
	page := p.Form()
	view := printView{
		Title: p.one.Campaign.Title, Period: say.Period(ctx, p.o.Period), Unit: p.one.Unit.Name, Owner: p.one.Owner.Label(),
		ListNo: p.one.Campaign.ListNo, Basis: p.one.Campaign.Basis, Back: collect.Link(p.o.ID), Form: page, Told: p.told(), State: say.State(ctx, p.o.State),
		Version: ui.T(ctx, "collect.print.version", "form", p.one.Definition.Code, "n", p.o.Version, "revision", p.o.RecordNo),
	}
	if p.one.Heir.ID != "" {
		view.Unit = ui.T(ctx, "collect.print.heir", "unit", p.one.Unit.Name, "heir", p.one.Heir.Name)
	}
	for _, f := range p.one.Findings {
		if f.Explanation != "" {
			view.Said = append(view.Said, saidLine{Place: p.places(f), Rule: f.Message, Said: f.Explanation})
		}
	}
	for _, role := range p.one.Campaign.Signatures {
		sign := printSign{Role: ui.T(ctx, "collect.sign."+string(role))}
		for _, s := range p.o.Paper.Signatures {
			if s.Role == role {
				sign.Name, sign.Day = s.Name, ui.Lang(ctx).FullDate(s.At.In(calendar.Zone))
			}
		}
		view.Signs = append(view.Signs, sign)
	}
	return view
}

// places names the first cell of a finding.
func (p returnPainter) places(f form.Finding) string {
	if len(f.Cells) == 0 {
		return ""
	}
	return form.PlaceOf(p.one.Definition, p.one.Values, f.Cells[0]).Label(p.T)
}
