package document

import (
	"bytes"
	"net/http"

	"nianlun/internal/engine/doccheck/checkbook"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// compareSheet sends a comparison as a workbook.
func (p Pages) compareSheet(w http.ResponseWriter, r *http.Request) error {
	wire, err := p.comparison(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	book := checkbook.Book(ui.Lang(ctx), wire)
	book.Author = door.By(ctx).Name
	var out bytes.Buffer
	if err := sheet.Write(&out, book); err != nil {
		return err
	}
	download(w, book.Title+".xlsx", xlsxType)
	_, err = out.WriteTo(w)
	return err
}

// compareJSON sends a comparison as JSON.
func (p Pages) compareJSON(w http.ResponseWriter, r *http.Request) error {
	wire, err := p.comparison(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	download(w, ui.T(ctx, "compare.book", "plan", wire.Plan, "summary", wire.Summary)+".json", "application/json")
	return checkbook.WriteJSON(w, wire)
}

func (p Pages) comparison(r *http.Request) (checkbook.Wire, error) {
	q := door.Query(r)
	ctx := r.Context()
	c, err := p.Readings.Compare(ctx, door.By(ctx), q.Text("plan"), q.Text("summary"))
	if err != nil {
		return checkbook.Wire{}, err
	}
	return checkbook.WireOf(&c.Plan.Doc, &c.Summary.Doc, c.Report), nil
}
