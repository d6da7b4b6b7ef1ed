package collect

import (
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnSave saves what was typed, or hands the return in. What is refused is
// shown again as it was typed.
func (p pages) returnSave(w http.ResponseWriter, r *http.Request) error {
	in, err := ReturnInputOf(r)
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
	return door.Redirect(w, r, in.next(r))
}

// refusedFile shows the return again when an upload was refused: what was typed
// beside it must not be lost.
func (p pages) refusedFile(w http.ResponseWriter, r *http.Request, in ReturnInput, err error) error {
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.TooLarge {
		return err
	}
	return p.showRefused(w, r, in, err)
}

// next is where a save leads: back to the return, at the cell or table that was
// asked for.
func (in ReturnInput) next(r *http.Request) string {
	ctx, href := r.Context(), collect.Link(in.Return)
	switch {
	case in.Submit:
		door.Flash(ctx, ui.T(ctx, "collect.submitted"))
		return href
	case in.Add != "":
		return href + "?spare=3#" + CellID(in.Add)
	case len(in.Again) > 0:
		return href + "#issues"
	case in.Mended != "":
		return href + "#" + CellID(in.Mended.String())
	}
	door.Flash(ctx, ui.T(ctx, "collect.saved"))
	return href
}

// idReplacer turns the path of a cell into the middle of its id.
var idReplacer = strings.NewReplacer("[", "-", "].", "-", "]", "")

// CellID is the id that formhtml gives a cell or table.
func CellID(path string) string {
	return "f-" + strings.TrimSuffix(idReplacer.Replace(path), "-")
}
