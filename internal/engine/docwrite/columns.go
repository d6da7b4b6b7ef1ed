package docwrite

import (
	"math"
	"strings"
)

const (
	// cellPadding is the space left and right of a cell's text, in twips.
	cellPadding = 80
	// halfCharTwips is the width of a half character of table text.
	halfCharTwips = tableSize * 5
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
	granted := make([]bool, len(needs))
	left, open := coreWidth, len(needs)
	for again := true; again && open > 0; {
		again = false
		share := left / open
		for i, need := range needs {
			if granted[i] || need > share {
				continue
			}
			granted[i], again = true, true
			left -= need
			open--
		}
	}
	if open == 0 {
		return divide(coreWidth, needs)
	}
	rest := make([]int, 0, open)
	for i, need := range needs {
		if !granted[i] {
			// By the root: twice the text gets more room, but not twice.
			rest = append(rest, int(math.Sqrt(float64(need))))
		}
	}
	rest = divide(left, rest)
	for i := range needs {
		if !granted[i] {
			needs[i], rest = rest[0], rest[1:]
		}
	}
	return needs
}

// naturalWidths is what each column needs for its widest cell on one line.
func naturalWidths(t Table) []int {
	widths := make([]int, t.columnCount())
	for i := range widths {
		widths[i] = narrowest
	}
	eachCell(t, func(column int, c Cell, _ bool) {
		widths[column] = max(widths[column], halfWidth(displayed(c.Inlines)))
	})
	for i, half := range widths {
		// A tenth and a half character of air, for faces that run wide.
		widths[i] = (half*11/10+1)*halfCharTwips + 2*cellPadding
	}
	return widths
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
