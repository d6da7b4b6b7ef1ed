package hook

import (
	"net/http"

	"nianlun/internal/base/hook"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// hookPing tries a hook and says what became of it.
func (p pages) hookPing(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.hooks.Ping(ctx, door.By(ctx), r.PathValue("hook"))
	if err != nil {
		return err
	}
	if d.State == hook.Done {
		door.Flash(ctx, ui.T(ctx, "hook.pinged", "status", d.Status))
	} else {
		door.FlashAlert(ctx, ui.T(ctx, "hook.pinged.not", "why", outcome(ctx, d)))
	}
	return door.Redirect(w, r, hookPath(d.Hook))
}
