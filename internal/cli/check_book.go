package cli

import (
	"bufio"
	"errors"
	"os"
	"strings"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
)

var verdictMarks = map[doccheck.Verdict]sheet.Mark{
	doccheck.Done: sheet.MarkGood, doccheck.Partly: sheet.MarkWarn, doccheck.Missing: sheet.MarkBad,
}

// book lays the report out as a workbook of two sheets.
func (r reconciled) book() sheet.Book {
	t := func(key string) string { return r.lang.T(key) }
	answered := sheet.Sheet{
		Name: t("check.sheet.answers"), Title: r.lang.T("check.sheet.title", "plan", r.planName, "summary", r.summaryName), Frozen: 2,
		Columns: []sheet.Column{
			{Head: t("check.col.no"), Kind: sheet.KindIndex},
			{Head: t("check.col.commitment"), Width: 40, Wrap: true},
			{Head: t("check.col.heading"), Width: 18, Wrap: true},
			{Head: t("check.col.owner"), Width: 14, Wrap: true},
			{Head: t("check.col.deadline"), Kind: sheet.KindDate},
			{Head: t("check.col.verdict"), Width: 10},
			{Head: t("check.col.answer"), Width: 46, Wrap: true},
			{Head: t("check.col.planned"), Width: 12, Wrap: true},
			{Head: t("check.col.result"), Width: 12, Wrap: true},
		},
		Notes: []string{t("check.sheet.note")},
	}
	for i, e := range r.report.Entries {
		answered.Rows = append(answered.Rows, r.row(i, e))
	}
	extra := sheet.Sheet{
		Name: t("check.sheet.unplanned"), Title: t("check.sheet.unplanned.title"),
		Columns: []sheet.Column{{Head: t("check.col.no"), Kind: sheet.KindIndex}, {Head: t("check.col.said"), Width: 100, Wrap: true}},
	}
	for i, u := range r.report.Unplanned {
		extra.Rows = append(extra.Rows, []sheet.Cell{sheet.Int(i + 1), sheet.Text(r.summary.Slice(u.Start, u.End))})
	}
	return sheet.Book{Sheets: []sheet.Sheet{answered, extra}}
}

func (r reconciled) row(i int, e doccheck.Entry) []sheet.Cell {
	c := r.commitment(e)
	var answers, planned, results []string
	for _, a := range e.Answers {
		answers = append(answers, r.summary.Slice(a.Start, a.End))
	}
	for _, t := range e.Targets {
		planned, results = append(planned, r.planned(t)), append(results, r.result(t))
	}
	deadline := sheet.Text(c.Deadline)
	if d, err := period.ParseDate(c.DeadlineDate); err == nil {
		deadline = sheet.Date(d)
	}
	return []sheet.Cell{
		sheet.Int(i + 1), sheet.Text(c.Text), sheet.Text(r.heading(c.Heading)), sheet.Text(c.Owner), deadline,
		sheet.Text(r.verdict(e)).Marked(verdictMarks[e.Verdict]), sheet.Text(strings.Join(answers, "\n")),
		sheet.Text(strings.Join(planned, "\n")), sheet.Text(strings.Join(results, "\n")),
	}
}

// toFileOr lets a command write to a file, or where it writes anyway when path is
// empty. A broken file does not stay.
func (s streams) toFileOr(path string, write func(streams) error) (err error) {
	if path == "" {
		return write(s)
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	defer func() {
		if err = errors.Join(err, out.Flush(), file.Close()); err != nil {
			_ = os.Remove(path)
		}
	}()
	s.out = out
	return write(s)
}
