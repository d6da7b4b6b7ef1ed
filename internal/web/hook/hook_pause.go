package hook

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// hookPause lets a hook rest.
func (p pages) hookPause(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, p.hooks.Pause, "hook.paused.now")
}

// hookResume lets a hook go on.
func (p pages) hookResume(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, p.hooks.Resume, "hook.resumed")
}

// hookRemove takes a hook away.
func (p pages) hookRemove(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, p.hooks.Remove, "hook.removed")
}

// act is one act on a hook that says only that it was done.
func (p pages) act(w http.ResponseWriter, r *http.Request, do func(context.Context, access.Actor, string) error, said string) error {
	ctx, id := r.Context(), r.PathValue("hook")
	if err := do(ctx, door.By(ctx), id); err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, said))
	return door.Redirect(w, r, hookPath(id))
}
