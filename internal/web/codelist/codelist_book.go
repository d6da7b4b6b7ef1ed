package codelist

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/sheet"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// codelistExport sends a version as a workbook that comes back as it went.
func (p pages) codelistExport(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	no, _ := door.Query(r).Int("version")
	v, err := p.lists.Version(ctx, door.By(ctx), r.PathValue("list"), no)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := sheet.Write(&out, bookOf(ctx, v)); err != nil {
		return err
	}
	return door.SendBook(w, r, ui.T(ctx, "codelist.file", "name", v.Name, "n", v.No)+".xlsx", out.Bytes())
}

func bookOf(ctx context.Context, v codelist.Version) sheet.Book {
	head := func(column string, width float64) sheet.Column {
		return sheet.Column{Head: ui.T(ctx, "codelist.column."+column), Width: width}
	}
	s := sheet.Sheet{Name: v.Name, Title: ui.T(ctx, "codelist.sheet", "name", v.Name, "version", versionWords(ctx, v.No)),
		Columns: []sheet.Column{head("code", 16), head("name", 40), head("under", 24), head("retired", 14)}}
	for _, item := range v.Items {
		retired := sheet.Text(item.Retired.String())
		if item.Retired.IsZero() {
			retired = sheet.Cell{}
		}
		s.Rows = append(s.Rows, []sheet.Cell{sheet.Text(item.Code), sheet.Text(item.Name), sheet.Text(strings.Join(item.Under, "、")), retired})
	}
	if v.Source != "" {
		s.Notes = []string{v.Source}
	}
	return sheet.Book{Sheets: []sheet.Sheet{s}}
}

// codelistImport puts the rows of a workbook into the draft of a list. What the
// workbook leaves out stays, or is retired from today on where that is asked.
func (p pages) codelistImport(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	by := door.By(ctx)
	code := r.PathValue("list")
	l, err := p.lists.Open(ctx, by, code)
	if err != nil {
		return err
	}
	if !l.May.Write {
		return fault.New(fault.Denied, "denied")
	}
	book, err := bookTable(r)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		return p.edit(w, r, l, "", err)
	}
	if err != nil {
		return err
	}
	base, _ := values.Int("revision")
	draft := l.Version.Drafted()
	if l.Draft != nil {
		draft = *l.Draft
	}
	if values.Has("retire") {
		draft.Rows = retiredBut(draft.Rows, book.rows, l.Today.String())
	}
	draft.Rows = merged(draft.Rows, book)
	_, err = p.lists.Save(ctx, by, codelist.Save{List: code, Base: base, Draft: draft})
	if err != nil && (fault.KindOf(err) == fault.Conflict || fault.KindOf(err) == fault.Invalid) {
		return p.edit(w, r, l, "", err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "codelist.imported", "n", len(book.rows)))
	return door.Redirect(w, r, codelistPath(code)+"/edit")
}

// retiredBut retires the rows that a workbook does not have.
func retiredBut(rows, kept []codelist.Row, today string) []codelist.Row {
	has := map[string]bool{}
	for _, row := range kept {
		has[codelist.CodeText(row.Code)] = true
	}
	out := make([]codelist.Row, len(rows))
	for i, row := range rows {
		if !has[codelist.CodeText(row.Code)] && row.Retired == "" && !row.Empty() {
			row.Retired = today
		}
		out[i] = row
	}
	return out
}

// bookTable reads the workbook of a form: Excel, or a text with tabs or commas.
func bookTable(r *http.Request) (table, error) {
	upload, err := door.File(r, "book")
	if err != nil {
		return table{}, err
	}
	defer func() { _ = upload.Content.Close() }()
	data, err := io.ReadAll(upload.Content)
	if err != nil {
		return table{}, err
	}
	wrong := fault.New(fault.Invalid, "codelist.book")
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return textTable(data, wrong)
	}
	sheets, issue := formxlsx.Sheets(data, formxlsx.DefaultLimits())
	if issue != nil {
		return table{}, wrong.With("book", issue.Key(), issue.Args()...)
	}
	book := tableOf(sheets)
	if len(book.rows) == 0 {
		return table{}, wrong.With("book", "codelist.need.rows")
	}
	return book, nil
}

// textTable reads a text file: a line an item, with tabs or commas between.
func textTable(data []byte, wrong *fault.Error) (table, error) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return table{}, wrong.With("book", "codelist.need.book")
	}
	book := tableOf([]formxlsx.Sheet{textSheet(text)})
	if len(book.rows) == 0 {
		return table{}, wrong.With("book", "codelist.need.rows")
	}
	return book, nil
}

// textSheet reads a text as the one sheet of a workbook: with tabs between, or else
// with commas.
func textSheet(text string) formxlsx.Sheet {
	lines := csv.NewReader(strings.NewReader(text))
	lines.FieldsPerRecord, lines.LazyQuotes = -1, true
	if strings.Contains(text, "\t") {
		lines.Comma = '\t'
	}
	var s formxlsx.Sheet
	for number := 1; ; number++ {
		cells, err := lines.Read()
		if err != nil { // the end: with lazy quotes nothing else is refused
			return s
		}
		row := formxlsx.SheetRow{Number: number}
		for i, cell := range cells {
			row.Cells = append(row.Cells, formxlsx.SheetCell{Column: i + 1, Text: cell})
		}
		s.Rows = append(s.Rows, row)
	}
}
