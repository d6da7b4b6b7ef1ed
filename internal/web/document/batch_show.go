package document

import (
	"net/http"

	"nianlun/internal/web/door"
)

// batchShow is a batch with its files; it fetches itself while they are read.
func (p Pages) batchShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	b, err := p.Batches.Get(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	view := viewOfBatch(ctx, b, door.Query(r).Text("only") == "failed", mayWrite(by))
	if view.Most, err = p.Batches.Most(ctx, by); err != nil {
		return err
	}
	view.Accept = p.kinds(ctx).Accept
	return door.Page(w, r, door.View{Title: view.Title, Nav: "documents"}, batchPage(view))
}
