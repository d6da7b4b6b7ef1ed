package document

import (
	"context"
	"io"
	"slices"
	"strings"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

// stretch is a part of a text that belongs to entries of a comparison, counted
// from 0; -1 is what no plan held.
type stretch struct{ start, end, entry int }

// unplanned is the entry of what no plan held.
const unplanned = -1

// paneWriter writes one of the two texts, cut where stretches begin and end. It
// is code and not a template because a blank between two elements would show in
// Chinese text.
type paneWriter struct {
	r         *document.Reading
	stretches []stretch // in order of their start
	begin     func(w *strings.Builder, entries []int)
	first     func(w *strings.Builder, entry int) // what stands before an entry's first words; nil for nothing
	begun     map[int]bool
	out       strings.Builder
}

func (w *paneWriter) component() templ.Component {
	slices.SortStableFunc(w.stretches, func(a, b stretch) int { return a.start - b.start })
	w.begun = map[int]bool{}
	titled := false
	for _, p := range w.r.Doc.Paragraphs {
		tag := "p"
		switch body := strings.TrimSpace(w.r.Slice(p.Start, p.End)); {
		case body == "":
			continue
		case !titled && body == w.r.Doc.Title:
			titled, tag = true, "h2"
		case (p.Level == 1 || p.Level == 2) && p.End-p.Start <= headingLength:
			tag = "h3"
		}
		w.out.WriteString("<" + tag + ">")
		w.paragraph(p.Start, p.End)
		w.out.WriteString("</" + tag + ">\n")
	}
	text := w.out.String()
	return templ.ComponentFunc(func(_ context.Context, out io.Writer) error {
		_, err := io.WriteString(out, text)
		return err
	})
}

func (w *paneWriter) paragraph(start, end int) {
	for start < end && strings.ContainsRune(" \u3000\t", []rune(w.r.Slice(start, start+1))[0]) {
		start++
	}
	near := w.touching(start, end)
	for at := start; at < end; {
		next, entries := end, []int(nil)
		for _, s := range near {
			switch {
			case s.start <= at && s.end > at:
				next = min(next, s.end)
				if !slices.Contains(entries, s.entry) {
					entries = append(entries, s.entry)
				}
			case s.start > at:
				next = min(next, s.start)
			}
		}
		w.piece(at, next, entries)
		at = next
	}
}

func (w *paneWriter) touching(start, end int) []stretch {
	var near []stretch
	for _, s := range w.stretches {
		if s.start >= end {
			break
		}
		if s.end > start {
			near = append(near, s)
		}
	}
	return near
}

func (w *paneWriter) piece(start, end int, entries []int) {
	words := templ.EscapeString(w.r.Slice(start, end))
	if len(entries) == 0 {
		w.out.WriteString(words)
		return
	}
	w.begin(&w.out, entries)
	for _, e := range entries {
		if w.first != nil && !w.begun[e] {
			w.begun[e] = true
			w.first(&w.out, e)
		}
	}
	w.out.WriteString(words + "</span>")
}

// planPane is the plan with its commitments numbered, each with its verdict.
func planPane(ctx context.Context, c *document.Comparison, only string, at int) templ.Component {
	w := &paneWriter{r: &c.Plan}
	for i, e := range c.Report.Entries {
		promise := c.Plan.Doc.Commitments[e.Commitment]
		w.stretches = append(w.stretches, stretch{promise.Start, promise.End, i})
	}
	w.begin = func(out *strings.Builder, entries []int) {
		class := "say"
		if slices.Contains(entries, at) {
			class += " on"
		}
		out.WriteString(`<span class="` + class + `" data-entry="` + joined(entries) + `">`)
	}
	w.first = func(out *strings.Builder, i int) {
		verdict := c.Report.Entries[i].Verdict
		no := number(i + 1)
		label := ui.T(ctx, "compare.open", "no", no, "verdict", verdictWords(ctx, verdict))
		href := compareAddress(c.Plan.ID, c.Summary.ID, only, i+1)
		out.WriteString(`<a class="no light ` + string(verdictLight(verdict)) + `" href="` + templ.EscapeString(href) + `" data-at="` + no + `" aria-label="` + templ.EscapeString(label) + `">` + no + "</a>\u2060")
	}
	return w.component()
}

// summaryPane is the summary with the statements that answer commitments.
func summaryPane(c *document.Comparison, at int) templ.Component {
	w := &paneWriter{r: &c.Summary}
	for i, e := range c.Report.Entries {
		for _, a := range e.Answers {
			w.stretches = append(w.stretches, stretch{a.Start, a.End, i})
		}
	}
	for _, s := range c.Report.Unplanned {
		w.stretches = append(w.stretches, stretch{s.Start, s.End, unplanned})
	}
	w.begin = func(out *strings.Builder, entries []int) {
		class := "ans"
		if slices.Contains(entries, at) {
			class += " on"
		}
		if len(entries) == 1 && entries[0] == unplanned {
			class = "own"
		}
		out.WriteString(`<span class="` + class + `" data-entry="` + joined(entries) + `">`)
	}
	return w.component()
}

// joined are entries as the script knows them: counted from 1.
func joined(entries []int) string {
	var words []string
	for _, e := range entries {
		if e != unplanned {
			words = append(words, number(e+1))
		}
	}
	return strings.Join(words, " ")
}
