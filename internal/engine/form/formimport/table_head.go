package formimport

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form/formxlsx"
)

// sheetGrid finds cells by place, with joined cells filled.
type sheetGrid struct {
	sheet formxlsx.Sheet
	rows  []int // that have something in them
	cells map[[2]int]formxlsx.SheetCell
	joins map[[2]int]formxlsx.Range // of the top rows, by each place in them
	width int
}

// gridOf looks at the first rows and columns only, as far as the bounds.
func gridOf(s formxlsx.Sheet) sheetGrid {
	g := sheetGrid{sheet: s, cells: map[[2]int]formxlsx.SheetCell{}, joins: map[[2]int]formxlsx.Range{}}
	for _, row := range s.Rows {
		if len(g.rows) == maxBody+maxHead {
			break
		}
		some := false
		for _, c := range row.Cells {
			if c.Column <= maxColumns && (c.Text != "" || c.Formula != "") {
				g.cells[[2]int{row.Number, c.Column}] = c
				g.width = max(g.width, c.Column)
				some = true
			}
		}
		if some && (len(g.rows) == 0 || g.rows[len(g.rows)-1] < row.Number) {
			g.rows = append(g.rows, row.Number)
		}
	}
	for _, m := range s.Merges {
		g.join(m)
	}
	return g
}

// join remembers a range of joined cells among the rows in which a head can be. A range that a hostile file makes huge
// costs no more than the bounds.
func (g *sheetGrid) join(m formxlsx.Range) {
	if len(g.rows) == 0 || m.Top > g.rows[0]+4*maxHead {
		return
	}
	for row := m.Top; row <= min(m.Bottom, m.Top+maxHead); row++ {
		for col := m.Left; col <= min(m.Right, maxColumns); col++ {
			g.joins[[2]int{row, col}] = m
		}
	}
}

// text is what stands in a place, or in the range of joined cells around it.
func (g *sheetGrid) text(row, col int) string {
	if m, joined := g.joins[[2]int{row, col}]; joined {
		row, col = m.Top, m.Left
	}
	return g.cells[[2]int{row, col}].Text
}

// wide is how many columns of a row hold different things.
func (g *sheetGrid) wide(row int) int {
	n := 0
	for col := 1; col <= g.width; col++ {
		if _, found := g.cells[[2]int{row, col}]; found {
			n++
		}
	}
	return n
}

// worded reports whether every cell of a row holds words.
func (g *sheetGrid) worded(row int) bool {
	for col := 1; col <= g.width; col++ {
		c, found := g.cells[[2]int{row, col}]
		if found && (c.Shown != formxlsx.ShownText || c.Formula != "" || numberText.MatchString(c.Text)) {
			return false
		}
	}
	return true
}

// findHead finds the rows of the head: the first row with words in two columns at least, and those below it that
// joined cells or blanks above make part of it. What stands above is title and remarks.
func (t *table) findHead() bool {
	g := &t.grid
	for i, row := range g.rows {
		if i >= 4*maxHead {
			return false
		}
		if g.wide(row) < 2 || !g.worded(row) || remarks(g, row) {
			t.above(row)
			continue
		}
		t.top = row
		t.bottom = min(t.lastHead(i), row+maxHead-1)
		t.findBody()
		return true
	}
	return false
}

// above reads a row over the head: the first is the title, and 单位：万元 is the unit of every number.
func (t *table) above(row int) {
	g := &t.grid
	for col := 1; col <= g.width; col++ {
		text := g.cells[[2]int{row, col}].Text
		if unit, found := unitOf(text); found {
			t.unit = unit
			continue
		}
		if t.title == "" && text != "" && !strings.ContainsAny(text, ":：") {
			t.title = strings.TrimSpace(text)
		}
	}
}

// remarks reports whether every cell of a row is a remark such as 填报单位：.
func remarks(g *sheetGrid, row int) bool {
	for col := 1; col <= g.width; col++ {
		text := g.cells[[2]int{row, col}].Text
		if text != "" && !strings.ContainsAny(text, ":：") && strings.Trim(text, "_＿ 年月日\u00a0") != "" {
			return false
		}
	}
	return true
}

// lastHead goes down from the first row of the head, the i-th that has anything.
func (t *table) lastHead(i int) int {
	g := &t.grid
	last := g.rows[i]
	for i < len(g.rows) && g.rows[i] <= last {
		i++
	}
	for {
		deeper := last
		for col := 1; col <= g.width; col++ {
			if m, joined := g.joins[[2]int{last, col}]; joined {
				deeper = max(deeper, m.Bottom)
				if m.Bottom == last && m.Right > m.Left && i < len(g.rows) && g.worded(g.rows[i]) && below(g, m, g.rows[i]) {
					deeper = max(deeper, g.rows[i])
				}
			}
		}
		if deeper == last && t.openAbove(last, i) {
			deeper = g.rows[i]
		}
		if deeper == last || deeper > t.top+maxHead {
			return last
		}
		last = deeper
		for i < len(g.rows) && g.rows[i] <= last {
			i++
		}
	}
}

// below reports whether a row has words in two columns under a range: the parts of a group.
func below(g *sheetGrid, m formxlsx.Range, row int) bool {
	n := 0
	for col := m.Left; col <= min(m.Right, g.width); col++ {
		if _, found := g.cells[[2]int{row, col}]; found {
			n++
		}
	}
	return n > 1
}

// openAbove reports whether a row of words fills blanks of the head above it, and numbers follow: a group whose cells
// nobody joined.
func (t *table) openAbove(last, i int) bool {
	g := &t.grid
	if i+1 >= len(g.rows) || !g.worded(g.rows[i]) || g.worded(g.rows[i+1]) {
		return false
	}
	for col := 2; col <= g.width; col++ {
		if g.text(last, col) == "" && g.text(last, col-1) != "" && g.text(g.rows[i], col) != "" && g.text(g.rows[i], col-1) != "" {
			return true
		}
	}
	return false
}

// findBody lists the rows below the head, without the row that numbers columns (甲 乙 1 2) and without totals.
func (t *table) findBody() {
	for _, row := range t.grid.rows {
		if row <= t.bottom || len(t.body) >= maxBody {
			continue
		}
		switch {
		case len(t.body) == 0 && t.total == 0 && t.counts(row):
			t.notes.add(false, t.grid.sheet.At(1, row), Numbering, "name", itoa(row))
		case remarks(&t.grid, row):
		case t.isTotal(row):
			t.total = row
			t.notes.add(false, t.grid.sheet.At(1, row), TotalRow, "name", t.firstText(row))
		default:
			t.body = append(t.body, row)
		}
	}
}

// counts reports whether a row numbers the columns.
func (t *table) counts(row int) bool {
	next, some := 1, 0
	for col := 1; col <= t.grid.width; col++ {
		text := strings.Trim(t.grid.text(row, col), "()（）[] ")
		switch {
		case text == "" || slices.Contains([]string{"甲", "乙", "丙", "丁", "戊"}, text):
			continue
		case text == itoa(next):
			next++
			some++
		default:
			return false
		}
	}
	return some > 1
}

func (t *table) firstText(row int) string {
	for col := 1; col <= t.grid.width; col++ {
		if text := t.grid.text(row, col); text != "" {
			return text
		}
	}
	return ""
}

func (t *table) isTotal(row int) bool {
	word := strings.ToLower(strings.Join(strings.Fields(t.firstText(row)), ""))
	return slices.Contains([]string{"合计", "总计", "全区合计", "全县合计", "全市合计", "total"}, word)
}

// columns reads the head of each column and gathers what stands below it.
func (t *table) columns() {
	for col := 1; col <= t.grid.width; col++ {
		texts := t.headTexts(col)
		if len(texts) == 0 {
			continue
		}
		c := &column{place: col, groups: texts[:len(texts)-1]}
		c.name, c.unit, c.remark = takeApart(texts[len(texts)-1])
		groupUnit := ""
		for i := range c.groups {
			name, unit, _ := takeApart(c.groups[i])
			c.groups[i], groupUnit = name, firstFilled(unit, groupUnit) // the nearest group that has one
		}
		c.unit = firstFilled(c.unit, groupUnit)
		for _, row := range t.body {
			cell, found := t.grid.cells[[2]int{row, col}]
			if found {
				c.texts = append(c.texts, cell)
			}
		}
		c.typ = guessType(c)
		c.role = t.role(c)
		t.cols = append(t.cols, c)
	}
}

// headTexts are the texts of a column's head from the top, each once. Above a part of a group whose cells are not joined
// stands what stands left of it.
func (t *table) headTexts(col int) []string {
	var texts []string
	for row := t.top; row <= t.bottom; row++ {
		text := t.grid.text(row, col)
		for left := col - 1; text == "" && row < t.bottom && left > 0 && t.grid.text(t.bottom, col) != ""; left-- {
			text = t.grid.text(row, left)
		}
		text = strings.Join(strings.Fields(text), "")
		if text != "" && (len(texts) == 0 || texts[len(texts)-1] != text) {
			texts = append(texts, text)
		}
	}
	return texts
}

var unitNames = []string{"学校", "学校名称", "校名", "单位", "单位名称", "园所", "园所名称", "幼儿园", "幼儿园名称", "学校（单位）", "填报单位", "school", "schoolname"}

func (t *table) role(c *column) columnRole {
	name := strings.ToLower(strings.Join(strings.Fields(c.name), ""))
	if slices.Contains(unitNames, name) && len(c.groups) == 0 {
		return namesUnit
	}
	if slices.Contains([]string{"序号", "编号", "行次", "no", "no."}, name) && len(c.groups) == 0 {
		return numbers
	}
	return asksValue
}
