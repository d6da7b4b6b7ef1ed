package docread

import (
	"nianlun/internal/engine/doctext"
)

// taskTable is a table that parts a plan into tasks (任务分解表, 台账, 责任清单): each
// of its rows promises something.
type taskTable struct {
	span
	columns []column
	rows    []taskRow // below its heading
}

// column is what a column of a task table holds.
type column int

const (
	columnOther column = iota
	columnNumber
	columnGroup // a heading over several rows
	columnTask
	columnMeasure
	columnTarget
	columnLead
	columnPart // who helps
	columnLeader
	columnDue
)

// taskRow is a row with its cells by column.
type taskRow struct {
	span
	cells []span
}

// headingRows is how many rows at the head of a table may come before the one
// that names the columns: titles, units of measure, the date.
const headingRows = 8

// findTaskTables picks the task tables out of a text's tables. A table is one when
// a row at its head names what is to be done and who does it or by when (column
// titles as in the task tables of 南陵 2024, 谯城 2025 and 大洼 2021).
func findTaskTables(t *text, tables []doctext.Table) []taskTable {
	var found []taskTable
	for _, table := range tables {
		rows := tableRows(t, table)
		for i := range min(len(rows), headingRows) {
			columns := columnsOf(t, rows[i].cells)
			if !namesTasks(columns) {
				continue
			}
			below := rows[i+1:]
			if len(below) > 0 {
				if second := subheading(t, rows[i], below[0], columns); second {
					below = below[1:]
				}
			}
			if len(below) > 0 {
				found = append(found, taskTable{
					span: span{rows[i].start, below[len(below)-1].end}, columns: columns, rows: below,
				})
			}
			break
		}
	}
	return found
}

// tableRows are the rows of a table that hold anything, in offsets of the view.
func tableRows(t *text, table doctext.Table) []taskRow {
	var rows []taskRow
	end := 0
	for _, cells := range table.Rows {
		row := taskRow{span: span{len(t.r), 0}}
		for _, c := range cells {
			cell := t.trim(span{min(c.Start, len(t.r)), min(c.End, len(t.r))})
			row.cells = append(row.cells, cell)
			if !cell.empty() && cell.start >= end { // not one that goes on from the row above
				row.start, row.end = min(row.start, cell.start), max(row.end, cell.end)
			}
		}
		if row.start < row.end {
			rows = append(rows, row)
			end = row.end
		}
	}
	return rows
}

// viewTables moves the cells of a file's tables to the view.
func viewTables(view doctext.View, tables []doctext.Table) []doctext.Table {
	if view.At == nil {
		return tables
	}
	moved := make([]doctext.Table, len(tables))
	for i, table := range tables {
		for _, row := range table.Rows {
			cells := make([]doctext.Span, len(row))
			for k, c := range row {
				cells[k] = doctext.Span{Start: view.Index(c.Start), End: view.Index(c.End)}
			}
			moved[i].Rows = append(moved[i].Rows, cells)
		}
	}
	return moved
}

// namesTasks tells the heading of a task table: what is to be done, and who does
// it or by when.
func namesTasks(columns []column) bool {
	has := map[column]bool{}
	for _, c := range columns {
		has[c] = true
	}
	what := has[columnTask] || has[columnMeasure] || has[columnGroup] && has[columnTarget]
	return what && (has[columnLead] || has[columnPart] || has[columnDue] || has[columnLeader])
}

// subheading reads a second row of column titles, below a title that covers
// several columns (责任单位 over 牵头 and 配合). It puts what that says in columns.
func subheading(t *text, above, row taskRow, columns []column) bool {
	second := make([]column, len(row.cells))
	named := 0
	for i, cell := range row.cells {
		if cell.empty() || i < len(above.cells) && cell == above.cells[i] {
			continue
		}
		if second[i] = columnOf(t.slice(cell)); second[i] == columnOther && !isSubtitle(t, cell) {
			return false
		}
		named++
	}
	if named == 0 {
		return false
	}
	for i, c := range second {
		if c != columnOther && i < len(columns) {
			columns[i] = c
		}
	}
	return true
}

// isSubtitle tells short words without a number in a row of subtitles.
func isSubtitle(t *text, cell span) bool {
	const longest = 6
	for i := cell.start; i < cell.end; i++ {
		if isDigit(t.r[i]) {
			return false
		}
	}
	return cell.end-cell.start <= longest && columnWord(t.slice(cell))
}

// columnsOf reads a row of column titles.
func columnsOf(t *text, cells []span) []column {
	columns := make([]column, len(cells))
	for i, cell := range cells {
		if cell.end-cell.start <= longestTitle {
			columns[i] = columnOf(t.slice(cell))
		}
	}
	return columns
}

// longestTitle is a length that no column's title exceeds.
const longestTitle = 24

// cell is the cell of the first column of a kind that holds anything.
func (t taskTable) cell(row taskRow, kind column) span {
	for i, c := range t.columns {
		if c == kind && i < len(row.cells) && !row.cells[i].empty() {
			return row.cells[i]
		}
	}
	return span{}
}
