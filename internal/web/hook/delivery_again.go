package hook

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// deliveryAgain sends one delivery again.
func (p pages) deliveryAgain(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.hooks.Again(ctx, door.By(ctx), r.PathValue("delivery"))
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "hook.again.done", "n", 1))
	return door.Redirect(w, r, hookPath(d.Hook))
}

// hookAgain sends everything again that was given up.
func (p pages) hookAgain(w http.ResponseWriter, r *http.Request) error {
	ctx, id := r.Context(), r.PathValue("hook")
	n, err := p.hooks.AgainAll(ctx, door.By(ctx), id)
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "hook.again.done", "n", n))
	return door.Redirect(w, r, hookPath(id))
}
