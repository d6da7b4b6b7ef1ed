package document

import (
	"net/http"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// markShow is the editor of the mark of a kind at a place, or, with from and
// until, of one to be added there. Browsers without scripts get it as a page.
func (p Pages) markShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	reading, err := p.Readings.Reading(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	d, err := p.Readings.Directory(ctx, by)
	if err != nil {
		return err
	}
	q := door.Query(r)
	if q.Text("kind") == markSum {
		at, _ := q.Int("at")
		return sumShow(w, r, &reading, at)
	}
	kind := kindOf(q.Text("kind"))
	l := markLook{Open: q.Text("open"), Split: q.Has("split")}
	if from, ok := q.Int("from"); ok {
		until, _ := q.Int("until")
		l.Mark, l.Adding = addLook(&reading, d, kind, from, until), true
		return showMark(w, r, http.StatusOK, &reading, d, l)
	}
	at, _ := q.Int("at")
	now, found := reading.Mark(d, kind, at)
	if !found {
		return fault.New(fault.Conflict, "mark.gone")
	}
	l.Mark = now
	return showMark(w, r, http.StatusOK, &reading, d, l)
}

func showMark(w http.ResponseWriter, r *http.Request, status int, reading *document.Reading, d document.Directory, l markLook) error {
	ctx := r.Context()
	view := viewOfMark(ctx, reading, d, l)
	if door.Partial(r) {
		return door.Render(w, r, status, markEditor(view, mayWrite(door.By(ctx))))
	}
	return door.Page(w, r, door.View{Title: ui.T(ctx, "mark.page"), Nav: "documents", Status: status}, markPage(view, mayWrite(door.By(ctx))))
}
