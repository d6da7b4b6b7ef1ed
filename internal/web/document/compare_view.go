package document

import (
	"context"
	"fmt"
	"strconv"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"

	"github.com/a-h/templ"
)

type compareView struct {
	PlanTitle, PlanHref       string
	SummaryTitle, SummaryHref string
	Self, Sheet, JSON, Choose string
	Tabs                      []ui.ViewTab
	Parts                     []ui.SpreadPart
	Plan, Summary             templ.Component
	Entries                   []entryView
	Targets                   []targetView
	Unplanned                 []quoteView
	Previous, Next            string // addresses, "" at an end
	Note                      string
}

type entryView struct {
	No       string
	Href     string
	On       bool
	Light    ui.Colour
	Words    string // 部分完成
	Why      string
	Doubtful bool
	Title    string
	Promise  quoteView
	Targets  []targetView
	Answers  []quoteView
}

type targetView struct {
	No, Href        string
	Subject         string
	Planned, Result string
	Light           ui.Colour
	Words           string
}

func number(n int) string { return strconv.Itoa(n) }

func readerAt(reading string, start, end int) string {
	return fmt.Sprintf("/documents/%s?at=%d-%d", reading, start, end)
}

// verdicts are the verdicts in the order in which they are counted.
var verdicts = []doccheck.Verdict{doccheck.Done, doccheck.Partly, doccheck.Missing}

func verdictLight(v doccheck.Verdict) ui.Colour {
	switch v {
	case doccheck.Done:
		return ui.Blue
	case doccheck.Partly:
		return ui.Amber
	default:
		return ui.Red
	}
}

func verdictWords(ctx context.Context, v doccheck.Verdict) string {
	return ui.T(ctx, "compare.verdict."+string(v))
}

// doubtful is the confidence below which a person should look.
const doubtful = 0.5

func viewOfComparison(ctx context.Context, c document.Comparison, only string, at int) compareView {
	plan, summary := c.Plan.ID, c.Summary.ID
	v := compareView{
		PlanTitle: c.Plan.Title, PlanHref: "/documents/" + plan, SummaryTitle: c.Summary.Title, SummaryHref: "/documents/" + summary,
		Self: compareAddress(plan, summary, only, 0), Choose: "/documents/compare",
		Sheet: "/documents/compare.xlsx?plan=" + plan + "&summary=" + summary, JSON: "/documents/compare.json?plan=" + plan + "&summary=" + summary,
	}
	v.count(ctx, c, only)
	shown := shownEntries(c.Report, only)
	if at < 0 || at >= len(c.Report.Entries) {
		at = -1
		if len(shown) > 0 {
			at = shown[0]
		}
	}
	for place, i := range shown {
		entry := entryOf(ctx, &c, i, only)
		entry.On = i == at
		if entry.On && place > 0 {
			v.Previous = compareAddress(plan, summary, only, shown[place-1]+1)
		}
		if entry.On && place+1 < len(shown) {
			v.Next = compareAddress(plan, summary, only, shown[place+1]+1)
		}
		v.Entries = append(v.Entries, entry)
	}
	for i := range c.Report.Entries {
		v.Targets = append(v.Targets, targetsOf(ctx, &c, i, only)...)
	}
	for _, s := range c.Report.Unplanned {
		v.Unplanned = append(v.Unplanned, quoteWhole(&c.Summary, s.Start, s.End))
	}
	if len(c.Report.Entries) == 0 {
		v.Note = ui.T(ctx, "compare.note.none")
	}
	v.Plan, v.Summary = planPane(ctx, &c, only, at), summaryPane(&c, at)
	return v
}

// shownEntries are the entries with a verdict, all when none is asked for.
func shownEntries(r doccheck.Report, only string) []int {
	var shown []int
	for i, e := range r.Entries {
		if only == "" || string(e.Verdict) == only {
			shown = append(shown, i)
		}
	}
	return shown
}

func (v *compareView) count(ctx context.Context, c document.Comparison, only string) {
	counts := map[doccheck.Verdict]int{doccheck.Done: c.Report.Counts.Done, doccheck.Partly: c.Report.Counts.Partly, doccheck.Missing: c.Report.Counts.Missing}
	plan, summary := c.Plan.ID, c.Summary.ID
	v.Tabs = []ui.ViewTab{{Words: ui.T(ctx, "compare.all"), Href: compareAddress(plan, summary, "", 0), Count: number(c.Report.Counts.Commitments), Current: only == ""}}
	for _, verdict := range verdicts {
		href := compareAddress(plan, summary, string(verdict), 0)
		v.Tabs = append(v.Tabs, ui.ViewTab{Words: verdictWords(ctx, verdict), Href: href, Count: number(counts[verdict]), Current: only == string(verdict)})
		v.Parts = append(v.Parts, ui.SpreadPart{Colour: verdictLight(verdict), Words: verdictWords(ctx, verdict), Count: counts[verdict], Href: href})
	}
}

func entryOf(ctx context.Context, c *document.Comparison, i int, only string) entryView {
	e := c.Report.Entries[i]
	promise := c.Plan.Doc.Commitments[e.Commitment]
	view := entryView{
		No: number(i + 1), Href: compareAddress(c.Plan.ID, c.Summary.ID, only, i+1), Light: verdictLight(e.Verdict), Words: verdictWords(ctx, e.Verdict),
		Why: ui.T(ctx, "compare.reason."+string(e.Reason)), Doubtful: e.Confidence < doubtful, Title: promise.Title,
		Promise: quoteWhole(&c.Plan, promise.Start, promise.End), Targets: targetsOf(ctx, c, i, only),
	}
	for _, a := range e.Answers {
		view.Answers = append(view.Answers, quoteWhole(&c.Summary, a.Start, a.End))
	}
	return view
}

func targetsOf(ctx context.Context, c *document.Comparison, i int, only string) []targetView {
	var all []targetView
	for _, t := range c.Report.Entries[i].Targets {
		planned := c.Plan.Doc.Figures[t.Planned]
		view := targetView{
			No: number(i + 1), Href: compareAddress(c.Plan.ID, c.Summary.ID, only, i+1), Subject: planned.Subject,
			Planned: figureWords(&c.Plan, planned), Light: ui.Grey, Words: ui.T(ctx, "compare.met.unknown"),
		}
		if t.Result >= 0 {
			view.Result = figureWords(&c.Summary, c.Summary.Doc.Figures[t.Result])
		}
		switch t.Met {
		case doccheck.MetYes:
			view.Light, view.Words = ui.Blue, ui.T(ctx, "compare.met.yes")
		case doccheck.MetNo:
			view.Light, view.Words = ui.Amber, ui.T(ctx, "compare.met.no")
		}
		all = append(all, view)
	}
	return all
}

func figureWords(r *document.Reading, f docread.Figure) string {
	return r.Slice(f.Start, max(f.End, f.UnitEnd))
}
