package docwrite

// Block is a piece of the text that starts on a line of its own: Heading,
// Paragraph, Table or PageBreak.
type Block interface{ block() }

// Heading is a heading of level 1 (一、), 2 （一）, 3 (1.) or 4 （1）. Text
// includes the number.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is body text, its first line indented by two characters.
type Paragraph struct {
	Inlines []Inline
}

// PageBreak starts the next block on a new page. Breaks in a row, and breaks
// that nothing follows, make no empty page.
type PageBreak struct{}

// Table is a bordered table as wide as the text. The header row is repeated on
// each page that the table runs over.
type Table struct {
	// Caption is printed above the table; may be empty.
	Caption string
	// Columns may be nil: the number of columns is then taken from the
	// header, or from the first row, and all are Auto.
	Columns []Column
	Header  []Cell
	Rows    [][]Cell

	small bool // set in smaller type
}

// Column is the layout of one column.
type Column struct {
	// Width is a share of the table's width relative to the other columns.
	// When any column of a table has 0, all widths follow from the contents.
	Width int
	Align Align
}

// Align places the text of a column's cells. Header cells are always centred.
type Align int

// Auto puts a column of numbers to the right and any other to the left.
const (
	Auto Align = iota
	Left
	Centre
	Right
)

// Cell is one cell of a table.
type Cell struct {
	Inlines []Inline
	// Span is the number of columns that the cell covers; 0 means 1.
	Span int
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (PageBreak) block() {}
func (Table) block()     {}

func (c Cell) span() int { return max(c.Span, 1) }

// columnCount is the number of columns of the table.
func (t Table) columnCount() int {
	switch {
	case len(t.Columns) > 0:
		return len(t.Columns)
	case len(t.Header) > 0:
		return spanOf(t.Header)
	case len(t.Rows) > 0:
		return spanOf(t.Rows[0])
	}
	return 0
}

func spanOf(row []Cell) int {
	n := 0
	for _, c := range row {
		n += c.span()
	}
	return n
}
