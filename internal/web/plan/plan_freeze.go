package plan

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// planFreeze makes a plan the baseline. What is missing shows itself task by task.
func (p Pages) planFreeze(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	frozen, err := p.Plans.Freeze(ctx, door.By(ctx), r.PathValue("plan"))
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "plan.done.freeze", "title", frozen.Title))
	return door.Redirect(w, r, listQuery{Year: frozen.Year}.with(func(*listQuery) {}))
}
