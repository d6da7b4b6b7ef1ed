package collect

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type correctionView struct {
	Head     ui.HeadView
	Href     string
	Revision string
	Refused  string
	Errors   ui.Errors
	Posts    []string // acts that post nothing but the revision
	Refusal  string   // the act that takes a reason: "decline", "refuse" or ""
	Why      ui.FieldView
	Open     bool // the dialog of the refusal
	Cells    []changeRow
	Stale    bool
	Reason   string
	Said     []saidView
	Files    []ui.FileView
	Uses     usesView
	Facts    []ui.Fact
	Trail    []ui.Moment
}

// changeRow is one cell with both its values.
type changeRow struct {
	Place, Href, Old, New string
}

// saidView is an odd value of the corrected sheet with its explanation.
type saidView struct{ Check, Text string }

// usesView is what had used the cells.
type usesView struct {
	Figures, Documents []useLine
}

type useLine struct{ Name, Href, Hint string }

// usesOf sorts figures from documents. A figure is opened only by those who may
// read the whole bureau's; the caller's links lead others nowhere.
func usesOf(ctx context.Context, all []collect.Use) usesView {
	var view usesView
	for _, u := range all {
		line := useLine{Name: u.Name, Href: u.Href}
		if u.Kind == collect.UseDocument {
			line.Hint = ui.T(ctx, "correction.uses.quotes", "name", u.Of)
			view.Documents = append(view.Documents, line)
			continue
		}
		if u.Kind == collect.UseAbove {
			line.Hint = ui.T(ctx, "correction.uses.above", "title", u.Of)
			view.Documents = append(view.Documents, line)
			continue
		}
		view.Figures = append(view.Figures, line)
	}
	return view
}

// readable takes the links away that the post could not follow.
func (v usesView) readable(by access.Actor) usesView {
	if !access.Scope(by, access.Read, access.Indicator).All {
		v.Figures = unlinked(v.Figures)
	}
	if !access.Scope(by, access.Read, access.Document).All {
		v.Documents = unlinked(v.Documents)
	}
	return v
}

func unlinked(lines []useLine) []useLine {
	out := make([]useLine, len(lines))
	for i, l := range lines {
		l.Href = ""
		out[i] = l
	}
	return out
}

func viewOfCorrection(ctx context.Context, by access.Actor, one collect.CorrectionView, again refused) correctionView {
	c := one.Correction
	errs := ui.ErrorsOf(ctx, again.wrong)
	view := correctionView{
		Href: collect.CorrectionLink(c.ID), Revision: itoa(c.Rev), Reason: c.Paper.Reason, Stale: one.Stale,
		Uses: usesOf(ctx, one.Uses).readable(by), Head: correctionHead(ctx, one), Trail: correctionTrail(ctx, c),
	}
	view.Posts, view.Refusal = correctionActs(&view.Head, ctx, one.May)
	if again.wrong != nil && again.act != view.Refusal {
		view.Refused, view.Errors = ui.T(ctx, fault.As(again.wrong).Key(), fault.As(again.wrong).Args...), errs
	}
	view.Open = again.wrong != nil && again.act == view.Refusal
	view.Why = ui.FieldView{Name: reasonName, ID: "answer", Label: ui.T(ctx, "correction.answer"), Value: again.reason, Error: errs.For("reason"), Required: true}
	t := say.T(ctx)
	for _, cell := range c.Paper.Cells {
		path := form.Path(cell.Path)
		view.Cells = append(view.Cells, changeRow{
			Place: form.PlaceOf(one.Definition, one.Values, path).Label(t), Href: collect.Link(c.Return) + "#" + sheet.CellID(cell.Path),
			Old: say.OrBlank(ctx, cell.OldShow), New: say.OrBlank(ctx, cell.NewShow),
		})
	}
	for _, f := range one.Findings {
		view.Said = append(view.Said, saidView{Check: f.Message, Text: f.Explanation})
	}
	for _, f := range one.Files {
		view.Files = append(view.Files, ui.FileView{Name: f.Name, Href: view.Href + "/files/" + f.ID})
	}
	view.Facts = []ui.Fact{
		{Name: ui.T(ctx, "correction.fact.unit"), Words: one.Unit.Label()},
		{Name: ui.T(ctx, "correction.fact.period"), Words: say.Period(ctx, c.Period)},
		{Name: ui.T(ctx, "correction.fact.owner"), Words: one.Owner.Label()},
		{Name: ui.T(ctx, "correction.fact.base"), Words: itoa(c.Base)},
	}
	if c.Result > 0 {
		view.Facts = append(view.Facts, ui.Fact{Name: ui.T(ctx, "correction.fact.result"), Words: itoa(c.Result)})
	}
	return view
}

func correctionHead(ctx context.Context, one collect.CorrectionView) ui.HeadView {
	c := one.Correction
	head := ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: one.Campaign.Title, Href: collect.CampaignLink(c.Campaign)},
			{Words: one.Unit.Label() + ui.T(ctx, "ui.comma") + say.Period(ctx, c.Period), Href: collect.Link(c.Return)}, {Words: ui.T(ctx, "correction.one")}},
		Title: ui.T(ctx, "correction.title", "unit", one.Unit.Label(), "title", one.Campaign.Title, "period", say.Period(ctx, c.Period)),
		Light: correctionColour(c.State), Words: correctionWords(ctx, c.State),
	}
	switch {
	case one.Stale:
		head.Why = ui.T(ctx, "correction.why.stale")
	case c.State == collect.CorrectionRefused:
		head.Why = ui.T(ctx, "correction.why.refused", "who", c.Paper.Decided, "reason", c.Paper.Answer)
	default:
		head.Why = ui.T(ctx, "correction.why."+string(c.State), "who", c.Paper.Decided, "asker", c.Paper.Asked, "section", one.Owner.Label(), "at", say.Clock(ctx, c.DecidedAt))
	}
	return head
}

// correctionActs puts the buttons into the head and tells which forms they need.
func correctionActs(head *ui.HeadView, ctx context.Context, may collect.MayCorrection) (posts []string, refusal string) {
	if may.Withdraw {
		posts = append(posts, "withdraw")
		head.Acts = append(head.Acts, ui.BtnView{Words: ui.T(ctx, "correction.act.withdraw"), Submit: true, Form: "do-withdraw"})
	}
	switch {
	case may.Refuse:
		refusal = "refuse"
	case may.Decline:
		refusal = "decline"
	}
	if refusal != "" {
		head.Acts = append(head.Acts, ui.BtnView{Words: ui.T(ctx, "correction.act."+refusal), Dialog: "refusal"})
	}
	for _, act := range []struct {
		name string
		may  bool
	}{{"sign", may.Sign}, {"approve", may.Approve}} {
		if act.may {
			posts = append(posts, act.name)
			head.Acts = append(head.Acts, ui.BtnView{Words: ui.T(ctx, "correction.act."+act.name), Kind: "primary", Submit: true, Form: "do-" + act.name})
		}
	}
	return posts, refusal
}

func correctionColour(s collect.CorrectionState) ui.Colour {
	switch s {
	case collect.CorrectionApproved:
		return ui.Blue
	case collect.CorrectionOpen, collect.CorrectionSigned:
		return ui.Amber
	default:
		return ui.Grey
	}
}

func correctionWords(ctx context.Context, s collect.CorrectionState) string {
	return ui.T(ctx, "correction.state."+string(s))
}

// correctionTrail is who did what with the request, the newest first.
func correctionTrail(ctx context.Context, c collect.Correction) []ui.Moment {
	var all []ui.Moment
	step := func(at time.Time, who, what, quote string, colour ui.Colour) {
		if !at.IsZero() {
			all = append([]ui.Moment{{When: say.Clock(ctx, at), Who: who, What: ui.T(ctx, what), Quote: quote, Colour: colour}}, all...)
		}
	}
	step(c.AskedAt, c.Paper.Asked, "correction.trail.ask", "", ui.Amber)
	step(c.SignedAt, c.Paper.Signed, "correction.trail.sign", "", ui.Green)
	step(c.DecidedAt, c.Paper.Decided, "correction.trail."+string(c.State), c.Paper.Answer, correctionColour(c.State))
	return all
}

// correctionLine is a request in a list.
type correctionLine struct {
	What, Href, Cells, Asked string
	Light                    ui.Colour
	Words                    string
}

func correctionLines(ctx context.Context, items []collect.CorrectionItem) []correctionLine {
	var lines []correctionLine
	for _, item := range items {
		lines = append(lines, correctionLine{
			What: item.UnitName + ui.T(ctx, "ui.comma") + say.Period(ctx, item.Period), Href: collect.CorrectionLink(item.ID),
			Cells: ui.T(ctx, "correction.cells", "n", len(item.Paper.Cells)),
			Asked: ui.T(ctx, "correction.asked", "who", item.Paper.Asked, "at", say.Clock(ctx, item.AskedAt)),
			Light: correctionColour(item.State), Words: correctionWords(ctx, item.State),
		})
	}
	return lines
}

// correctionRows are the requests that wait for the reader.
func correctionRows(ctx context.Context, items []collect.CorrectionItem) []ui.OwedRow {
	var rows []ui.OwedRow
	for _, item := range items {
		href := collect.CorrectionLink(item.ID)
		rows = append(rows, ui.OwedRow{
			Light: correctionColour(item.State), Words: correctionWords(ctx, item.State), Href: href,
			What: ui.T(ctx, "correction.title", "unit", item.UnitName, "title", item.Title, "period", say.Period(ctx, item.Period)),
			Hint: ui.T(ctx, "correction.asked", "who", item.Paper.Asked, "at", say.Clock(ctx, item.AskedAt)),
			Act:  ui.BtnView{Words: ui.T(ctx, "collect.look"), Href: href},
		})
	}
	return rows
}
