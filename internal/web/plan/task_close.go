package plan

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

func (p Pages) taskClose(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	on, err := dayOf(form, "on")
	if err == nil {
		in := plan.Closing{On: on, Reason: form.Text("reason"), Basis: form.Text("basis")}
		err = p.Plans.Close(r.Context(), door.By(r.Context()), r.PathValue("task"), in)
	}
	return p.acted(w, r, "close", form, "plan.done.close", err)
}

func (p Pages) taskReopen(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	err = p.Plans.Reopen(r.Context(), door.By(r.Context()), r.PathValue("task"), form.Text("reason"), form.Text("basis"))
	return p.acted(w, r, "reopen", form, "plan.done.reopen", err)
}
