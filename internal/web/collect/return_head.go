package collect

import (
	"github.com/a-h/templ"

	"nianlun/internal/engine/form"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

func (p returnPainter) head() ui.HeadView {
	ctx := p.ctx
	head := ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: p.one.Unit.Label()}},
		Title:  p.one.Campaign.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, p.o.Period),
		Acts:   p.acts(),
	}
	if !p.one.May.Edit && (p.one.May.Review || p.one.May.Lock || p.one.May.Exempt || p.one.May.Oblige || p.o.State.HandedIn()) {
		head.Crumbs = []ui.Crumb{head.Crumbs[0], {Words: p.one.Campaign.Title, Href: collect.CampaignLink(p.one.Campaign.ID)}, head.Crumbs[1]}
	}
	head.Light, head.Words = say.Light(ctx, p.o, p.one.Today, p.one.Near)
	if len(p.o.Paper.Corrected) > 0 {
		head.Words += ui.T(ctx, "ui.comma") + ui.T(ctx, "correction.mark")
	}
	head.Why = p.why()
	if p.one.Heir.ID != "" {
		head.Under = p.heir()
	}
	if p.s.Below != "" {
		head.Under = p.s.Below
	}
	return head
}

// heir says whose return it is and who hands it in.
func (p returnPainter) heir() string {
	return ui.T(p.ctx, "collect.heir", "unit", p.one.Unit.Label(), "period", say.Period(p.ctx, p.o.Period), "heir", p.one.Heir.Label())
}

// why is the sentence beside the light: what is expected of whom, and by when.
func (p returnPainter) why() string {
	ctx, year := p.ctx, p.one.Today.Year
	switch p.o.State {
	case collect.Back:
		last := p.o.Paper.Marks[len(p.o.Paper.Marks)-1]
		return ui.T(ctx, "collect.why.back", "due", say.Day(ctx, p.o.Deadline(), year), "who", last.By, "n", openMarks(p.o))
	case collect.Submitted:
		return ui.T(ctx, "collect.why.submitted."+string(p.o.Awaits), "who", p.one.People[p.o.SubmittedBy], "at", say.Clock(ctx, p.o.SubmittedAt), "section", p.one.Owner.Label())
	case collect.Reviewed, collect.Locked:
		return ui.T(ctx, "collect.why."+string(p.o.State), "who", p.one.People[p.o.ReviewedBy], "at", say.Clock(ctx, p.o.ReviewedAt))
	case collect.Exempt:
		return p.told()
	case collect.Owed, collect.Draft:
	}
	return ui.T(ctx, "collect.why.due", "due", say.Day(ctx, p.o.Due, year), "section", p.one.Owner.Label(), "basis", p.one.Campaign.Basis, "list", p.one.Campaign.ListNo)
}

// acts are the decisions of the page; the first that settles the matter is the
// primary one. Each belongs to a form that carries the revision.
func (p returnPainter) acts() []ui.BtnView {
	ctx, may := p.ctx, p.one.May
	acts := []ui.BtnView{{Words: ui.T(ctx, "workbook.get"), Href: links.Book(p.o.ID) + ".xlsx", Attrs: templ.Attributes{"download": true}}}
	if may.Edit {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "workbook.bring"), Href: links.Book(p.o.ID)})
	}
	if may.Exempt {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.exempt"), Dialog: "exempt"})
	}
	if may.PassOn {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.passon"), Href: PassOnLink(p.o.ID)})
	}
	if p.o.RecordNo > 0 {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.print"), Href: collect.Link(p.o.ID) + "/print"})
	}
	if may.Reveal && !p.s.Whole {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.reveal"), Dialog: "reveal"})
	}
	if may.Correct {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "correction.ask"), Href: collect.Link(p.o.ID) + "/correct"})
	}
	if p.s.Next != "" {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.next"), Href: collect.Link(p.s.Next), Key: "j"})
	}
	if may.SendBack {
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act.back"), Dialog: "back", Key: "b"})
	}
	for _, act := range p.posts() {
		kind := "primary"
		if act == "withdraw" || act == "oblige" || act == "takeback" {
			kind = ""
		}
		acts = append(acts, ui.BtnView{Words: ui.T(ctx, "collect.act."+act), Kind: kind, Submit: true, Form: "do-" + act})
	}
	return acts
}

// posts are the acts that need no more than the revision.
func (p returnPainter) posts() []string {
	may := p.one.May
	var acts []string
	for _, act := range []struct {
		name string
		may  bool
	}{{"withdraw", may.Withdraw}, {"oblige", may.Oblige}, {"takeback", may.TakeBack}, {"sign", may.Sign}, {"review", may.Review}, {"lock", may.Lock}} {
		if act.may {
			acts = append(acts, act.name)
		}
	}
	return acts
}

// back is the dialog to send back, open again after an error or for one cell.
func (p returnPainter) back() *backView {
	if !p.one.May.SendBack {
		return nil
	}
	ctx := p.ctx
	view := &backView{Action: collect.Link(p.o.ID) + "/back", Open: p.s.Back != nil || p.s.BackAt != ""}
	view.Cells = append(view.Cells, ui.Option{Value: "", Words: ui.T(ctx, "collect.back.whole")})
	for _, path := range p.one.Definition.Paths(p.one.Values) {
		if _, isField := p.one.Definition.Field(path.Key()); isField {
			label := form.PlaceOf(p.one.Definition, p.one.Values, path).Label(p.T)
			view.Cells = append(view.Cells, ui.Option{Value: path.String(), Words: label})
		}
	}
	typed := backInput{Workdays: sheet.BackDays, Reasons: []collect.Reason{{Path: p.s.BackAt}}}
	if p.s.Back != nil {
		typed = *p.s.Back
	}
	for i := range backRows {
		view.Rows = append(view.Rows, p.backRow(i, typed))
	}
	view.Workdays = ui.FieldView{Name: "workdays", Label: ui.T(ctx, "collect.back.workdays"), Value: itoa(typed.Workdays), Type: "number", Short: true, Error: p.Errs.For("workdays")}
	return view
}

func (p returnPainter) backRow(i int, typed backInput) backRow {
	row := backRow{
		Path:   ui.FieldView{Name: "path:" + itoa(i), Label: ui.T(p.ctx, "collect.back.cell"), Error: p.Errs.For("path:" + itoa(i))},
		Reason: ui.FieldView{Name: "reason:" + itoa(i), Label: ui.T(p.ctx, "collect.back.reason"), Error: p.Errs.For("reason:" + itoa(i)), Rows: 2},
	}
	if i < len(typed.Reasons) {
		row.Path.Value, row.Reason.Value = typed.Reasons[i].Path, typed.Reasons[i].Text
	}
	return row
}
