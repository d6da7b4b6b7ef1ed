package plan

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

func (p Pages) taskRemind(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	results, err := p.Plans.Remind(r.Context(), door.By(r.Context()), []string{r.PathValue("task")}, form.Text("text"))
	return p.acted(w, r, "remind", form, "plan.done.remind", first(results, err))
}

// first is the error of an act on one task that a method for many gives.
func first(results []plan.Result, err error) error {
	if err == nil && len(results) > 0 {
		return results[0].Err
	}
	return err
}
