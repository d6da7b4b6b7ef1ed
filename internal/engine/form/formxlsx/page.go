package formxlsx

import (
	"errors"

	"github.com/xuri/excelize/v2"
)

// ErrTooManyRows says that there are more rows or columns than a sheet can hold.
var ErrTooManyRows = errors.New("formxlsx: more rows or columns than Excel can hold")

// cell is a value with its look; a nil value is an empty cell.
type cell struct {
	value   any // nil, string or float64
	formula string
	look    look
}

// page is one sheet being written from top to bottom. Column 1 is the hidden column of codes.
type page struct {
	book   *bookWriter
	name   string
	stream *excelize.StreamWriter
	row    int // the last row written
}

// codeColumn is the number of the hidden column.
const codeColumn = 1

func (b *bookWriter) page(name string, widths []float64, freeze *excelize.Panes) (*page, error) {
	if err := b.addSheet(name); err != nil {
		return nil, err
	}
	if err := setUpPage(b.file, name, len(widths) > 7); err != nil {
		return nil, err
	}
	if err := b.file.ProtectSheet(name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, AutoFilter: true,
	}); err != nil {
		return nil, err
	}
	stream, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	p := &page{book: b, name: name, stream: stream}
	if freeze != nil {
		if err := stream.SetPanes(freeze); err != nil {
			return nil, err
		}
	}
	if err := stream.SetColVisible(codeColumn, codeColumn, false); err != nil {
		return nil, err
	}
	for i, width := range widths {
		if err := stream.SetColWidth(codeColumn+1+i, codeColumn+1+i, min(width, 255)); err != nil {
			return nil, err
		}
	}
	b.pages = append(b.pages, p)
	return p, nil
}

// rowOptions are of a row: its code, its height (0 is the sheet's own) and whether it is hidden.
type rowOptions struct {
	code   string
	height float64
	hidden bool
}

// write adds a row; cells begin at the column after the codes.
func (p *page) write(o rowOptions, cells ...cell) error {
	p.row++
	if p.row > excelize.TotalRows || len(cells) >= excelize.MaxColumns {
		return ErrTooManyRows
	}
	values := make([]any, 0, len(cells)+1)
	if o.code == "" {
		values = append(values, nil)
	} else {
		cells = append([]cell{{value: o.code, look: look{role: roleCode, format: textFormat}}}, cells...)
	}
	for _, c := range cells {
		style, err := p.book.styles.of(c.look)
		if err != nil {
			return err
		}
		values = append(values, excelize.Cell{StyleID: style, Value: c.value, Formula: c.formula})
	}
	height := o.height
	if height == 0 {
		height = 20
	}
	return p.stream.SetRow(at(codeColumn, p.row), values, excelize.RowOpts{Height: height, Hidden: o.hidden})
}

// merge joins the cells of the last row from one column to another.
func (p *page) merge(from, to int) error {
	if from >= to {
		return nil
	}
	return p.stream.MergeCell(at(from, p.row), at(to, p.row))
}

// at is the name of a cell; coordinates come from the code itself.
func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return "A1"
	}
	return name
}

// fixed is the name of a cell that does not move with the cell that names it.
func fixed(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row, true)
	if err != nil {
		return "$A$1"
	}
	return name
}

// setUpPage makes a sheet print on A4, as wide as the paper, with the page number below.
func setUpPage(f *excelize.File, name string, across bool) error {
	a4, wide, high, fit, orientation := 9, 1, 0, true, "portrait"
	if across {
		orientation = "landscape"
	}
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	side, edge, foot, centred := 0.5, 0.6, 0.3, true
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot, Horizontally: &centred,
	}); err != nil {
		return err
	}
	return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"})
}

// repeatHead repeats rows of a sheet on every printed page.
func repeatHead(f *excelize.File, name string, from, to int) error {
	return f.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: quoted(name) + "!$" + itoa(from) + ":$" + itoa(to),
	})
}
