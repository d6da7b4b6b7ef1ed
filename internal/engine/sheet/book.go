package sheet

import (
	"iter"
	"time"
)

// Book is a workbook.
type Book struct {
	Title   string    // document property; "" takes the first sheet's title
	Author  string    // document property
	Created time.Time // document property; the zero time leaves it out
	Sheets  []Sheet
}

// Sheet is one table with its title line, head row and notes.
type Sheet struct {
	Name    string // on the tab; cleaned and made unique by the rules of Excel
	Title   string // the line above the table; "" leaves it out
	Columns []Column
	Frozen  int                      // leading columns that stay in sight when scrolling sideways
	Rows    [][]Cell                 // a short row leaves its last columns empty
	More    iter.Seq2[[]Cell, error] // rows after Rows, made one at a time; an error ends the writing
	Notes   []string                 // lines below the table
}

// Column is a column's head and how its cells are shown.
type Column struct {
	Head  string
	Width float64 // in characters of the body font (a Chinese one counts 2); 0 takes the kind's width
	Kind  Kind
	Wrap  bool // long texts break into lines; without it they are cut by the next cell
}

// Kind tells how the numbers and dates of a column are shown. Text is allowed in
// a column of any kind (约30, 无).
type Kind int

// The kinds of columns.
const (
	KindText    Kind = iota
	KindIndex        // a plain whole number, centred: a serial number, a year
	KindNumber       // with thousands separators and the decimals that the value has
	KindPercent      // 76.23 shows as 76.23%
	KindDate         // yyyy-mm-dd
)

// widths are the columns' widths when a sheet names none.
var widths = map[Kind]float64{KindText: 20, KindIndex: 6, KindNumber: 12, KindPercent: 10, KindDate: 12}

func (c Column) width() float64 {
	if c.Width > 0 {
		return min(c.Width, 255)
	}
	return widths[c.Kind]
}
