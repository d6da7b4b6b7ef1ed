package document

import (
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// readingConfirm confirms all proposals that lack nothing.
func (p Pages) readingConfirm(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	reading, err := p.Readings.ConfirmComplete(ctx, door.By(ctx), r.PathValue("id"))
	if err != nil {
		return p.refused(w, r, look{Open: form.Text("open")}, err)
	}
	return p.done(w, r, reading, nextOpen(&reading, ""))
}

// readingUndo takes the last act back.
func (p Pages) readingUndo(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	step, _ := form.Int("step")
	reading, err := p.Readings.Undo(ctx, door.By(ctx), r.PathValue("id"), step)
	if err != nil {
		return p.refused(w, r, look{Open: form.Text("open")}, err)
	}
	open := reading.Last
	if open == "" {
		open = form.Text("open")
	}
	return p.done(w, r, reading, open)
}

// readingTasks makes tasks of what has been confirmed.
func (p Pages) readingTasks(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	made, err := p.Readings.MakeTasks(ctx, door.By(ctx), r.PathValue("id"))
	if err != nil {
		return p.refused(w, r, look{}, err)
	}
	door.Flash(ctx, ui.T(ctx, "reading.tasks.made", "n", made))
	return door.Redirect(w, r, "/documents/"+r.PathValue("id"))
}
