package document

import (
	"context"
	"net/http"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type writerView struct {
	ID, Title, Content string
	Rev                int
	Saved              string
	MayWrite           bool
	Blocks             []document.Block // for who may only read
	Check              checkView
}

func (p DraftPages) draftShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	d, err := p.Drafts.Get(ctx, door.By(ctx), r.PathValue("id"))
	if err != nil {
		return err
	}
	if d.State == document.Issued {
		return door.Redirect(w, r, "/issues/"+d.Issue)
	}
	view, err := p.writer(ctx, d)
	if err != nil {
		return err
	}
	return door.Page(w, r, door.View{Title: d.Title, Nav: "documents", Scripts: []string{"editor.js"}}, writerPage(view))
}

func (p DraftPages) writer(ctx context.Context, d document.Draft) (writerView, error) {
	by := door.By(ctx)
	report, err := p.Drafts.Check(ctx, by, d)
	if err != nil {
		return writerView{}, err
	}
	content, err := toEditor(d.Content)
	return writerView{
		ID: d.ID, Title: d.Title, Content: content, Rev: d.Rev, MayWrite: mayWrite(by),
		Saved:  ui.T(ctx, "draft.saved", "n", d.Rev, "at", d.Changed.In(place).Format("15:04")),
		Blocks: d.Content.Blocks, Check: viewOfReport(ctx, d, report, "/drafts/"+d.ID),
	}, err
}

func (p DraftPages) draftCheck(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	d, err := p.Drafts.Get(ctx, by, r.PathValue("id"))
	if err != nil {
		return err
	}
	report, err := p.Drafts.Check(ctx, by, d)
	if err != nil {
		return err
	}
	return door.Render(w, r, http.StatusOK, checkerPart(viewOfReport(ctx, d, report, "/drafts/"+d.ID)))
}
