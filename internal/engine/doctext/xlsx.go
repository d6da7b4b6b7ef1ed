package doctext

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/ooxml"
)

// extractXlsx takes the text out of a workbook: a line for every row, tabs between
// its cells, and a Table for every sheet. A cell is the text that Excel shows in
// it; a formula is never computed, its last result counts. Hidden sheets are
// skipped: they hold lists and sums that nobody is meant to read. Hidden rows and
// columns are read: they are mostly a filter that somebody left on.
//
// Where several sheets hold something, the name of each stands above it as a
// heading, unless it is one that Excel gave.
func extractXlsx(data []byte, p *ooxml.Package, limits Limits) (Text, error) {
	sheets, err := sheetsOf(p)
	if err != nil {
		return Text{}, packageError(err)
	}
	if len(sheets) == 0 {
		return Text{}, nil
	}
	book, err := openBook(data, limits.Package)
	if err != nil {
		return Text{}, &Error{Code: CodeDamaged, Detail: err.Error()}
	}
	defer func() { _ = book.Close() }() // it lies in memory
	w := &docxWriter{limits: limits, levels: map[int]int{}}
	r := sheetReader{book: book, out: w, cells: limits.MaxCells}
	for _, s := range sheets {
		if err := r.measure(p, s); err != nil {
			return Text{}, err
		}
	}
	named := len(sheets) > 1
	for _, s := range sheets {
		if s.shape.cells == 0 {
			continue
		}
		if named && !defaultName.MatchString(s.name) {
			w.line(docxLine{text: s.name, level: 1})
		}
		if err := r.read(s); err != nil {
			return Text{}, err
		}
	}
	if w.full {
		return Text{}, &Error{Code: CodeTooLarge, Detail: "text of the workbook"}
	}
	return Text{Runes: w.runes, Levels: w.levels, Tables: w.tables, Cleaned: w.cleaned}, nil
}

// defaultName matches the names that sheets get when nobody names them.
var defaultName = regexp.MustCompile(`^(?i:sheet|工作表|表)\s*\d*$`)

// openBook opens a workbook in memory. Dates whose form follows the computer's
// settings are shown as yyyy-mm-dd, the built-in Chinese forms as in Chinese Excel.
func openBook(data []byte, limits ooxml.Limits) (*excelize.File, error) {
	total := limits.MaxTotalSize
	if total == 0 {
		total = ooxml.DefaultLimits().MaxTotalSize
	}
	return excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: total, UnzipXMLSizeLimit: total, // equal, or large parts would go to files
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: `yyyy"年"m"月"d"日"`, CultureInfo: excelize.CultureNameZhCN,
	})
}

// sheet is a visible sheet of a workbook.
type sheet struct {
	name  string
	part  string
	shape sheetShape
}

// sheetsOf lists the visible sheets that hold cells, in the order of their tabs.
func sheetsOf(p *ooxml.Package) ([]*sheet, error) {
	found, err := relationsOf(p, workbookPart)
	if err != nil {
		return nil, err
	}
	v := &workbookVisitor{parts: map[string]string{}}
	for _, r := range found {
		if r.kind == "worksheet" && p.Has(r.target) {
			v.parts[r.id] = r.target
		}
	}
	err = p.Walk(workbookPart, v)
	return v.sheets, err
}

type workbookVisitor struct {
	parts  map[string]string // relationship -> part
	sheets []*sheet
}

func (v *workbookVisitor) Start(e ooxml.Element) bool {
	if e.Name != "sheet" {
		return e.Name == "workbook" || e.Name == "sheets"
	}
	part := v.parts[e.Attr("id")]
	if part != "" && !strings.HasSuffix(strings.ToLower(e.Attr("state")), "hidden") {
		v.sheets = append(v.sheets, &sheet{name: e.Attr("name"), part: part})
	}
	return false
}

func (v *workbookVisitor) End(space, name string) {}
func (v *workbookVisitor) Text([]byte)            {}
