package docwrite

// jc holds the words for alignments in the file.
var jc = map[Align]string{Left: "left", Centre: "center", Right: "right"}

// hairline is the height of a paragraph that must be there and not be seen.
const hairline = 20

// writeTable writes the caption and the table.
func (b *body) writeTable(t Table) {
	if t.Caption != "" {
		b.writeText(paragraph{style: styleCaption}, Plain(t.Caption))
	}
	if b.breakPending {
		// A table cannot break the page itself.
		b.writeGap(hairline)
	}
	widths := columnWidths(t)
	b.x.Open("w:tbl")
	b.writeTableLayout(widths)
	if len(t.Header) > 0 {
		centred := make([]Align, len(widths))
		for i := range centred {
			centred[i] = Centre
		}
		b.writeRow(tableRow{cells: t.Header, widths: widths, aligns: centred, head: true, small: t.small})
	}
	aligns := columnAligns(t)
	for _, cells := range t.Rows {
		b.writeRow(tableRow{cells: cells, widths: widths, aligns: aligns, small: t.small})
	}
	b.x.Close()
}

func (b *body) writeTableLayout(widths []int) {
	x := b.x
	x.Open("w:tblPr")
	x.Empty("w:tblStyle", val(styleTable))
	x.Empty("w:tblW", num("w", coreWidth), a("type", "dxa"))
	x.Empty("w:jc", val("center"))
	x.Empty("w:tblLayout", a("type", "fixed"))
	x.Empty("w:tblLook", val("0020"), num("firstRow", 1))
	x.Close()
	x.Open("w:tblGrid")
	for _, w := range widths {
		x.Empty("w:gridCol", num("w", w))
	}
	x.Close()
}

// tableRow is one row with the layout of its columns.
type tableRow struct {
	cells  []Cell
	widths []int
	aligns []Align
	head   bool
	small  bool
}

func (b *body) writeRow(r tableRow) {
	b.x.Open("w:tr")
	b.x.Open("w:trPr")
	b.x.Empty("w:cantSplit")
	if r.head {
		b.x.Empty("w:tblHeader")
	}
	b.x.Close()
	column := 0
	for _, c := range r.cells {
		b.writeCell(c, r, column)
		column += c.span()
	}
	b.x.Close()
}

func (b *body) writeCell(c Cell, r tableRow, column int) {
	width := 0
	for _, w := range r.widths[column : column+c.span()] {
		width += w
	}
	x := b.x
	x.Open("w:tc")
	x.Open("w:tcPr")
	x.Empty("w:tcW", num("w", width), a("type", "dxa"))
	if c.span() > 1 {
		x.Empty("w:gridSpan", vnum(c.span()))
	}
	x.Empty("w:vAlign", val("center"))
	x.Close()
	p := paragraph{style: styleTableText, align: jc[r.aligns[column]]}
	if r.head {
		p.style = styleTableHead
	}
	if r.small {
		p.size, p.line = smallSize, smallLine
	}
	b.writeText(p, c.Inlines)
	x.Close()
}
