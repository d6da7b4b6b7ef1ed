package sheet

import (
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxLinks is how many links a sheet carries; Excel allows 65,530, and each more
// costs the writer a look at all before. Cells beyond it keep their words.
const maxLinks = 10_000

// exactDigits is how many digits Excel keeps of a number.
const exactDigits = 15

// sheetWriter writes one sheet.
type sheetWriter struct {
	*bookWriter
	sheet  *Sheet
	name   string
	stream *excelize.StreamWriter
	row    int // last row written, from 1
	head   int // the head's row
	links  int
}

// headRow is the row of a sheet's head, from 1.
func (s *Sheet) headRow() int {
	if s.Title != "" {
		return 2
	}
	return 1
}

// frame sets what has to stand before the rows: widths and frozen panes.
func (w *sheetWriter) frame() error {
	w.head = w.sheet.headRow()
	for i, c := range w.sheet.Columns {
		if err := w.stream.SetColWidth(i+1, i+1, c.width()); err != nil {
			return err
		}
	}
	frozen := min(max(w.sheet.Frozen, 0), len(w.sheet.Columns)-1)
	first, err := excelize.CoordinatesToCellName(frozen+1, w.head+1)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if frozen > 0 {
		pane = "bottomRight"
	}
	return w.stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: frozen, YSplit: w.head, TopLeftCell: first, ActivePane: pane})
}

// heading writes the title line and the head row.
func (w *sheetWriter) heading() error {
	if w.sheet.Title != "" {
		if err := w.across(w.sheet.Title, w.styles.title, 24); err != nil {
			return err
		}
	}
	heads := make([]any, len(w.sheet.Columns))
	lines := 1.0
	for i, c := range w.sheet.Columns {
		heads[i] = excelize.Cell{StyleID: w.styles.head, Value: clean(c.Head)}
		lines = max(lines, math.Ceil(ColumnsWide(c.Head)/max(1, c.width()-2)))
	}
	if err := w.write(heads, excelize.RowOpts{Height: min(10+14*lines, 120)}); err != nil {
		return err
	}
	return repeatHead(w.file, w.name, w.head)
}

// body writes the rows.
func (w *sheetWriter) body() error {
	for _, cells := range w.sheet.Rows {
		if err := w.cells(cells); err != nil {
			return err
		}
	}
	if w.sheet.More == nil {
		return nil
	}
	for cells, err := range w.sheet.More {
		if err != nil {
			return err
		}
		if err := w.cells(cells); err != nil {
			return err
		}
	}
	return nil
}

func (w *sheetWriter) cells(cells []Cell) error {
	values := make([]any, len(w.sheet.Columns))
	lines := 1.0
	for i, column := range w.sheet.Columns {
		var c Cell
		if i < len(cells) {
			c = cells[i]
		}
		value, err := w.cell(c, column, i+1)
		if err != nil {
			return err
		}
		values[i] = value
		if column.Wrap && c.kind == valueText {
			lines = max(lines, linesHigh(c.text, column.width()-1))
		}
	}
	return w.write(values, excelize.RowOpts{Height: min(5+lineHeight*lines, maxHeight)})
}

// Row heights in points. They are set for every row: not every office program
// fits rows to wrapped words when it opens a file.
const (
	lineHeight = 13.5
	maxHeight  = 409
)

// linesHigh is how many lines a text takes in a column of a width.
func linesHigh(text string, width float64) float64 {
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(ColumnsWide(line)/max(1, width)))
	}
	return lines
}

// cell makes the value of a body cell and sets its link.
func (w *sheetWriter) cell(c Cell, column Column, col int) (excelize.Cell, error) {
	l := look{kind: column.Kind, value: c.kind, wrap: column.Wrap, mark: c.mark}
	var value any
	switch c.kind {
	case valueText:
		value = clean(c.text)
	case valueDate:
		value = c.date.Time()
	case valueNumber:
		number, decimals, exact := excelNumber(c, column.Kind)
		if !exact {
			l.value = valueText
			value = c.number.String()
			break
		}
		value, l.decimals = number, decimals
	}
	linked, err := w.link(c.link, col)
	if err != nil {
		return excelize.Cell{}, err
	}
	l.link = linked
	style, err := w.styles.of(l)
	return excelize.Cell{StyleID: style, Value: value}, err
}

// excelNumber is the number that a cell stores and the decimals that it shows;
// exact is false when Excel could not hold its digits.
func excelNumber(c Cell, kind Kind) (number float64, decimals int, exact bool) {
	n := c.number
	digits := len(strings.TrimLeft(n.Coefficient().String(), "-"))
	if digits > exactDigits || n.Exponent() > exactDigits || n.Exponent() < -exactDigits {
		return 0, 0, false
	}
	decimals = max(0, -int(n.Exponent()))
	if kind == KindPercent {
		n = n.Shift(-2)
	}
	number, _ = n.Float64()
	return number, decimals, true
}

// link sets a cell's link in the row that is written next, and tells whether
// there is one.
func (w *sheetWriter) link(to Link, col int) (bool, error) {
	if to == (Link{}) || w.links >= maxLinks {
		return false, nil
	}
	target, kind := to.Address, "External"
	if to.Address == "" {
		target, kind = w.place(to), "Location"
	} else if !safeAddress(to.Address) {
		return false, nil
	}
	if target == "" {
		return false, nil
	}
	at, err := excelize.CoordinatesToCellName(col, w.row+1)
	if err != nil {
		return false, err
	}
	w.links++
	return true, w.file.SetCellHyperLink(w.name, at, target, kind)
}

// place is the reference of a row in a sheet of the book, "" when there is no such sheet.
func (w *sheetWriter) place(to Link) string {
	for i := range w.book.Sheets {
		s := &w.book.Sheets[i]
		if s.Name != to.Sheet {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(to.Column+1, s.headRow()+to.Row+1)
		if err != nil {
			return ""
		}
		return quoted(w.names[i]) + "!" + cell
	}
	return ""
}

// safeAddress lets only addresses through that open a page or a letter.
func safeAddress(address string) bool {
	lower := strings.ToLower(address)
	if len(address) > 2079 || clean(address) != address || strings.ContainsAny(address, " \t\n\"<>") {
		return false
	}
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(lower, scheme) {
			return true
		}
	}
	return false
}

// filter lets the table be filtered by its head row.
func (w *sheetWriter) filter() error {
	last, err := excelize.CoordinatesToCellName(len(w.sheet.Columns), max(w.row, w.head))
	if err != nil {
		return err
	}
	return w.file.AutoFilter(w.name, "A"+itoa(w.head)+":"+last, nil)
}

// notes writes the lines below the table, a blank row apart.
func (w *sheetWriter) notes() error {
	if len(w.sheet.Notes) == 0 {
		return nil
	}
	w.row++
	for _, note := range w.sheet.Notes {
		if err := w.across(note, w.styles.note, 15); err != nil {
			return err
		}
	}
	return nil
}

// across writes a line over all columns, as high as its words need: Excel does
// not fit the height of merged cells.
func (w *sheetWriter) across(text string, style int, high float64) error {
	text = clean(text)
	total := 0.0
	for _, c := range w.sheet.Columns {
		total += c.width()
	}
	if style == w.styles.title {
		total *= bodySize / titleSize
	}
	lines := linesHigh(text, total)
	values := make([]any, len(w.sheet.Columns))
	for i := range values {
		values[i] = excelize.Cell{StyleID: style}
	}
	values[0] = excelize.Cell{StyleID: style, Value: text}
	if err := w.write(values, excelize.RowOpts{Height: min(6+high*lines, maxHeight)}); err != nil {
		return err
	}
	if len(values) == 1 {
		return nil
	}
	last, err := excelize.CoordinatesToCellName(len(values), w.row)
	if err != nil {
		return err
	}
	return w.stream.MergeCell("A"+itoa(w.row), last)
}

func (w *sheetWriter) write(values []any, opts ...excelize.RowOpts) error {
	if w.row >= excelize.TotalRows {
		return ErrTooManyRows
	}
	w.row++
	return w.stream.SetRow("A"+itoa(w.row), values, opts...)
}

func itoa(n int) string { return strconv.Itoa(n) }
