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

// planView is the form of a new plan.
type planView struct {
	Year, Title, Number string
	Errors              ui.Errors
}

func (p Pages) planNew(w http.ResponseWriter, r *http.Request) error {
	if err := offers(r, access.Plan); err != nil {
		return err
	}
	return p.showPlanForm(w, r, planView{Year: strconv.Itoa(door.Year(r.Context()))}, http.StatusOK)
}

// offers refuses a form whose act the post could not do.
func offers(r *http.Request, kind access.Kind) error {
	by := door.By(r.Context())
	return access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: kind})
}

func (p Pages) showPlanForm(w http.ResponseWriter, r *http.Request, v planView, status int) error {
	ctx := r.Context()
	return door.Page(w, r, door.View{Title: ui.T(ctx, "plan.new.title"), Nav: "tasks", Status: status}, planNewPage(v))
}

// planCreate makes a plan and leads to its first task.
func (p Pages) planCreate(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	year, _ := form.Int("year")
	made, err := p.Plans.NewPlan(ctx, door.By(ctx), plan.NewPlan{Year: year, Title: form.Text("title"), Number: form.Text("number")})
	if fault.KindOf(err) == fault.Invalid && err != nil {
		v := planView{Year: form.Text("year"), Title: form.Text("title"), Number: form.Text("number"), Errors: ui.ErrorsOf(ctx, err)}
		return p.showPlanForm(w, r, v, http.StatusUnprocessableEntity)
	}
	if err != nil {
		return err
	}
	return door.Redirect(w, r, listPath+"/new?year="+strconv.Itoa(made.Year)+"&plan="+made.ID)
}
