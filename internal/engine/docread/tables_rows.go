package docread

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"nianlun/internal/engine/doctext"
)

// tableReader turns the rows of task tables into commitments.
type tableReader struct {
	t     *text
	o     *outline
	s     *sections
	y     years
	cal   SchoolCalendar
	doc   *Document
	known []Deadline // of the prose, in text order
	found []Commitment
	dues  []Deadline
}

// rowConfidence is how sure a row of a task table is a promise: its author says so.
const rowConfidence = 0.95

// readTaskTables adds the promises of task tables to what the prose promises. What
// the prose reader found inside such a table gives way to its rows; figures in what
// a row promises are targets; its times are deadlines. A table in a review is
// left alone. A row of any other table is no sentence and promises nothing.
func readTaskTables(t *text, o *outline, s *sections, y years, cal SchoolCalendar, doc *Document, tables []doctext.Table) {
	if len(tables) == 0 {
		return
	}
	r := tableReader{t: t, o: o, s: s, y: y, cal: cal, doc: doc, known: doc.Deadlines}
	var tasks spans
	for _, table := range findTaskTables(t, tables) {
		if s.at(table.start) != SectionReview {
			tasks = append(tasks, table.span)
			r.table(table)
		}
	}
	all := tableBounds(tables)
	doc.Commitments = slices.DeleteFunc(doc.Commitments, func(c Commitment) bool {
		return tasks.hold(c.Start) || strings.Contains(c.Text, "\t") && all.hold(c.Start)
	})
	doc.Commitments = append(doc.Commitments, r.found...)
	slices.SortStableFunc(doc.Commitments, func(a, b Commitment) int { return cmp.Compare(a.Start, b.Start) })
	doc.Deadlines = append(doc.Deadlines, r.dues...)
	slices.SortStableFunc(doc.Deadlines, func(a, b Deadline) int { return cmp.Compare(a.Start, b.Start) })
}

// spans are ranges in text order.
type spans []span

// hold tells whether an offset stands in one of the ranges. A table inside another
// begins behind it and ends before it.
func (s spans) hold(offset int) bool {
	k := lastBefore(len(s), func(i int) bool { return s[i].start > offset })
	for back := 0; k >= 0 && back < maxHeadingDepth; k, back = k-1, back+1 {
		if offset < s[k].end {
			return true
		}
	}
	return false
}

// tableBounds are the ranges that tables take.
func tableBounds(tables []doctext.Table) spans {
	var list spans
	for _, table := range tables {
		if start, end := table.Bounds(); start < end {
			list = append(list, span{start, end})
		}
	}
	slices.SortFunc(list, func(a, b span) int { return cmp.Compare(a.start, b.start) })
	return list
}

// table reads the rows of one table.
func (r *tableReader) table(table taskTable) {
	heading := r.headingBefore(table.start)
	var above taskRow
	for i, row := range table.rows {
		if filled(row) == 1 && table.cell(row, columnDue).empty() && len(row.cells) > 1 || isHeading(r.t, row) {
			if k := r.o.at(row.start); k >= 0 && r.o.nodes[k].start == row.start {
				heading = row.start
			}
			continue
		}
		task := r.promise(table, row, above, i+1 < len(table.rows) && sharesTask(table, row, table.rows[i+1]))
		above = row
		if task.end-task.start < shortestTask || sumRows.longestAt(r.t.r, task.start) > 0 || r.isNumber(task) {
			continue
		}
		r.row(table, row, task, heading)
	}
}

// shortestTask is a length below which a cell says nothing that can be asked about.
const shortestTask = 3

// filled counts the cells of a row that hold something of their own.
func filled(row taskRow) int {
	n, last := 0, span{-1, -1}
	for _, c := range row.cells {
		if !c.empty() && c != last && c.start >= row.start {
			n, last = n+1, c
		}
	}
	return n
}

// isHeading tells a row that repeats the titles of the columns on a new page.
func isHeading(t *text, row taskRow) bool { return namesTasks(columnsOf(t, row.cells)) }

// promise is the cell that says what is to be done: the task, unless it is shared
// by several rows or the measure alone names a number.
func (r *tableReader) promise(table taskTable, row, above taskRow, shared bool) span {
	task, measure := table.cell(row, columnTask), table.cell(row, columnMeasure)
	switch {
	case task.empty() && measure.empty():
		return table.cell(row, columnTarget)
	case task.empty():
		return measure
	case measure.empty():
		return task
	case shared || above.cells != nil && task == table.cell(above, columnTask):
		return measure
	case len(r.figuresIn(measure)) > 0 && len(r.figuresIn(task)) == 0:
		return measure
	}
	return task
}

// sharesTask tells whether the task's cell covers the next row too.
func sharesTask(table taskTable, row, next taskRow) bool {
	task := table.cell(row, columnTask)
	return !task.empty() && task == table.cell(next, columnTask)
}

func (r *tableReader) isNumber(s span) bool {
	for i := s.start; i < s.end; i++ {
		if c := r.t.r[i]; !isDigit(c) && c != '.' && c != '%' && !isSpace(c) {
			return false
		}
	}
	return true
}

// row makes the commitments of one row: one, or one for each numbered item of the
// cell.
func (r *tableReader) row(table taskTable, row taskRow, task span, heading int) {
	owner := r.names(table.cell(row, columnLead))
	words, date := r.due(table.cell(row, columnDue), row)
	target := table.cell(row, columnTarget)
	items := r.items(task)
	for _, body := range items {
		c := Commitment{
			Start: body.start, End: body.end, Text: r.t.slice(body), Title: taskTitle(r.t, body), Owner: owner,
			Deadline: words, DeadlineDate: date, Kind: actOf(r.t, body), Heading: heading, Confidence: rowConfidence,
		}
		if owner == "" {
			c.Owner = ownerOf(r.t, body)
		}
		if c.Deadline == "" {
			c.Deadline, c.DeadlineDate = r.dueInside(body)
		}
		r.addTargets(&c, body)
		if target != task && len(items) == 1 {
			r.addTargets(&c, target)
		}
		r.found = append(r.found, c)
	}
}

// items cuts a cell at the numbers of its items; a cell without a run of numbers
// is one.
func (r *tableReader) items(cell span) []span {
	var starts []marker
	for i := cell.start; i < cell.end; i++ {
		if i > cell.start && !isSpace(r.t.at(i-1)) && !isUnitEnd(r.t.at(i-1)) {
			continue
		}
		m, ok := markerAt(r.t, i)
		if !ok || m.end >= cell.end || m.n != len(starts)+1 || len(starts) > 0 && m.fam != starts[0].fam {
			continue
		}
		starts = append(starts, m)
	}
	if len(starts) == 0 || starts[0].start != cell.start {
		return []span{cell}
	}
	var list []span
	for k, m := range starts {
		end := cell.end
		if k+1 < len(starts) {
			end = starts[k+1].start
		}
		item := r.t.trim(span{m.end, end})
		for item.end > item.start && isUnitEnd(r.t.r[item.end-1]) {
			item.end--
		}
		if item.end-item.start >= shortestTask {
			list = append(list, item)
		}
	}
	return list
}

// names is a cell of units in one line.
func (r *tableReader) names(cell span) string {
	return strings.Join(strings.Fields(r.t.slice(cell)), "、")
}

// figuresIn are the indexes of the figures inside a cell.
func (r *tableReader) figuresIn(cell span) []int {
	if cell.empty() {
		return nil
	}
	list := r.doc.Figures
	from, _ := slices.BinarySearchFunc(list, cell.start, func(f Figure, at int) int { return cmp.Compare(f.Start, at) })
	var found []int
	for i := from; i < len(list) && list[i].Start < cell.end; i++ {
		found = append(found, i)
	}
	return found
}

// addTargets makes the figures of a cell targets of a commitment.
func (r *tableReader) addTargets(c *Commitment, cell span) {
	for _, i := range r.figuresIn(cell) {
		f := &r.doc.Figures[i]
		f.Role = RoleTarget
		c.Targets = append(c.Targets, f.Text)
		c.TargetFigures = append(c.TargetFigures, i)
	}
}

// due reads the cell of the time: its words, and the last day that they name. The
// cell is a deadline of the document, once for all rows that share it.
func (r *tableReader) due(cell span, row taskRow) (words, date string) {
	if cell.empty() {
		return "", ""
	}
	words = strings.Join(strings.Fields(r.t.slice(cell)), " ")
	e, vague := r.timeIn(cell)
	if e == "" && !vague {
		return words, ""
	}
	if cell.start >= row.start && len(r.knownIn(cell)) == 0 {
		r.dues = append(r.dues, Deadline{Start: cell.start, End: cell.end, Text: r.t.slice(cell), Date: e, Vague: vague})
	}
	return words, e
}

// timeIn returns the last day that a cell of times names: that of its last
// expression (启动：3月；完成：9月底前).
func (r *tableReader) timeIn(cell span) (date string, vague bool) {
	base := r.y.at(cell.start)
	for i := cell.start; i < cell.end; {
		if day, end := numericDate(r.t, i, cell.end); day != "" {
			date, vague, i = day, false, end
			continue
		}
		if i > cell.start && isDigit(r.t.at(i-1)) || !mayBeginTime(r.t.r[i]) {
			i++
			continue
		}
		e, ok := timeAt(r.t, i)
		if !ok || e.end > cell.end || e.end <= i {
			i++
			continue
		}
		if day := e.date(base, r.cal); day != "" || e.vague {
			date, vague = day, e.vague
		}
		i = e.end
	}
	if date == "" && base > 0 && r.t.has(cell, wholeYear) {
		date = dayString(base, 12, 31)
	}
	return date, vague
}

// wholeYear are the words of work that goes on to the end of the year.
var wholeYear = words(`全年 常年 年内 当年`)

// knownIn are the deadlines that the prose reader found inside a cell.
func (r *tableReader) knownIn(cell span) []Deadline {
	from, _ := slices.BinarySearchFunc(r.known, cell.start, func(d Deadline, at int) int { return cmp.Compare(d.Start, at) })
	until := from
	for until < len(r.known) && r.known[until].Start < cell.end {
		until++
	}
	return r.known[from:until]
}

// dueInside is the last deadline that stands in what a row promises.
func (r *tableReader) dueInside(body span) (words, date string) {
	if in := r.knownIn(body); len(in) > 0 {
		words, date = in[len(in)-1].Text, in[len(in)-1].Date
	}
	return words, date
}

// numericDate reads 2031-09-30, 2031.9.30, 2031/9/30 and 2031-09, as sheets show
// dates, and returns the last day and the offset behind it.
func numericDate(t *text, i, end int) (string, int) {
	if isDigit(t.at(i - 1)) {
		return "", i
	}
	var parts []int
	for len(parts) < 3 {
		value, next := digitsAt(t, i, end)
		if next == i || len(parts) > 0 && next-i > 2 {
			break
		}
		parts, i = append(parts, value), next
		if i+1 >= end || !strings.ContainsRune("-./－．／", t.r[i]) || !isDigit(t.r[i+1]) {
			break
		}
		i++
	}
	if len(parts) < 2 || parts[0] < 1949 || parts[0] > 2100 || parts[1] < 1 || parts[1] > 12 {
		return "", i
	}
	day := 31
	if len(parts) == 3 {
		day = parts[2]
	}
	if day < 1 || day > 31 {
		return "", i
	}
	return dayString(parts[0], time.Month(parts[1]), day), i
}

// digitsAt reads at most four digits.
func digitsAt(t *text, i, end int) (value, next int) {
	for next = i; next < end && next-i < 4 && isDigit(t.r[next]); next++ {
		value = value*10 + digitValue(t.r[next])
	}
	return value, next
}

// headingBefore is the start of the node that a table stands under, -1 when none.
func (r *tableReader) headingBefore(offset int) int {
	if k := r.o.at(offset - 1); k >= 0 {
		return r.o.nodes[k].start
	}
	return -1
}
