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
	c, err := p.comparison(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	book := c.Book(ui.Lang(ctx))
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
	c, err := p.comparison(r)
	if err != nil {
		return err
	}
	download(w, c.Title(ui.Lang(r.Context()))+".json", "application/json")
	return c.WriteJSON(w)
}

func (p Pages) comparison(r *http.Request) (checkbook.Comparison, error) {
	q := door.Query(r)
	ctx := r.Context()
	c, err := p.Readings.Compare(ctx, door.By(ctx), q.Text("plan"), q.Text("summary"))
	if err != nil {
		return checkbook.Comparison{}, err
	}
	return checkbook.Comparison{
		PlanName: c.Plan.Title, SummaryName: c.Summary.Title, Plan: &c.Plan.Doc, Summary: &c.Summary.Doc, Report: c.Report,
	}, nil
}
