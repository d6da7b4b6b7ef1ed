package plan

import (
	"net/http"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

func (p Pages) taskNew(w http.ResponseWriter, r *http.Request) error {
	if err := offers(r, access.Task); err != nil {
		return err
	}
	q := door.Query(r)
	year, ok := q.Int("year")
	if !ok {
		year = door.Year(r.Context())
	}
	return p.showTaskForm(w, r, year, q, nil)
}

func (p Pages) taskCreate(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	in, err := newTaskOf(form)
	if err == nil {
		var made []plan.Task
		made, err = p.Plans.NewTasks(ctx, door.By(ctx), form.Text("plan"), []plan.NewTask{in})
		if err == nil {
			door.Flash(ctx, ui.T(ctx, "plan.done.new", "no", made[0].No))
			return door.Redirect(w, r, plan.Link(made[0].ID))
		}
	}
	if fault.KindOf(err) != fault.Invalid {
		return err
	}
	year, ok := form.Int("year")
	if !ok {
		year = door.Year(ctx)
	}
	return p.showTaskForm(w, r, year, form, err)
}

func (p Pages) showTaskForm(w http.ResponseWriter, r *http.Request, year int, form door.Values, wrong error) error {
	ctx := r.Context()
	by := door.By(ctx)
	plans, err := p.Plans.Plans(ctx, by, year)
	if err != nil {
		return err
	}
	if len(plans) == 0 && wrong != nil {
		return wrong // there is nothing to show it beside
	}
	if len(plans) == 0 {
		return door.Redirect(w, r, "/plan/new")
	}
	choices, err := p.Plans.Choices(ctx, by)
	if err != nil {
		return err
	}
	page := door.View{Title: ui.T(ctx, "plan.task.new"), Nav: "tasks"}
	if wrong != nil {
		page.Status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, page, taskNewPage(formOf(ctx, plans, choices, year, form, wrong)))
}

func newTaskOf(form door.Values) (plan.NewTask, error) {
	in := plan.NewTask{
		ThemeTitle: form.Text("theme"), Title: form.Text("title"), Quote: form.Text("quote"), Lead: form.Text("lead"),
		Leader: form.Text("leader"), Participants: form.Texts("participants"),
	}
	var err error
	if in.Start, err = dayOf(form, "start"); err != nil {
		return in, err
	}
	if in.Due, err = dayOf(form, "due"); err != nil {
		return in, err
	}
	in.Target, err = newTargetOf(form)
	return in, err
}

// newTargetOf is a target when its value was filled in.
func newTargetOf(form door.Values) (*plan.Target, error) {
	value, err := numberOf(form, "value")
	if value == nil || err != nil {
		return nil, err
	}
	base, err := numberOf(form, "base")
	if err != nil {
		return nil, err
	}
	target := &plan.Target{Op: plan.AtLeast, Value: *value, Unit: form.Text("unit"), Indicator: form.Text("indicator"), Base: base}
	if op := plan.Op(form.Text("op")); op == plan.AtMost || op == plan.Exactly {
		target.Op = op
	}
	return target, nil
}

func yearText(year int) string { return strconv.Itoa(year) }
