package checkbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/i18n"
)

// Title is what a comparison is called, also as the name of its file.
func (c Comparison) Title(lang i18n.Lang) string {
	return lang.T("compare.book", "plan", c.PlanName, "summary", c.SummaryName)
}

// Book is a comparison as a workbook of two sheets: each commitment with its
// answer, and what the summary reports that no plan held.
func (c Comparison) Book(lang i18n.Lang) sheet.Book {
	title := c.Title(lang)
	return sheet.Book{Title: title, Sheets: []sheet.Sheet{c.answered(lang, title), c.unplanned(lang, title)}}
}

func (c Comparison) answered(lang i18n.Lang, title string) sheet.Sheet {
	n := c.Report.Counts
	out := sheet.Sheet{
		Name: lang.T("compare.sheet.answers"), Title: title, Frozen: 2,
		Columns: []sheet.Column{
			{Head: lang.T("table.col.no"), Kind: sheet.KindIndex},
			{Head: lang.T("table.col.commitment"), Width: 44, Wrap: true},
			{Head: lang.T("compare.col.heading"), Width: 18, Wrap: true},
			{Head: lang.T("table.col.owner"), Width: 14, Wrap: true},
			{Head: lang.T("table.col.due"), Kind: sheet.KindDate},
			{Head: lang.T("compare.col.verdict"), Width: 10},
			{Head: lang.T("compare.col.reason"), Width: 22, Wrap: true},
			{Head: lang.T("compare.col.planned"), Width: 20, Wrap: true},
			{Head: lang.T("compare.col.result"), Width: 14, Wrap: true},
			{Head: lang.T("compare.col.answer"), Width: 52, Wrap: true},
			{Head: lang.T("table.col.confidence"), Kind: sheet.KindPercent},
		},
		Notes: []string{lang.T("compare.counts", "done", n.Done, "partly", n.Partly, "missing", n.Missing)},
	}
	for i, e := range c.Report.Entries {
		out.Rows = append(out.Rows, c.row(lang, i, e))
	}
	return out
}

func (c Comparison) unplanned(lang i18n.Lang, title string) sheet.Sheet {
	out := sheet.Sheet{
		Name: lang.T("compare.sheet.unplanned"), Title: title,
		Columns: []sheet.Column{{Head: lang.T("table.col.no"), Kind: sheet.KindIndex}, {Head: lang.T("compare.col.answer"), Width: 100, Wrap: true}},
	}
	for i, u := range c.Report.Unplanned {
		out.Rows = append(out.Rows, []sheet.Cell{sheet.Int(i + 1), sheet.Text(oneLine(c.Summary.Slice(u.Start, u.End)))})
	}
	return out
}

var verdictMarks = map[doccheck.Verdict]sheet.Mark{
	doccheck.Done: sheet.MarkGood, doccheck.Partly: sheet.MarkWarn, doccheck.Missing: sheet.MarkBad,
}

func (c Comparison) row(lang i18n.Lang, i int, e doccheck.Entry) []sheet.Cell {
	p := c.Commitment(e)
	var answers, planned, results []string
	for _, a := range e.Answers {
		answers = append(answers, oneLine(c.Summary.Slice(a.Start, a.End)))
	}
	for _, t := range e.Targets {
		result := c.Result(t)
		if result == "" {
			result = lang.T("compare.met.unknown")
		}
		planned, results = append(planned, strings.TrimSpace(c.Plan.Figures[t.Planned].Subject+" "+c.Planned(t))), append(results, result)
	}
	return []sheet.Cell{
		sheet.Int(i + 1), sheet.Text(oneLine(p.Text)), sheet.Text(c.Heading(p)), sheet.Text(p.Owner), due(p),
		sheet.Text(lang.T("compare.verdict." + string(e.Verdict))).Marked(verdictMarks[e.Verdict]),
		sheet.Text(lang.T("compare.reason." + string(e.Reason))),
		sheet.Text(strings.Join(planned, "\n")), sheet.Text(strings.Join(results, "\n")), sheet.Text(strings.Join(answers, "\n")),
		sheet.Number(decimal.NewFromFloat(e.Confidence * 100).Round(0)),
	}
}

// due is the day when the words name one, else the words.
func due(p docread.Commitment) sheet.Cell {
	if day, err := period.ParseDate(p.DeadlineDate); err == nil {
		return sheet.Date(day)
	}
	return sheet.Text(p.Deadline)
}
