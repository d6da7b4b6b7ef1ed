package document

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// A sum that does not come out is marked as a spelling mistake is. It is no mark
// that can be corrected: the figures it speaks of are.

// sumView says what the arithmetic holds against the figures at a place.
type sumView struct {
	Findings []findingView
	Href     string // all findings of the document
	Back     string // the reader, for browsers without scripts
}

// paintSums gives each character the finding that speaks of it; of two the worse.
func (w *paperWriter) paintSums(found []doclint.Finding) {
	w.found = found
	for _, errors := range []bool{false, true} {
		for i, f := range found {
			if (f.Severity == doclint.SeverityError) != errors {
				continue
			}
			for _, s := range f.Spans {
				paint(w.sum, s.Start, s.End, int32(i+1))
			}
		}
	}
}

func sumClass(f doclint.Finding) string {
	if f.Severity == doclint.SeverityError {
		return markSum
	}
	return markSum + " warn"
}

// sumsAt are the serious findings that speak of some of the characters.
func sumsAt(ctx context.Context, r *document.Reading, start, end int) *sumView {
	view := sumView{Href: "/documents/" + r.ID + "/findings", Back: "/documents/" + r.ID}
	for _, f := range document.Serious(&r.Doc) {
		if slices.ContainsFunc(f.Spans, func(s doclint.Span) bool { return s.Start < end && start < s.End }) {
			view.Findings = append(view.Findings, findingView{Light: severityLight(f.Severity), Severity: doctable.SeverityWords(ui.Lang(ctx), f.Severity), Words: f.Message.In(ui.Lang(ctx))})
		}
	}
	if len(view.Findings) == 0 {
		return nil
	}
	return &view
}

// sumShow tells what is wrong at a place that is no figure: dates, codes, words.
func sumShow(w http.ResponseWriter, r *http.Request, reading *document.Reading, at int) error {
	ctx := r.Context()
	view := sumsAt(ctx, reading, at, at+1)
	if view == nil {
		view = &sumView{Href: "/documents/" + reading.ID + "/findings", Back: "/documents/" + reading.ID}
	}
	if door.Partial(r) {
		return door.Render(w, r, http.StatusOK, sumPop(*view))
	}
	return door.Page(w, r, door.View{Title: ui.T(ctx, "finding.title"), Nav: "documents"}, sumPop(*view))
}

// sumAttrs are the classes and the place of a piece that a finding speaks of.
func (w *paperWriter) sumAttrs(at int, class, attrs string) (string, string) {
	i := w.sum[at]
	if i == 0 {
		return class, attrs
	}
	f := w.found[i-1]
	if class == "" {
		for at > 0 && w.sum[at-1] == i && w.mark[at-1] == 0 {
			at--
		}
		attrs = ` data-s="` + strconv.Itoa(at) + `"`
	}
	return strings.TrimSpace(class + " " + sumClass(f)), attrs
}
