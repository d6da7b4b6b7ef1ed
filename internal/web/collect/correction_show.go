package collect

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// correctionShow opens one request, to follow it or to decide on it.
func (p pages) correctionShow(w http.ResponseWriter, r *http.Request) error {
	return p.showCorrection(w, r, refused{})
}

// refused is a decision that was not taken, to be shown again in its dialog.
type refused struct {
	act, reason string
	wrong       error
}

func (p pages) showCorrection(w http.ResponseWriter, r *http.Request, again refused) error {
	ctx := r.Context()
	one, err := p.returns.OpenCorrection(ctx, door.By(ctx), r.PathValue("correction"))
	if err != nil {
		return err
	}
	view := viewOfCorrection(ctx, door.By(ctx), one, again)
	status := http.StatusOK
	if again.wrong != nil {
		status = door.Status(fault.KindOf(again.wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, correctionPage(view))
}

func (p pages) correctionSign(w http.ResponseWriter, r *http.Request) error {
	return p.decideCorrection(w, r, "sign", plain(p.returns.SignCorrection))
}

func (p pages) correctionApprove(w http.ResponseWriter, r *http.Request) error {
	return p.decideCorrection(w, r, "approve", plain(p.returns.ApproveCorrection))
}

func (p pages) correctionWithdraw(w http.ResponseWriter, r *http.Request) error {
	return p.decideCorrection(w, r, "withdraw", plain(p.returns.WithdrawCorrection))
}

func (p pages) correctionDecline(w http.ResponseWriter, r *http.Request) error {
	return p.decideCorrection(w, r, "decline", p.returns.DeclineCorrection)
}

func (p pages) correctionRefuse(w http.ResponseWriter, r *http.Request) error {
	return p.decideCorrection(w, r, "refuse", p.returns.RefuseCorrection)
}

// ruling is a decision on a request, with a reason where it takes one.
type ruling func(ctx context.Context, by access.Actor, seen collect.SeenCorrection, reason string) (collect.Correction, error)

// plain is a decision that takes no reason.
func plain(act func(context.Context, access.Actor, collect.SeenCorrection) (collect.Correction, error)) ruling {
	return func(ctx context.Context, by access.Actor, seen collect.SeenCorrection, _ string) (collect.Correction, error) {
		return act(ctx, by, seen)
	}
}

// decideCorrection takes one decision on the request that was on the screen.
func (p pages) decideCorrection(w http.ResponseWriter, r *http.Request, name string, act ruling) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	seen := collect.SeenCorrection{ID: r.PathValue("correction")}
	seen.Rev, _ = form.Int(sheet.RevisionName)
	c, err := act(ctx, door.By(ctx), seen, form.Text(reasonName))
	if fault.Is(err, "correction.reason") || fault.Is(err, "correction.checks") {
		return p.showCorrection(w, r, refused{act: name, reason: form.Text(reasonName), wrong: err})
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "correction.done."+name))
	return door.Redirect(w, r, collect.CorrectionLink(c.ID))
}

// correctionEvidence sends a file of a request, to be saved and never run.
func (p pages) correctionEvidence(w http.ResponseWriter, r *http.Request) error {
	content, file, err := p.returns.CorrectionFile(r.Context(), door.By(r.Context()), r.PathValue("correction"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return door.SendFile(w, r, content, file)
}
