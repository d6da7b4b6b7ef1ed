package plan

import (
	"net/http"

	"nianlun/internal/web/door"
)

// taskAsk asks for a later deadline.
func (p Pages) taskAsk(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := extensionOf(form)
	if err == nil {
		err = p.Plans.AskExtension(r.Context(), door.By(r.Context()), r.PathValue("task"), in)
	}
	return p.acted(w, r, "ask", form, "plan.done.ask", err)
}

// taskExtend moves the deadline.
func (p Pages) taskExtend(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	in, err := extensionOf(form)
	if err == nil {
		err = first(p.Plans.Extend(r.Context(), door.By(r.Context()), []string{r.PathValue("task")}, in))
	}
	return p.acted(w, r, "extend", form, "plan.done.extend", err)
}

// taskRefuse answers a request for a later deadline with no.
func (p Pages) taskRefuse(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	err = p.Plans.RefuseExtension(r.Context(), door.By(r.Context()), r.PathValue("task"), form.Text("reason"))
	return p.acted(w, r, "refuse", form, "plan.done.refuse", err)
}
