package doctable

import (
	"iter"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/i18n"
)

// Entry is one file of the table. Doc is nil when it could not be read, and
// Wrong says why. Address, when set, is where the document can be looked at.
type Entry struct {
	Name    string
	Wrong   string
	Address string
	Doc     *docread.Document
}

// name is what the rows of a document call it.
func (e Entry) name() string {
	if e.Doc != nil && e.Doc.Title != "" {
		return e.Doc.Title
	}
	return e.Name
}

func (e Entry) cell() sheet.Cell { return sheet.Text(e.name()).Linked(sheet.Link{Address: e.Address}) }

// Entries gives the files in order, one at a time. It is asked several times, and
// no document needs to be kept longer than its turn.
type Entries func() iter.Seq2[Entry, error]

// Book is the table as a workbook of four sheets. Nothing is read until it is
// written.
func Book(lang i18n.Lang, title string, entries Entries) sheet.Book {
	t := func(key string) string { return lang.T("table." + key) }
	head := func(key string, kind sheet.Kind, width float64) sheet.Column {
		return sheet.Column{Head: t("col." + key), Kind: kind, Width: width, Wrap: kind == sheet.KindText}
	}
	document := head("document", sheet.KindText, 28)
	return sheet.Book{Title: title, Sheets: []sheet.Sheet{
		{
			Name: t("commitments"), Title: title, Frozen: 2,
			Columns: []sheet.Column{
				document, head("no", sheet.KindIndex, 0), head("heading", sheet.KindText, 28), head("commitment", sheet.KindText, 52),
				head("owner", sheet.KindText, 18), head("duewords", sheet.KindText, 16), head("due", sheet.KindDate, 0), head("targets", sheet.KindText, 28),
				head("act", sheet.KindText, 12), head("confidence", sheet.KindPercent, 0),
			},
			More: rows(entries, func(e Entry) [][]sheet.Cell { return commitmentCells(lang, e) }),
		},
		{
			Name: t("figures"), Title: title, Frozen: 1,
			Columns: []sheet.Column{
				document, head("heading", sheet.KindText, 28), head("subject", sheet.KindText, 24), head("value", sheet.KindNumber, 16),
				head("value2", sheet.KindNumber, 14), head("unit", sheet.KindText, 10), head("words", sheet.KindText, 16), head("kind", sheet.KindText, 10),
				head("role", sheet.KindText, 10), head("approx", sheet.KindText, 10), head("place", sheet.KindIndex, 8),
			},
			More: rows(entries, func(e Entry) [][]sheet.Cell { return figureCells(lang, e) }),
		},
		{
			Name: t("findings"), Title: title, Frozen: 1,
			Columns: []sheet.Column{
				document, head("severity", sheet.KindText, 10), head("finding", sheet.KindText, 60), head("said", sheet.KindText, 36), head("place", sheet.KindIndex, 8),
			},
			More: rows(entries, func(e Entry) [][]sheet.Cell { return findingCells(lang, e) }),
		},
		{
			Name: t("files"), Title: title, Frozen: 2,
			Columns: []sheet.Column{
				head("file", sheet.KindText, 32), document, head("year", sheet.KindIndex, 8), head("n.commitments", sheet.KindNumber, 0),
				head("n.figures", sheet.KindNumber, 0), head("n.deadlines", sheet.KindNumber, 0), head("n.findings", sheet.KindNumber, 0), head("state", sheet.KindText, 44),
			},
			More: rows(entries, func(e Entry) [][]sheet.Cell { return fileCells(lang, e) }),
		},
	}}
}

// rows makes the rows of each file in turn.
func rows(entries Entries, of func(Entry) [][]sheet.Cell) iter.Seq2[[]sheet.Cell, error] {
	return func(yield func([]sheet.Cell, error) bool) {
		for e, err := range entries() {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, row := range of(e) {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

func commitmentCells(lang i18n.Lang, e Entry) (all [][]sheet.Cell) {
	if e.Doc == nil {
		return nil
	}
	for _, c := range Commitments(e.Doc) {
		all = append(all, []sheet.Cell{
			e.cell(), sheet.Int(c.No), sheet.Text(c.Heading), sheet.Text(c.Text), sheet.Text(c.Owner), sheet.Text(c.DueWords), dayCell(c.Due),
			sheet.Text(c.Targets), sheet.Text(ActWords(lang, c.Kind)), sheet.Number(decimal.NewFromFloat(c.Confidence * 100).Round(0)),
		})
	}
	return all
}

// dayCell is a day as a date, or its words when no calendar has it.
func dayCell(day string) sheet.Cell {
	if d, err := period.ParseDate(day); err == nil {
		return sheet.Date(d)
	}
	return sheet.Text(day)
}

func figureCells(lang i18n.Lang, e Entry) (all [][]sheet.Cell) {
	if e.Doc == nil {
		return nil
	}
	for _, f := range Figures(e.Doc) {
		all = append(all, []sheet.Cell{
			e.cell(), sheet.Text(f.Heading), sheet.Text(f.Subject), numberCell(f.Value), numberCell(f.Value2), sheet.Text(f.Unit), sheet.Text(f.Words),
			sheet.Text(KindWords(lang, f.Kind)), sheet.Text(RoleWords(lang, f.Role)), sheet.Text(approxWords(lang, f)), sheet.Int(f.Start),
		})
	}
	return all
}

func numberCell(n *decimal.Decimal) sheet.Cell {
	if n == nil {
		return sheet.Cell{}
	}
	return sheet.Number(*n)
}

func findingCells(lang i18n.Lang, e Entry) (all [][]sheet.Cell) {
	if e.Doc == nil {
		return nil
	}
	for _, f := range doclint.Check(e.Doc) {
		mark := map[doclint.Severity]sheet.Mark{doclint.SeverityError: sheet.MarkBad, doclint.SeverityWarning: sheet.MarkWarn, doclint.SeverityInfo: sheet.MarkQuiet}[f.Severity]
		place, said := sheet.Cell{}, ""
		for i, span := range f.Spans {
			if i == 0 {
				place = sheet.Int(span.Start)
			} else {
				said += between
			}
			said += e.Doc.Slice(span.Start, span.End)
		}
		all = append(all, []sheet.Cell{
			e.cell(), sheet.Text(SeverityWords(lang, f.Severity)).Marked(mark), sheet.Text(f.Message.In(lang)), sheet.Text(said), place,
		})
	}
	return all
}

func fileCells(lang i18n.Lang, e Entry) [][]sheet.Cell {
	if e.Doc == nil {
		return [][]sheet.Cell{{sheet.Text(e.Name), {}, {}, {}, {}, {}, {}, sheet.Text(e.Wrong).Marked(sheet.MarkBad)}}
	}
	year := sheet.Cell{}
	if e.Doc.Year > 0 {
		year = sheet.Int(e.Doc.Year)
	}
	return [][]sheet.Cell{{
		sheet.Text(e.Name), e.cell(), year, sheet.Int(len(e.Doc.Commitments)), sheet.Int(len(e.Doc.Figures)), sheet.Int(len(e.Doc.Deadlines)),
		sheet.Int(alarming(e.Doc)), sheet.Text(lang.T("table.read")),
	}}
}

func alarming(doc *docread.Document) (n int) {
	for _, f := range doclint.Check(doc) {
		if f.Severity != doclint.SeverityInfo {
			n++
		}
	}
	return n
}
