package plan

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

func (p Pages) taskShow(w http.ResponseWriter, r *http.Request) error {
	return p.showTask(w, r, again{})
}

// again is a task's page shown once more because an act was refused: the dialog
// stays open with what was typed and what is wrong with it.
type again struct {
	dialog string
	form   door.Values
	err    error
}

func (p Pages) showTask(w http.ResponseWriter, r *http.Request, a again) error {
	ctx := r.Context()
	by := door.By(ctx)
	detail, err := p.Plans.Task(ctx, by, r.PathValue("task"))
	if err != nil {
		return err
	}
	choices, err := p.choices(r, by)
	if err != nil {
		return err
	}
	view := viewOfTask(ctx, by, detail, choices, a)
	page := door.View{Title: detail.Title, Nav: "tasks"}
	if a.err != nil {
		page.Status = door.Status(fault.KindOf(a.err))
	}
	return door.Page(w, r, page, taskShowPage(view))
}

// acted answers an act on a task: back to its page with a toast, or the page
// once more with the dialog open when something is to be mended. Other faults
// become their own page.
func (p Pages) acted(w http.ResponseWriter, r *http.Request, dialog string, form door.Values, done string, err error) error {
	if err == nil {
		door.Flash(r.Context(), ui.T(r.Context(), done))
		return door.Redirect(w, r, taskPath(r))
	}
	if kind := fault.KindOf(err); kind == fault.Invalid || kind == fault.Conflict || kind == fault.TooLarge {
		return p.showTask(w, r, again{dialog: dialog, form: form, err: err})
	}
	return err
}

func taskPath(r *http.Request) string { return listPath + "/" + r.PathValue("task") }
