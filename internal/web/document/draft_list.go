package document

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type draftListView struct {
	Year     int
	MayWrite bool
	Rows     []draftRow
}

type draftRow struct {
	Title, Href, Changed string
	Light                ui.Colour
	Words                string
}

func (p DraftPages) draftList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by, year := door.By(ctx), door.Year(ctx)
	drafts, err := p.Drafts.List(ctx, by, year)
	if err != nil {
		return err
	}
	view := draftListView{Year: year, MayWrite: mayWrite(by)}
	for _, d := range drafts {
		view.Rows = append(view.Rows, rowOfDraft(ctx, d))
	}
	return door.Page(w, r, door.View{Title: ui.T(ctx, "draft.list.title"), Nav: "documents"}, draftListPage(view))
}

func rowOfDraft(ctx context.Context, d document.Draft) draftRow {
	row := draftRow{
		Title: d.Title, Href: "/drafts/" + d.ID, Changed: ui.Lang(ctx).Clock(d.Changed.In(place)),
		Light: ui.Amber, Words: ui.T(ctx, "draft.state.writing"),
	}
	if d.State == document.Issued {
		row.Href, row.Light, row.Words = "/issues/"+d.Issue, ui.Blue, ui.T(ctx, "draft.state.issued")
	}
	return row
}

func mayWrite(by access.Actor) bool {
	return access.Can(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Document}) == access.Allowed
}

func (p DraftPages) draftNew(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	by, year := door.By(ctx), door.Year(ctx)
	kind := document.DraftKind(form.Text("kind"))
	d, err := p.Drafts.Start(ctx, by, document.NewDraft{
		Kind: kind, Year: year, Period: p.Spans.SpanOf(year, kind == document.HalfYear),
	})
	if err != nil {
		return err
	}
	return door.Redirect(w, r, "/drafts/"+d.ID)
}
