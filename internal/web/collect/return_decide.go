package collect

import (
	"context"
	"net/http"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

func (p pages) returnSign(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, p.returns.Sign, "collect.done.sign")
}

func (p pages) returnReview(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, p.returns.Review, "collect.done.review")
}

func (p pages) returnLock(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, p.returns.Lock, "collect.done.lock")
}

func (p pages) returnWithdraw(w http.ResponseWriter, r *http.Request) error {
	return p.decide(w, r, p.returns.Withdraw, "collect.done.withdraw")
}

type decision func(context.Context, access.Actor, collect.Seen) (collect.Obligation, error)

// decide takes one decision on the figures that were on the screen.
func (p pages) decide(w http.ResponseWriter, r *http.Request, act decision, done string) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	seen := collect.Seen{Return: r.PathValue("return")}
	seen.Base, _ = form.Int(sheet.RevisionName)
	o, err := act(ctx, door.By(ctx), seen)
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, done))
	return door.Redirect(w, r, collect.Link(o.ID))
}

// backInput is a sending back as it was typed.
type backInput struct {
	Reasons  []collect.Reason
	Workdays int
}

// backRows is how many reasons the dialog asks for at once.
const backRows = 3

// returnBack sends a return back with reasons on cells.
func (p pages) returnBack(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in := collect.SendBackInput{Seen: collect.Seen{Return: r.PathValue("return")}, Label: say.T(ctx)}
	in.Base, _ = form.Int(sheet.RevisionName)
	in.Workdays, _ = form.Int("workdays")
	for i := range backRows {
		in.Reasons = append(in.Reasons, collect.Reason{Path: form.Text("path:" + itoa(i)), Text: form.Text("reason:" + itoa(i))})
	}
	in.Reasons = slices.DeleteFunc(in.Reasons, func(one collect.Reason) bool { return one.Path == "" && one.Text == "" })
	o, err := p.returns.SendBack(ctx, door.By(ctx), in)
	if fault.Is(err, "collect.back") {
		one, e := p.returns.Return(ctx, door.By(ctx), in.Return)
		if e != nil {
			return e
		}
		return p.showReturn(w, r, shown{Shown: sheet.Shown{One: one, Wrong: err}, Back: &backInput{in.Reasons, in.Workdays}})
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "collect.done.back", "due", say.Day(ctx, o.BackDue, o.BackDue.Year)))
	return door.Redirect(w, r, collect.Link(o.ID))
}
