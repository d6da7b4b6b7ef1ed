package sheet

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// Cell is a value with an optional link and mark. The zero Cell is empty.
type Cell struct {
	kind   valueKind
	text   string
	number decimal.Decimal
	date   period.Date
	link   Link
	mark   Mark
}

type valueKind int

const (
	valueNone valueKind = iota
	valueText
	valueNumber
	valueDate
)

// Mark gives a cell a ground of colour. Colour never stands alone: the cell's
// words say the same.
type Mark int

// The marks.
const (
	MarkNone Mark = iota
	MarkGood
	MarkWarn
	MarkBad
	MarkQuiet // grey words: said, but of less weight
)

// Link leads to an address or to a row of a sheet of the same book.
type Link struct {
	Address string // http, https or mailto; anything else is left out
	Sheet   string // Name of a sheet, as given in the Book
	Row     int    // index into that sheet's rows, from 0
	Column  int    // from 0
}

// Text is a cell of words. They never act as a formula.
func Text(s string) Cell { return Cell{kind: valueText, text: s} }

// Number is a cell that can be summed. In a percent column 76.23 means 76.23 %.
// A number of more than 15 digits, which Excel would round, is written as text.
func Number(n decimal.Decimal) Cell { return Cell{kind: valueNumber, number: n} }

// Int is a whole number.
func Int(n int) Cell { return Number(decimal.NewFromInt(int64(n))) }

// Date is a day; the zero date is an empty cell.
func Date(d period.Date) Cell {
	if d.IsZero() {
		return Cell{}
	}
	return Cell{kind: valueDate, date: d}
}

// Linked returns the cell with a link.
func (c Cell) Linked(to Link) Cell {
	c.link = to
	return c
}

// Marked returns the cell with a mark.
func (c Cell) Marked(m Mark) Cell {
	c.mark = m
	return c
}
