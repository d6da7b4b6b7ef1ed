package collect

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnSave saves what was typed, or hands the return in. What is refused is
// shown again as it was typed.
func (p pages) returnSave(w http.ResponseWriter, r *http.Request) error {
	in, err := sheet.InputOf(r)
	if err != nil {
		return err
	}
	if err := p.attach(r, &in); err != nil {
		return p.refusedFile(w, r, in, err)
	}
	ctx := r.Context()
	if in.Submit {
		_, err = p.returns.Submit(ctx, door.By(ctx), collect.SubmitInput{SaveInput: in.SaveInput, Nothing: in.Nothing, Heard: in.Heard})
	} else {
		_, err = p.returns.SaveDraft(ctx, door.By(ctx), in.SaveInput)
	}
	if fault.Is(err, "return.checks") || fault.Is(err, "return.stale") || fault.Is(err, "return.heard") || fault.Is(err, "invalid") {
		return p.showRefused(w, r, in, err)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, afterSave(r, in))
}

// refusedFile shows the return again when an upload was refused: what was typed
// beside it must not be lost.
func (p pages) refusedFile(w http.ResponseWriter, r *http.Request, in sheet.Input, err error) error {
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge {
		return err
	}
	return p.showRefused(w, r, in, err)
}

// afterSave is where a save leads: back to the return, at the cell or table that was
// asked for.
func afterSave(r *http.Request, in sheet.Input) string {
	ctx, href := r.Context(), collect.Link(in.Return)
	switch {
	case in.Submit:
		door.Flash(ctx, ui.T(ctx, "collect.submitted"))
		return href
	case in.Add != "":
		return href + "?spare=3#" + sheet.CellID(in.Add)
	case len(in.Again) > 0:
		return href + "#issues"
	case in.Mended != "":
		return href + "#" + sheet.CellID(in.Mended.String())
	}
	door.Flash(ctx, ui.T(ctx, "collect.saved"))
	return href
}
