package collect

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// purposeName is the name of the field that asks why.
const purposeName = "purpose"

// returnReveal shows a return once with its personal numbers whole. Nothing of it
// is kept: another look is another purpose and another entry.
func (p pages) returnReveal(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	one, err := p.returns.Reveal(ctx, door.By(ctx), collect.RevealInput{Return: r.PathValue("return"), Purpose: form.Text(purposeName)})
	if fault.Is(err, "invalid") {
		return p.showReturn(w, r, shown{Shown: sheet.Shown{One: one, Wrong: err}, Asking: true})
	}
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	return p.showReturn(w, r, shown{Shown: sheet.Shown{One: one, Whole: true}})
}
