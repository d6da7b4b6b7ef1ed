package document

import (
	"context"
	"io"
	"net/http"
	"strings"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

type findingsView struct {
	Title, Href string
	Light       ui.Colour
	Words       string
	Findings    []findingView // what somebody should look at
	Notes       []findingView // what only informs
	Confirmed   []findingView
}

type findingView struct {
	Light    ui.Colour
	Severity string
	Words    string
	Quotes   []quoteView
}

// quoteView is a place of the text: figures that stand near each other, with the
// words round them.
type quoteView struct {
	Pieces []pieceView
	Href   string
}

// pieceView is a piece of a quote; the figures in question are marked.
type pieceView struct {
	Words string
	Mark  bool
}

// findingList shows what the arithmetic of a document says.
func (p Pages) findingList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	reading, report, err := p.Readings.Findings(ctx, door.By(ctx), r.PathValue("id"))
	if err != nil {
		return err
	}
	view := findingsView{Title: reading.Title, Href: "/documents/" + reading.ID}
	for _, f := range report.Findings {
		found := findingView{
			Light: severityLight(f.Severity), Severity: doctable.SeverityWords(ui.Lang(ctx), f.Severity), Words: f.Message.In(ui.Lang(ctx)), Quotes: quotes(&reading, f.Spans),
		}
		if f.Severity == doclint.SeverityInfo {
			view.Notes = append(view.Notes, found)
		} else {
			view.Findings = append(view.Findings, found)
		}
	}
	for _, c := range report.Confirmed {
		view.Confirmed = append(view.Confirmed, findingView{Light: ui.Blue, Words: c.Message.In(ui.Lang(ctx)), Quotes: quotes(&reading, c.Spans)})
	}
	view.Light, view.Words = findingsLight(ctx, view)
	return door.Page(w, r, door.View{Title: ui.T(ctx, "finding.title"), Nav: "documents"}, findingPage(view))
}

func findingsLight(ctx context.Context, v findingsView) (ui.Colour, string) {
	switch {
	case len(v.Findings) > 0:
		return ui.Amber, ui.T(ctx, "finding.some", "n", len(v.Findings))
	case len(v.Confirmed)+len(v.Notes) > 0:
		return ui.Blue, ui.T(ctx, "finding.none")
	default:
		return ui.Grey, ui.T(ctx, "finding.nothing")
	}
}

func severityLight(s doclint.Severity) ui.Colour {
	switch s {
	case doclint.SeverityError:
		return ui.Red
	case doclint.SeverityWarning:
		return ui.Amber
	default:
		return ui.Grey
	}
}

// around is how many characters a quote shows before and after the figures.
const around = 24

// quotes shows the places of a finding. Figures of one paragraph that stand near
// each other share a quote.
func quotes(r *document.Reading, spans []doclint.Span) []quoteView {
	var all []quoteView
	for i := 0; i < len(spans); {
		next := i + 1
		for next < len(spans) && near(r, spans[next-1], spans[next]) {
			next++
		}
		all = append(all, quoteOf(r, spans[i:next]))
		i = next
	}
	return all
}

func near(r *document.Reading, a, b doclint.Span) bool {
	return b.Start >= a.End && b.Start-a.End <= 2*around && !strings.Contains(r.Slice(a.End, b.Start), "\n")
}

func quoteOf(r *document.Reading, spans []doclint.Span) quoteView {
	first, last := spans[0].Start, spans[len(spans)-1].End
	q := quoteView{Href: readerAt(r.ID, first, last)}
	before, cut := r.Slice(first-around, first), first > around
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before, cut = before[i+1:], false
	}
	if cut {
		before = "…" + before
	}
	q.add(before, false)
	for i, s := range spans {
		if i > 0 {
			q.add(r.Slice(spans[i-1].End, s.Start), false)
		}
		q.add(r.Slice(s.Start, s.End), true)
	}
	after := r.Slice(last, last+around)
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	} else if r.Slice(last+around, last+around+1) != "" {
		after += "…"
	}
	q.add(after, false)
	return q
}

// inside writes the pieces. It is code and not a template because a blank between
// two elements would show in Chinese text.
func (q quoteView) inside() templ.Component {
	return templ.ComponentFunc(func(_ context.Context, out io.Writer) error {
		var b strings.Builder
		for _, piece := range q.Pieces {
			words := templ.EscapeString(piece.Words)
			if piece.Mark {
				words = "<mark>" + words + "</mark>"
			}
			b.WriteString(words)
		}
		_, err := io.WriteString(out, b.String())
		return err
	})
}

func (q *quoteView) add(words string, mark bool) {
	if words != "" {
		q.Pieces = append(q.Pieces, pieceView{words, mark})
	}
}

// quoteWhole is a stretch of a text as a quote.
func quoteWhole(r *document.Reading, start, end int) quoteView {
	return quoteView{Pieces: []pieceView{{Words: r.Slice(start, end)}}, Href: readerAt(r.ID, start, end)}
}

// linkView is a link with its words.
type linkView struct{ Words, Href string }

// readingLinks lead from a reading to what its sums say and to a comparison.
func readingLinks(ctx context.Context, r document.Reading, n int) []linkView {
	var links []linkView
	if n > 0 {
		links = append(links, linkView{ui.T(ctx, "finding.link", "n", n), "/documents/" + r.ID + "/findings"})
	}
	return append(links, linkView{ui.T(ctx, "compare.with"), compareWith(r)})
}
