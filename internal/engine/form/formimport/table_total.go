package formimport

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form/formdraft"
)

// totalNames are the heads of columns that hold the sum of the columns beside them.
var totalNames = []string{"合计", "小计", "总计", "共计", "总数", "计"}

// bareNames say nothing without the group above them.
var bareNames = append([]string{"男", "女", "其中男", "其中女", "数量", "人数", "金额", "面积"}, totalNames...)

// totals makes a check of each column that holds the sum of the others in its group: one that the values below do not
// contradict. each is the name of the table for rows of which it is computed, empty for none.
func (t *table) totals(each string) {
	for _, c := range t.cols {
		if c.field.Code == "" || !slices.Contains(totalNames, c.name) || len(c.groups) == 0 {
			continue
		}
		parts := t.partsOf(c)
		if len(parts) < 2 || !t.addsUp(c, parts) {
			continue
		}
		var names []string
		for _, p := range parts {
			names = append(names, speakableOr(p.field))
		}
		total, sum := speakableOr(c.field), strings.Join(names, " + ")
		t.draft.Checks = append(t.draft.Checks, formdraft.Check{Logic: total + " == " + sum, Each: each,
			Say: c.field.Name + "（{" + total + "}）应等于各项之和（{" + sum + "}）。"})
		t.notes.add(false, t.headAt(c), TotalColumn, "name", c.field.Name, "parts", sum)
	}
}

// partsOf are the columns of numbers beside a total in its group.
func (t *table) partsOf(total *column) []*column {
	var parts []*column
	for _, c := range t.cols {
		switch {
		case c == total || !slices.Equal(c.groups, total.groups):
		case c.field.Code == "" || c.field.Type != total.field.Type || strings.HasPrefix(c.name, "其中") || slices.Contains(totalNames, c.name):
			return nil
		default:
			parts = append(parts, c)
		}
	}
	return parts
}

// addsUp tells whether no row says otherwise.
func (t *table) addsUp(total *column, parts []*column) bool {
	for _, row := range t.body {
		sum := decimal.Zero
		want, known := t.numberAt(row, total)
		for _, p := range parts {
			n, found := t.numberAt(row, p)
			sum, known = sum.Add(n), known && found
		}
		if known && !sum.Equal(want) {
			return false
		}
	}
	return true
}

func (t *table) numberAt(row int, c *column) (decimal.Decimal, bool) {
	n, err := decimal.NewFromString(strings.ReplaceAll(t.grid.text(row, c.place), ",", ""))
	return n, err == nil
}
