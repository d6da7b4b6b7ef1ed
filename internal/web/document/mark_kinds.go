package document

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
)

// The kinds of marks as the page's classes name them. The first three can be
// corrected; s are sentences
// that promise, h headings, c what was cleaned, a sums that do not come out.
const (
	markFigure   = "n"
	markDeadline = "d"
	markOwner    = "o"
	markSay      = "s"
	markHeading  = "h"
	markCleaned  = "c"
	markSum      = "a"
)

// markClass is the class of a kind of mark.
func markClass(kind docmark.Kind) string {
	switch kind {
	case docmark.Figure:
		return markFigure
	case docmark.Deadline:
		return markDeadline
	default:
		return markOwner
	}
}

// kindOf is the kind that a class or its own name stands for.
func kindOf(text string) docmark.Kind {
	switch text {
	case markFigure, string(docmark.Figure):
		return docmark.Figure
	case markDeadline, string(docmark.Deadline):
		return docmark.Deadline
	default:
		return docmark.Owner
	}
}

// marksCookie remembers, per browser, which kinds are shown.
const marksCookie = "marks"

// shownAtFirst are the kinds that a browser shows until somebody has chosen.
const shownAtFirst = markFigure + markDeadline + markOwner + markSay + markCleaned + markSum

// legendOrder is how the legend lists the kinds.
var legendOrder = []string{markFigure, markDeadline, markOwner, markSay, markHeading, markCleaned, markSum}

// shownKinds are the kinds that this browser shows.
func shownKinds(r *http.Request) string {
	c, err := r.Cookie(marksCookie)
	if err != nil {
		return shownAtFirst
	}
	return c.Value
}

// legendView is one line of the legend.
type legendView struct {
	Kind, Sample, Words, Key string
	Count                    string
	Shown                    bool
}

// legend are the kinds of marks with their numbers.
func legend(ctx context.Context, r *document.Reading, marks []document.Mark, sums int, shown string) []legendView {
	counts := map[string]int{markHeading: len(r.Doc.Outline), markCleaned: len(r.Doc.Cleaned), markSay: r.Counts.All(), markSum: sums}
	for _, m := range marks {
		counts[markClass(m.Kind)]++
	}
	var all []legendView
	for i, kind := range legendOrder {
		all = append(all, legendView{
			Kind: kind, Sample: ui.T(ctx, "mark.sample."+kind), Words: ui.T(ctx, "mark.kind."+kind), Key: strconv.Itoa(i + 1),
			Count: strconv.Itoa(counts[kind]), Shown: strings.Contains(shown, kind),
		})
	}
	return all
}

// paperClass is the class of the text: without the kinds that are switched off.
func paperClass(shown string) string {
	class := "text"
	for _, kind := range legendOrder {
		if !strings.Contains(shown, kind) {
			class += " no-" + kind
		}
	}
	return class
}
