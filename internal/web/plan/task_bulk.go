package plan

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

// taskBulk runs one act on the ticked tasks. When all went well the list comes
// back with a toast, otherwise with a line for each task that did not.
func (p Pages) taskBulk(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	act, results, err := p.bulk(ctx, door.By(ctx), form)
	if err != nil {
		return err
	}
	back := readBack(form.Text("back"), door.Year(ctx))
	if plan.Failed(results) > 0 {
		return p.showList(w, r, back, batchOf(ctx, act, results, back.query()))
	}
	door.Flash(ctx, ui.T(ctx, "plan.batch.done", "act", act, "n", len(results)))
	return door.Redirect(w, r, listPath+"?"+back.query())
}

func (p Pages) bulk(ctx context.Context, by access.Actor, form door.Values) (act string, results []plan.Result, err error) {
	ids := form.Texts("task")
	switch form.Text("act") {
	case "remind":
		results, err = p.Plans.Remind(ctx, by, ids, form.Text("text"))
		return ui.T(ctx, "plan.act.remind"), results, err
	case "extend":
		in, e := extensionOf(form)
		if e != nil {
			return "", nil, e
		}
		results, err = p.Plans.Extend(ctx, by, ids, in)
		return ui.T(ctx, "plan.act.extend"), results, err
	case "assign":
		in, e := assignmentOf(form)
		if e != nil {
			return "", nil, e
		}
		results, err = p.Plans.Assign(ctx, by, ids, in)
		return ui.T(ctx, "plan.bulk.assign"), results, err
	default:
		return "", nil, fault.New(fault.Invalid, "task.act")
	}
}

func extensionOf(form door.Values) (plan.Extension, error) {
	due, err := dayOf(form, "due")
	return plan.Extension{Due: due, Reason: form.Text("reason"), Basis: form.Text("basis")}, err
}

// assignmentOf takes only what was filled in: an empty field leaves things as
// they are.
func assignmentOf(form door.Values) (plan.Assignment, error) {
	in := plan.Assignment{Reason: form.Text("reason")}
	if lead := form.Text("lead"); lead != "" {
		in.Lead = &lead
	}
	if leader := form.Text("leader"); leader != "" {
		in.Leader = &leader
	}
	if participants := form.Texts("participants"); len(participants) > 0 {
		in.Participants = &participants
	}
	due, err := dayOf(form, "duedate")
	if err == nil && !due.IsZero() {
		in.Due = &due
	}
	return in, err
}

// dayOf is a day of a form; the zero day when the field is empty.
func dayOf(form door.Values, name string) (period.Date, error) {
	text := form.Text(name)
	if text == "" {
		return period.Date{}, nil
	}
	day, err := period.ParseDate(text)
	if err != nil {
		return period.Date{}, fault.Wrap(err, fault.Invalid, "task.date").With(name, "fault.task.date")
	}
	return day, nil
}

func faultWords(ctx context.Context, err error) string {
	f := fault.As(err)
	return ui.T(ctx, f.Key(), f.Args...)
}
