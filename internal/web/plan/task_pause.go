package plan

import (
	"net/http"

	"nianlun/internal/web/door"
)

func (p Pages) taskPause(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	err = p.Plans.Pause(r.Context(), door.By(r.Context()), r.PathValue("task"), form.Text("reason"), form.Text("basis"))
	return p.acted(w, r, "pause", form, "plan.done.pause", err)
}

func (p Pages) taskResume(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	err = p.Plans.Resume(r.Context(), door.By(r.Context()), r.PathValue("task"), form.Text("reason"), form.Text("basis"))
	return p.acted(w, r, "resume", form, "plan.done.resume", err)
}
