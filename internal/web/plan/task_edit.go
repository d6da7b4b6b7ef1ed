package plan

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

// taskEdit changes what a task promises.
func (p Pages) taskEdit(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := editOf(form)
	if err == nil {
		err = p.Plans.Edit(r.Context(), door.By(r.Context()), r.PathValue("task"), in)
	}
	return p.acted(w, r, "edit", form, "plan.done.edit", err)
}

func editOf(form door.Values) (plan.Edit, error) {
	in := plan.Edit{Title: form.Text("title"), Reason: form.Text("reason"), Basis: form.Text("basis")}
	in.Rev, _ = form.Int("rev")
	var err error
	if in.Start, err = dayOf(form, "start"); err != nil {
		return in, err
	}
	in.Target, err = newTargetOf(form)
	return in, err
}
