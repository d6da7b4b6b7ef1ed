package document

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

type documentListView struct {
	Year     string
	Text     string // pasted, when it was refused
	Most     int    // files of a batch
	MayWrite bool
	Errors   ui.Errors
	Rows     []documentRow
	Compare  bool // there are two documents to compare
	Kinds    kindsView
}

// documentRow is a document, or a batch of many.
type documentRow struct {
	Title, Number, Href, Read string
	Light                     ui.Colour
	Words, Counts             string
	Share                     float64

	at time.Time
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

// documents are the year's documents and batches, the newest first. The
// documents of a batch stand on the batch's own page.
func (p Pages) documents(ctx context.Context) (documentListView, error) {
	by, year := door.By(ctx), door.Year(ctx)
	view := documentListView{Year: strconv.Itoa(year), MayWrite: mayWrite(by), Kinds: p.kinds(ctx)}
	readings, err := p.Readings.List(ctx, by, year)
	if err != nil {
		return view, err
	}
	batches, err := p.Batches.List(ctx, by, year)
	if err != nil {
		return view, err
	}
	if view.Most, err = p.Batches.Most(ctx, by); err != nil {
		return view, err
	}
	view.Compare = len(readings) > 1
	for _, r := range readings {
		if r.Batch == "" {
			view.Rows = append(view.Rows, rowOfReading(ctx, r))
		}
	}
	for _, b := range batches {
		view.Rows = append(view.Rows, rowOfBatch(ctx, b))
	}
	slices.SortStableFunc(view.Rows, func(a, b documentRow) int { return b.at.Compare(a.at) })
	return view, nil
}

func listActs(ctx context.Context, v documentListView) []ui.BtnView {
	if !v.Compare {
		return nil
	}
	return []ui.BtnView{{Words: ui.T(ctx, "compare.act"), Href: "/documents/compare"}}
}

func rowOfReading(ctx context.Context, r document.Reading) documentRow {
	row := documentRow{
		Title: r.Title, Number: r.Number, Href: "/documents/" + r.ID, Read: ui.Lang(ctx).Clock(r.At.In(place)), at: r.At,
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
	if r.Counts.All() == 0 { // a summary promises nothing: nobody waits for an answer
		row.Light, row.Words = ui.Grey, ui.T(ctx, "reading.state.read")
	}
	return row
}

func rowOfBatch(ctx context.Context, b document.Batch) documentRow {
	row := documentRow{
		Title: ui.T(ctx, "batch.title", "n", b.Want), Href: batchAddress(b.ID), Read: ui.Lang(ctx).Clock(b.At.In(place)), at: b.At,
		Counts: tallyWords(ctx, b), Share: b.Share(),
	}
	row.Light, row.Words = batchLight(ctx, b)
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

// kindsView are the files that can be read here, as a chooser and as people read
// them, and what would have to be installed to read more.
type kindsView struct{ Accept, Words, Missing string }

func (p Pages) kinds(ctx context.Context) kindsView {
	kinds, missing := p.Readings.Kinds()
	view := kindsView{Accept: "." + strings.Join(kinds, ",."), Words: "." + strings.Join(kinds, " .")}
	if len(missing) > 0 {
		view.Missing = ui.T(ctx, "batch.kinds.missing", "programs", strings.Join(missing, ui.T(ctx, "reading.comma")))
	}
	return view
}
