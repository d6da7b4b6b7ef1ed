package document

import (
	"encoding/json"
	"net/http"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/document"
)

// opened is what a script is told of a batch that it may send files to.
type opened struct {
	Href string `json:"href"`
}

// batchOpen makes an empty batch for a script that will send the files one by one.
func (p Pages) batchOpen(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	year, err := yearOf(form)
	if err != nil {
		return err
	}
	n, _ := form.Int("n")
	ctx := r.Context()
	b, err := p.Batches.Open(ctx, door.By(ctx), document.NewBatch{Year: year, List: door.Year(ctx), Want: n})
	if err != nil {
		return err
	}
	return leadTo(w, r, batchAddress(b.ID))
}

func batchAddress(batch string) string { return "/batches/" + batch }

// yearOf is the year that was typed, 0 when none was. Fault: reading.year.
func yearOf(form door.Values) (int, error) {
	year, ok := form.Int("year")
	if form.Text("year") != "" && (!ok || year < 1949 || year > 2999) {
		return 0, fault.New(fault.Invalid, "reading.year").With("year", "fault.reading.year")
	}
	return year, nil
}

// leadTo tells a script where to go on, and leads everybody else there.
func leadTo(w http.ResponseWriter, r *http.Request, path string) error {
	if !scripted(r) {
		return door.Redirect(w, r, path)
	}
	return tell(w, opened{Href: path})
}

// scripted tells that a script asks, which wants JSON.
func scripted(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

func tell(w http.ResponseWriter, what any) error {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "private, no-store")
	return json.NewEncoder(w).Encode(what)
}
