package collect

import (
	"net/http"

	"nianlun/internal/web/door"
)

// campaignLock locks what has been reviewed in one period.
func (p pages) campaignLock(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx, id := r.Context(), r.PathValue("campaign")
	results, err := p.returns.LockReviewed(ctx, door.By(ctx), id, form.Text("period"))
	if err != nil {
		return err
	}
	return p.afterAct(w, r, id, "collect.locked", results)
}
