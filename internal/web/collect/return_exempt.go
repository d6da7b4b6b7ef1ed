package collect

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// returnExempt excuses a unit from a return, with a reason.
func (p pages) returnExempt(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("return")
	one, err := p.returns.Return(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	results, err := p.returns.Exempt(ctx, door.By(ctx), one.Campaign.ID, []string{id}, form.Text("reason"))
	return excused(w, r, id, results, err)
}

// returnOblige takes the excuse back.
func (p pages) returnOblige(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("return")
	one, err := p.returns.Return(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	results, err := p.returns.Oblige(ctx, door.By(ctx), one.Campaign.ID, []string{id})
	return excused(w, r, id, results, err)
}

// returnTakeBack takes a return from the unit to which it was passed on.
func (p pages) returnTakeBack(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("return")
	return excused(w, r, id, nil, p.returns.TakeBack(ctx, door.By(ctx), id))
}

func excused(w http.ResponseWriter, r *http.Request, id string, results []collect.Result, err error) error {
	if err != nil {
		return err
	}
	for _, result := range results {
		if result.Err != nil {
			return result.Err
		}
	}
	door.Flash(r.Context(), ui.T(r.Context(), "collect.saved"))
	return door.Redirect(w, r, collect.Link(id))
}
