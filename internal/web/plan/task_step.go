package plan

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

func (p Pages) stepAdd(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	due, err := dayOf(form, "stepdue")
	if err == nil {
		in := plan.NewMilestone{Title: form.Text("step"), Due: due, Owner: form.Text("owner")}
		_, err = p.Plans.AddMilestone(r.Context(), door.By(r.Context()), r.PathValue("task"), in)
	}
	return p.acted(w, r, "step", form, "plan.done.step", err)
}

func (p Pages) stepFinish(w http.ResponseWriter, r *http.Request) error {
	err := p.Plans.FinishMilestone(r.Context(), door.By(r.Context()), r.PathValue("task"), r.PathValue("step"))
	return p.acted(w, r, "", door.Values{}, "plan.done.stepdone", err)
}

func (p Pages) stepDrop(w http.ResponseWriter, r *http.Request) error {
	err := p.Plans.DropMilestone(r.Context(), door.By(r.Context()), r.PathValue("task"), r.PathValue("step"))
	return p.acted(w, r, "", door.Values{}, "plan.done.stepdrop", err)
}
