package plan

import (
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
)

func (p Pages) taskList(w http.ResponseWriter, r *http.Request) error {
	return p.showList(w, r, listQueryOf(r), nil)
}

// showList shows the list, after a bulk act with what became of it.
func (p Pages) showList(w http.ResponseWriter, r *http.Request, q listQuery, batch *batchView) error {
	ctx := r.Context()
	by := door.By(ctx)
	board, err := p.Plans.Board(ctx, by, q.Year)
	if err != nil {
		return err
	}
	choices, err := p.choices(r, by)
	if err != nil {
		return err
	}
	view := viewOfList(ctx, by, q, board, choices)
	view.Batch = batch
	return door.Page(w, r, door.View{Title: ui.T(ctx, "plan.list.title"), Nav: "tasks", Search: q.Words}, taskListPage(view))
}

// choices are asked for only by those who give out tasks.
func (p Pages) choices(r *http.Request, by access.Actor) (plan.Choices, error) {
	if access.Scope(by, access.Assign, access.Task).Empty() {
		return plan.Choices{}, nil
	}
	return p.Plans.Choices(r.Context(), by)
}
