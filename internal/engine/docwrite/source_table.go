package docwrite

import "strconv"

// writeSourceTable writes the table of sources on a page of its own.
func (b *body) writeSourceTable() {
	if len(b.doc.Sources) == 0 {
		return
	}
	b.breakPending = false // the heading's style breaks the page
	b.writeText(paragraph{style: styleAttachment}, Plain(b.labels.SourceTable))
	b.writeTable(b.sourceTable())
	b.writeGap(hairline)
}

func (b *body) sourceTable() Table {
	l := b.labels
	t := Table{
		small: true,
		Columns: []Column{
			{Align: Centre},
			{Align: Right},
			{Align: Left},
			{Align: Left},
			{Align: Centre},
			{Align: Left},
		},
		Header: textCells(l.Number, l.Figure, l.Definition, l.Scope, l.State, l.AsOf),
	}
	for _, s := range b.doc.Sources {
		t.Rows = append(t.Rows, textCells(strconv.Itoa(s.Number), s.Figure, s.Definition, s.Scope, l.state(s.State), s.AsOf))
	}
	return t
}

func textCells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i] = Cell{Inlines: Plain(text)}
	}
	return cells
}
