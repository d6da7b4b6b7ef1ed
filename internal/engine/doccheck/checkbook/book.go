package checkbook

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/i18n"
)

// Book is a comparison as a workbook of two sheets: each commitment with its
// answer, and what the summary reports that no plan held.
func Book(lang i18n.Lang, w Wire) sheet.Book {
	column := func(key string, kind sheet.Kind, width float64) sheet.Column {
		return sheet.Column{Head: lang.T(key), Kind: kind, Width: width, Wrap: kind == sheet.KindText}
	}
	title := lang.T("compare.book", "plan", w.Plan, "summary", w.Summary)
	answers := sheet.Sheet{
		Name: lang.T("compare.answers"), Title: title, Frozen: 2,
		Columns: []sheet.Column{
			column("table.col.no", sheet.KindIndex, 0), column("table.col.commitment", sheet.KindText, 48), column("table.col.owner", sheet.KindText, 16),
			column("table.col.due", sheet.KindDate, 0), column("compare.col.verdict", sheet.KindText, 12), column("compare.col.reason", sheet.KindText, 24),
			column("compare.col.planned", sheet.KindText, 22), column("compare.col.result", sheet.KindText, 22), column("compare.col.answer", sheet.KindText, 56),
			column("table.col.confidence", sheet.KindPercent, 0),
		},
		Notes: []string{lang.T("compare.counts", "done", w.Counts.Done, "partly", w.Counts.Partly, "missing", w.Counts.Missing)},
	}
	for _, e := range w.Entries {
		answers.Rows = append(answers.Rows, entryCells(lang, e))
	}
	unplanned := sheet.Sheet{
		Name: lang.T("compare.unplanned.sheet"), Title: title,
		Columns: []sheet.Column{column("table.col.no", sheet.KindIndex, 0), column("compare.col.answer", sheet.KindText, 90), column("table.col.place", sheet.KindIndex, 8)},
	}
	for i, s := range w.Unplanned {
		unplanned.Rows = append(unplanned.Rows, []sheet.Cell{sheet.Int(i + 1), sheet.Text(s.Text), sheet.Int(s.Start)})
	}
	return sheet.Book{Title: title, Sheets: []sheet.Sheet{answers, unplanned}}
}

var marks = map[string]sheet.Mark{string(doccheck.Done): sheet.MarkGood, string(doccheck.Partly): sheet.MarkWarn, string(doccheck.Missing): sheet.MarkBad}

func entryCells(lang i18n.Lang, e Entry) []sheet.Cell {
	var planned, results, answers []string
	for _, t := range e.Targets {
		planned = append(planned, strings.TrimSpace(t.Subject+" "+t.Planned))
		result := t.Result
		if result == "" {
			result = lang.T("compare.met.unknown")
		}
		results = append(results, result)
	}
	for _, a := range e.Answers {
		answers = append(answers, a.Text)
	}
	due := sheet.Text(e.Deadline)
	if day, err := period.ParseDate(e.Deadline); err == nil {
		due = sheet.Date(day)
	}
	return []sheet.Cell{
		sheet.Int(e.No), sheet.Text(e.Text), sheet.Text(e.Owner), due, sheet.Text(lang.T("compare.verdict." + e.Verdict)).Marked(marks[e.Verdict]),
		sheet.Text(lang.T("compare.reason." + e.Reason)), sheet.Text(strings.Join(planned, "\n")), sheet.Text(strings.Join(results, "\n")),
		sheet.Text(strings.Join(answers, "\n")), sheet.Number(decimal.NewFromFloat(e.Confidence * 100).Round(0)),
	}
}
