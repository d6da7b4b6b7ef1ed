package docwrite

import (
	"math"
	"slices"
	"strings"
)

const (
	// cellPadding is the space left and right of a cell's text, in twips.
	cellPadding = 80
	// narrowest keeps a column readable, in half characters.
	narrowest = 4
)

// columnWidths gives the widths of the columns in twips; they add up to the
// width of the core.
func columnWidths(t Table) []int {
	shares := make([]int, t.columnCount())
	for i := range shares {
		if i >= len(t.Columns) || t.Columns[i].Width <= 0 {
			return fittedWidths(t)
		}
		shares[i] = t.Columns[i].Width
	}
	return divide(coreWidth, shares)
}

// fittedWidths gives columns that need little what they need, and divides the
// rest among the others, so that numbers do not wrap because a neighbour holds
// long text.
func fittedWidths(t Table) []int {
	needs := naturalWidths(t)
	wide, left := grantNarrow(needs)
	if len(wide) == 0 {
		return divide(coreWidth, needs)
	}
	roots := make([]int, len(wide))
	for i, column := range wide {
		// By the root: twice the text gets more room, but not twice.
		roots[i] = int(math.Sqrt(float64(needs[column])))
	}
	for i, width := range divide(left, roots) {
		needs[wide[i]] = width
	}
	return needs
}

// grantNarrow finds the columns that get what they need, because that is no
// more than an equal share of the room or a fifth above it. It returns the
// others and the room that is left for them.
func grantNarrow(needs []int) (wide []int, left int) {
	byNeed := make([]int, len(needs))
	for column := range byNeed {
		byNeed[column] = column
	}
	slices.SortStableFunc(byNeed, func(a, b int) int { return needs[a] - needs[b] })
	left = coreWidth
	for i, column := range byNeed {
		open := len(byNeed) - i
		share := left / open
		if open > 1 {
			share += share / 5
		}
		if needs[column] > share {
			return byNeed[i:], left
		}
		left -= needs[column]
	}
	return nil, left
}

// naturalWidths is what each column needs for its widest cell on one line, in
// twips.
func naturalWidths(t Table) []int {
	quarters := make([]int, t.columnCount())
	for i := range quarters {
		quarters[i] = narrowest * 4
	}
	eachCell(t, func(column int, c Cell, _ bool) {
		quarters[column] = max(quarters[column], roomFor(displayed(c.Inlines)))
	})
	widths := quarters
	for i, q := range quarters {
		air := 6 // one and a half half characters
		widths[i] = (q+air)*t.halfChar()/4 + 2*cellPadding
	}
	return widths
}

// roomFor is the width of a text in quarters of a half character, as wide as
// it gets: where Times is missing, digits run a quarter wider, and programs
// that do not know how to leave it out put a gap of half a half character
// between Chinese and other characters.
func roomFor(text string) int {
	quarters, last := 0, 0
	for _, r := range text {
		w := runeWidth(r)
		if last != 0 && w != last {
			quarters += 2
		}
		quarters += 4*w + 2 - w
		last = w
	}
	return quarters
}

// halfChar is the width of a half character of the table's text in twips.
func (t Table) halfChar() int {
	if t.small {
		return smallSize * 5
	}
	return tableSize * 5
}

// divide splits a total in proportion to the shares, without a remainder.
func divide(total int, shares []int) []int {
	sum := 0
	for _, s := range shares {
		sum += s
	}
	parts := make([]int, len(shares))
	used, seen := 0, 0
	for i, s := range shares {
		seen += s
		end := total * seen / sum
		parts[i] = end - used
		used = end
	}
	return parts
}

// columnAligns resolves Auto.
func columnAligns(t Table) []Align {
	aligns := make([]Align, t.columnCount())
	numbers := numericColumns(t)
	for i := range aligns {
		if i < len(t.Columns) && t.Columns[i].Align != Auto {
			aligns[i] = t.Columns[i].Align
			continue
		}
		aligns[i] = Left
		if numbers[i] {
			aligns[i] = Right
		}
	}
	return aligns
}

// numericColumns tells which columns hold at least one number and otherwise
// only numbers, blanks and dashes.
func numericColumns(t Table) []bool {
	numbers := make([]bool, t.columnCount())
	words := make([]bool, t.columnCount())
	eachCell(t, func(column int, c Cell, head bool) {
		text := displayed(c.Inlines)
		switch {
		case head, strings.Trim(text, " -—–/\n") == "":
		case isNumber(text):
			numbers[column] = true
		default:
			words[column] = true
		}
	})
	for i := range numbers {
		numbers[i] = numbers[i] && !words[i]
	}
	return numbers
}

// isNumber accepts a number with sign, grouping, decimals and per cent, without
// a unit.
func isNumber(text string) bool {
	text = strings.TrimSpace(text)
	text = strings.TrimLeft(text, "+-−±")
	text = strings.TrimRight(text, "%‰ ")
	return strings.ContainsAny(text, "0123456789") && strings.IndexFunc(text, notNumeric) < 0
}

func notNumeric(r rune) bool {
	return (r < '0' || r > '9') && r != ',' && r != '.'
}

// eachCell visits the cells that cover one column only; one that spans several
// says nothing about any of them.
func eachCell(t Table, visit func(column int, c Cell, head bool)) {
	visitRow := func(row []Cell, head bool) {
		column := 0
		for _, c := range row {
			if c.span() == 1 {
				visit(column, c, head)
			}
			column += c.span()
		}
	}
	visitRow(t.Header, true)
	for _, row := range t.Rows {
		visitRow(row, false)
	}
}
