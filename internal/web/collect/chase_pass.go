package collect

import (
	"context"
	"net/http"
	"net/url"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

const passOnHref = "/collect/chase/pass"

// PassOnLink is the page on which one return is passed on.
func PassOnLink(id string) string { return passOnHref + "?" + url.Values{"return": {id}}.Encode() }

// chasePass shows returns of units that are no more with those that would hand them
// in, and passes them on.
func (p pages) chasePass(w http.ResponseWriter, r *http.Request) error {
	values := door.Query(r)
	if r.Method == http.MethodPost {
		form, err := door.Form(r)
		if err != nil {
			return err
		}
		values = form
	}
	in := passInput{PassOnInput: collect.PassOnInput{Returns: values.Texts("return"), To: values.Text("to"), Reason: values.Text("reason")}, Day: values.Text("due")}
	if values.Text("act") != "passon" {
		return p.showPass(w, r, in)
	}
	return p.passOn(w, r, in)
}

// passInput is what was typed, and what came of it.
type passInput struct {
	collect.PassOnInput
	Day   string
	Said  map[string]error // why a return was not passed on
	Wrong error
}

func (p pages) passOn(w http.ResponseWriter, r *http.Request, in passInput) error {
	ctx := r.Context()
	if in.Day != "" {
		due, err := period.ParseDate(in.Day)
		if err != nil {
			in.Wrong = fault.New(fault.Invalid, "collect.passon").With("due", "collect.need.later")
			return p.showPass(w, r, in)
		}
		in.Due = due
	}
	results, err := p.returns.PassOn(ctx, door.By(ctx), in.PassOnInput)
	if err != nil && fault.KindOf(err) == fault.Invalid && !fault.Is(err, "collect.none") {
		in.Wrong = err
		return p.showPass(w, r, in)
	}
	if err != nil {
		return err
	}
	in.Said = map[string]error{}
	var left []string
	for _, result := range results {
		if result.Err != nil {
			in.Said[result.Return], left = result.Err, append(left, result.Return)
		}
	}
	done := ui.T(ctx, "collect.passedon", "n", len(results)-len(left))
	if len(left) == 0 {
		door.Flash(ctx, done)
		return door.Redirect(w, r, chaseHref)
	}
	in.Returns = left
	in.Wrong = fault.New(fault.Invalid, "collect.passon.left", "done", len(results)-len(left), "n", len(left))
	for _, why := range in.Said {
		if fault.Is(why, "passon.reason") {
			in.Wrong = fault.As(in.Wrong).With("reason", "collect.need.passon")
			break
		}
	}
	return p.showPass(w, r, in)
}

func (p pages) showPass(w http.ResponseWriter, r *http.Request, in passInput) error {
	ctx := r.Context()
	look, err := p.returns.LookPassOn(ctx, door.By(ctx), in.Returns)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if in.Wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	view := viewOfPass(ctx, look, in)
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, passPage(view))
}

type passView struct {
	Head            ui.HeadView
	Errors          ui.Errors
	Refused         string
	Rows            []passRow
	To, Due, Reason ui.FieldView
	Units           []ui.Option
	May             bool // at least one can be passed on
}

type passRow struct {
	ID, Unit, Title, Href, Period, Due string
	Into                               string // by the register
	Why                                string // it cannot be, or was not passed on
	Stays                              bool   // it cannot be, whoever takes it
}

func viewOfPass(ctx context.Context, look collect.PassOnLook, in passInput) passView {
	errs := ui.ErrorsOf(ctx, in.Wrong)
	view := passView{
		Head: ui.HeadView{
			Title: ui.T(ctx, "collect.passon"), Under: ui.T(ctx, "collect.passon.under"),
			Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.chase"), Href: chaseHref}, {Words: ui.T(ctx, "collect.passon")}},
		},
		Errors: errs,
		To:     ui.FieldView{Name: "to", Label: ui.T(ctx, "collect.passon.to"), Value: in.To},
		Due:    ui.FieldView{Name: "due", Label: ui.T(ctx, "collect.passon.due"), Hint: ui.T(ctx, "collect.passon.due.hint"), Value: in.Day, Type: "date", Error: errs.For("due")},
		Reason: ui.FieldView{Name: "reason", Label: ui.T(ctx, "collect.passon.reason"), Hint: ui.T(ctx, "collect.passon.reason.hint"), Value: in.Reason, Error: errs.For("reason"), Rows: 2},
	}
	if in.Wrong != nil && fault.Is(in.Wrong, "collect.passon.left") {
		view.Refused = faultWords(ctx, in.Wrong)
	}
	named := false
	for _, row := range look.Rows {
		one := passRowOf(ctx, row, look, in.Said[row.ID])
		view.Rows, view.May = append(view.Rows, one), view.May || !one.Stays
		named = named || one.Into != "" && !one.Stays
	}
	words := ui.T(ctx, "collect.passon.choose")
	switch {
	case named && len(view.Rows) == 1:
		words = ui.T(ctx, "collect.passon.named", "unit", view.Rows[0].Into)
	case named:
		words = ui.T(ctx, "collect.passon.register")
	}
	view.Units = append(view.Units, ui.Option{Words: words})
	for _, h := range look.Heirs {
		view.Units = append(view.Units, ui.Option{Value: h.ID, Words: h.Name})
	}
	return view
}

func passRowOf(ctx context.Context, row collect.PassRow, look collect.PassOnLook, said error) passRow {
	out := passRow{
		ID: row.ID, Unit: row.UnitName, Title: row.Title, Href: collect.Link(row.ID), Period: say.Period(ctx, row.Period),
		Due: say.Day(ctx, row.Deadline(), look.Today.Year), Into: row.Successor, Stays: row.Err != nil,
	}
	why := said
	if why == nil {
		why = row.Err
	}
	if why != nil {
		out.Why = faultWords(ctx, why)
	}
	return out
}
