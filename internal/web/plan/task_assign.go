package plan

import (
	"net/http"

	"nianlun/internal/web/door"
)

func (p Pages) taskAssign(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := assignmentOf(form)
	if err == nil {
		err = first(p.Plans.Assign(r.Context(), door.By(r.Context()), []string{r.PathValue("task")}, in))
	}
	return p.acted(w, r, "assign", form, "plan.done.assign", err)
}
