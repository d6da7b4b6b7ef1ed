package document

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread/doctable"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
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

// quoteView is a place of the text: the figure with the words round it.
type quoteView struct {
	Before, Said, After string
	Href                string
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
	case len(v.Confirmed) > 0:
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

// around is how many characters a quote shows before and after the figure.
const around = 24

func quotes(r *document.Reading, spans []doclint.Span) []quoteView {
	all := make([]quoteView, 0, len(spans))
	for _, s := range spans {
		before, after := r.Slice(s.Start-around, s.Start), r.Slice(s.End, s.End+around)
		if i := strings.LastIndexByte(before, '\n'); i >= 0 {
			before = before[i+1:]
		} else if s.Start > around {
			before = "…" + before
		}
		if i := strings.IndexByte(after, '\n'); i >= 0 {
			after = after[:i]
		} else {
			after += "…"
		}
		all = append(all, quoteView{
			Before: before, Said: r.Slice(s.Start, s.End), After: after, Href: fmt.Sprintf("/documents/%s?at=%d-%d", r.ID, s.Start, s.End),
		})
	}
	return all
}

// linkView is a link with its words.
type linkView struct{ Words, Href string }

// readingLinks lead from a reading to what its sums say and to a comparison.
func readingLinks(ctx context.Context, r document.Reading) []linkView {
	var links []linkView
	if n := len(document.Serious(&r.Doc)); n > 0 {
		links = append(links, linkView{ui.T(ctx, "finding.link", "n", n), "/documents/" + r.ID + "/findings"})
	}
	return append(links, linkView{ui.T(ctx, "compare.with"), compareWith(r)})
}
