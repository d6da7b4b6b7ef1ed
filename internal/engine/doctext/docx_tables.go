package doctext

import "nianlun/internal/engine/ooxml"

// maxColumns bounds the grid that one row may claim.
const maxColumns = 256

// startTable opens tables, rows and cells and reads their properties.
func (b *docxBody) startTable(e ooxml.Element) bool {
	switch e.Name {
	case "tbl":
		b.flow().settle()
		b.tables = append(b.tables, &docxTable{})
	case "tr":
		if t := b.table(); t != nil {
			t.rows = append(t.rows, &docxRow{})
			b.count(0)
		}
	case "tc":
		b.startCell()
	case "gridBefore":
		if row := b.row(); row != nil {
			row.before = min(max(atoi(e.Attr("val"), 0), 0), maxColumns)
		}
	case "trPr":
		b.inRowPr = true
	case "tcPr":
		b.inCellPr = true
	case "ins", "cellIns":
		return !b.inRowPr && !b.inCellPr
	case "trPrChange", "tcPrChange":
		return false
	default:
		b.cellProperty(e)
	}
	return true
}

func (b *docxBody) startCell() {
	if row := b.row(); row != nil {
		row.cells = append(row.cells, &docxCell{columns: 1})
		b.count(0)
	}
	b.flows = append(b.flows, &docxFlow{kind: flowCell})
}

func (b *docxBody) cellProperty(e ooxml.Element) {
	cell := b.cell()
	if cell == nil || !b.inCellPr {
		return
	}
	switch e.Name {
	case "gridSpan":
		cell.columns = min(max(atoi(e.Attr("val"), 1), 1), maxColumns)
	case "vMerge":
		cell.below = e.Attr("val") != "restart"
	case "cellDel":
		cell.deleted = true
	}
}

// endTable closes what startTable opened.
func (b *docxBody) endTable(name string) {
	switch name {
	case "trPr":
		b.inRowPr = false
	case "tcPr":
		b.inCellPr = false
	case "tc":
		blocks := b.endFlow()
		if cell := b.cell(); cell != nil && !cell.deleted {
			cell.blocks = blocks
		}
	case "tbl":
		t := b.table()
		if t == nil {
			return
		}
		b.tables = b.tables[:len(b.tables)-1]
		b.flow().add(docxBlock{table: t})
		b.flush()
	}
}

func (b *docxBody) table() *docxTable {
	if len(b.tables) == 0 {
		return nil
	}
	return b.tables[len(b.tables)-1]
}

func (b *docxBody) row() *docxRow {
	t := b.table()
	if t == nil || len(t.rows) == 0 {
		return nil
	}
	return t.rows[len(t.rows)-1]
}

func (b *docxBody) cell() *docxCell {
	row := b.row()
	if row == nil || len(row.cells) == 0 {
		return nil
	}
	return row.cells[len(row.cells)-1]
}
