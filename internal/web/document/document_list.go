package document

import (
	"context"
	"net/http"
	"strconv"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type documentListView struct {
	Year     string
	MayWrite bool
	Errors   ui.Errors
	Wrong    string // what was wrong with the upload, when no field tells
	Rows     []documentRow
}

type documentRow struct {
	Title, Number, Href, Read string
	Light                     ui.Colour
	Words, Counts             string
	Share                     float64
}

func (p Pages) documentList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	view, err := p.documents(ctx)
	if err != nil {
		return err
	}
	return showDocuments(w, r, http.StatusOK, view)
}

func showDocuments(w http.ResponseWriter, r *http.Request, status int, view documentListView) error {
	title := ui.T(r.Context(), "reading.list.title")
	return door.Page(w, r, door.View{Title: title, Nav: "documents", Status: status}, documentListPage(view))
}

func (p Pages) documents(ctx context.Context) (documentListView, error) {
	by, year := door.By(ctx), door.Year(ctx)
	view := documentListView{Year: strconv.Itoa(year), MayWrite: mayWrite(by)}
	readings, err := p.Readings.List(ctx, by, year)
	for _, r := range readings {
		view.Rows = append(view.Rows, rowOfReading(ctx, r))
	}
	return view, err
}

func rowOfReading(ctx context.Context, r document.Reading) documentRow {
	row := documentRow{
		Title: r.Title, Number: r.Number, Href: "/documents/" + r.ID, Read: ui.Lang(ctx).Clock(r.At.In(place)),
		Words: ui.T(ctx, "reading.state."+string(r.State)), Counts: countWords(ctx, r.Counts), Share: decidedShare(r.Counts),
	}
	switch r.State {
	case document.ReadingMade:
		row.Light = ui.Blue
	case document.ReadingDecided:
		row.Light = ui.Green
	default:
		row.Light = ui.Amber
	}
	return row
}

func countWords(ctx context.Context, c document.Counts) string {
	if c.All() == 0 {
		return ui.T(ctx, "reading.counts.none")
	}
	if c.Made > 0 {
		return ui.T(ctx, "reading.counts.made", "confirmed", c.Confirmed, "dropped", c.Dropped, "open", c.Proposed, "made", c.Made)
	}
	return ui.T(ctx, "reading.counts", "confirmed", c.Confirmed, "dropped", c.Dropped, "open", c.Proposed)
}

// decidedShare is the share of proposals on which somebody has decided.
func decidedShare(c document.Counts) float64 {
	if c.All() == 0 {
		return 0
	}
	return float64(c.Confirmed+c.Dropped) / float64(c.All())
}
