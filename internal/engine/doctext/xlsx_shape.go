package doctext

import (
	"cmp"
	"slices"
	"strings"

	"nianlun/internal/engine/ooxml"
)

// The size of a sheet of Excel (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
)

// sheetShape is what a first look at a sheet tells: how much it would cost to
// read, and its merged cells.
type sheetShape struct {
	rows, cells int // rows and the cells between the first and the last of each
	lastRow     int
	merges      []merge // by their first row
}

// merge is a range of cells shown as one, counted from 0, bounds included.
type merge struct{ top, left, bottom, right int }

// measure looks at a sheet's rows and merged cells without reading their values.
// It refuses positions outside a sheet, which excelize would walk to.
func (r *sheetReader) measure(p *ooxml.Package, s *sheet) error {
	v := &shapeVisitor{left: r.cells}
	if err := p.Walk(s.part, v); err != nil {
		return packageError(err)
	}
	v.endRow()
	switch {
	case v.outside:
		return &Error{Code: CodeDamaged, Detail: "cells outside the sheet " + s.part}
	case v.left < 0:
		return &Error{Code: CodeTooLarge, Detail: "cells of " + s.part}
	}
	r.cells = v.left
	slices.SortFunc(v.shape.merges, func(a, b merge) int { return cmp.Compare(a.top, b.top) })
	s.shape = v.shape
	return nil
}

type shapeVisitor struct {
	shape   sheetShape
	left    int // cells that may still come
	column  int // of the row being looked at, from 1
	widest  int
	outside bool
}

func (v *shapeVisitor) Start(e ooxml.Element) bool {
	switch e.Name {
	case "worksheet", "sheetData", "mergeCells":
		return true
	case "row":
		v.row(atoi(e.Attr("r"), v.shape.lastRow+1))
		return true
	case "c":
		v.cell(e.Attr("r"))
	case "mergeCell":
		v.merge(e.Attr("ref"))
	}
	return false
}

func (v *shapeVisitor) row(number int) {
	v.endRow()
	v.outside = v.outside || number < 1 || number > maxSheetRows
	v.shape.rows++
	v.shape.lastRow = max(v.shape.lastRow, number)
	v.left--
}

// endRow counts the cells up to the last of the row, as they will be read.
func (v *shapeVisitor) endRow() {
	v.left -= v.widest
	v.shape.cells += v.widest
	v.column, v.widest = 0, 0
}

func (v *shapeVisitor) cell(ref string) {
	v.column++
	if column, row := cellAt(ref); row > 0 {
		v.column = column
		v.outside = v.outside || row > maxSheetRows
	}
	v.outside = v.outside || v.column > maxSheetColumns
	v.widest = max(v.widest, v.column)
}

// merge keeps a range. Each costs as much as the columns that it covers.
func (v *shapeVisitor) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	left, top := cellAt(from)
	right, bottom := cellAt(to)
	if top == 0 || bottom < top || right < left || right > maxSheetColumns {
		return
	}
	v.left -= right - left + 1
	v.shape.merges = append(v.shape.merges, merge{top - 1, left - 1, bottom - 1, right - 1})
}

// cellAt reads a reference like B12 as column and row from 1; row 0 when it is none.
func cellAt(ref string) (column, row int) {
	i := 0
	for i < len(ref) && isASCIILetter(rune(ref[i])) && column <= maxSheetColumns {
		column = column*26 + int(ref[i]|0x20-'a') + 1
		i++
	}
	row = atoi(ref[i:], 0)
	if column == 0 || row < 1 {
		return 0, 0
	}
	return column, row
}

func (v *shapeVisitor) End(space, name string) {}
func (v *shapeVisitor) Text([]byte)            {}
