package main

import (
	"context"
	"fmt"
	"strings"
)

// rowsOnScreen is the length of the table that is typed into, in a form that takes
// a hundred rows more.
const rowsOnScreen = 1000

// longTable is a form with one long table: 12 columns, their sums, a check of each
// row.
func longTable() string {
	var fields strings.Builder
	for i := range 11 {
		fmt.Fprintf(&fields, "      - {code: c%d, name: 第%d列, type: integer, total: true}\n", i, i)
	}
	return fmt.Sprintf(`form: bench-long
title: 学生花名册
period: month
basis: 区教育局制度
sections:
  - title: 名册
    rows: {code: list, name: 学生, max: %d, key: 姓名}
    fields:
      - {code: name, name: 姓名, type: text, required: true}
%schecks:
  - logic: 第1列 <= 第2列
    each: 学生
    say: 第1列不能大于第2列
`, rowsOnScreen+100, fields.String())
}

// pasteRows pastes a block of n rows by 12 columns into the first row from a row of
// the table on; every fiftieth breaks the check.
func pasteRows(n int) string {
	return fmt.Sprintf(`const lines = Array.from({length: %d}, (_, i) => Array.from({length: 12}, (_, j) => j === 0 ? "学生" + i : String(j === 2 && i %% 50 === 0 ? 999999 : 1000 * j + i)).join("\t"));
		const d = new DataTransfer(); d.setData("text/plain", lines.join("\n"));
		const a = document.querySelector("#f-list td input"); a.focus();
		window.benchBegan = performance.now();
		a.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true}))`, n)
}

// saved tells that nothing waits to be saved.
const saved = `[undefined, "saved"].includes(document.querySelector("[data-draft-state]").dataset.state)`

// cellOf is the input of a cell of the long table.
func cellOf(row, column int) string {
	return fmt.Sprintf(`document.querySelectorAll("#f-list tr[data-row]")[%d].cells[%d].querySelector("input")`, row, column+1)
}

// goTo scrolls to a cell and puts the cursor into it.
func (b *browser) goTo(row, column int) error {
	cell := cellOf(row, column)
	if err := b.run(fmt.Sprintf(`document.querySelector("#f-list").closest(".scroll").scrollTop = %d * document.querySelector("#f-list tr[data-row]:not(.far)").offsetHeight - 200`, row)); err != nil {
		return err
	}
	for range 3 {
		if _, err := b.number(painted); err != nil {
			return err
		}
	}
	return b.until(`(() => { const c = ` + cell + `; c.focus(); return document.activeElement === c })()`)
}

// measureSheet types, moves and pastes in a table of 1,000 rows by 12 columns.
func measureSheet(ctx context.Context, t *table, v *visitor, b *browser, path string) error {
	if _, err := b.open(path); err != nil {
		return err
	}
	pasted, err := b.measure(1, func(int) error { return b.run(pasteRows(rowsOnScreen)) })
	if err != nil {
		return err
	}
	t.costs("paste of 1,000 × 12 cells into an empty table", pasted)
	if err := b.until(saved); err != nil {
		return err
	}
	bytes, body, err := v.again(ctx, path, 10)
	if err != nil {
		return err
	}
	t.times("page of 1,000 rows × 12 columns, first byte", bytes)
	t.add("the same, HTML", "KiB", float64(len(body))/1024, "before compression")
	opened, err := b.open(path)
	if err != nil {
		return err
	}
	t.once("the same, opened in the browser", opened)
	frames, spent, err := b.scroll(12000)
	if err != nil {
		return err
	}
	t.frames("scrolling it", frames, spent)
	return measureKeys(t, b)
}

// keyed is something done with keys again and again.
type keyed struct {
	name  string
	from  [2]int // row and column where it begins; zero stays
	times int
	press func(i int) error
}

func measureKeys(t *table, b *browser) error {
	digit := func(i int) error {
		d := string(rune('0' + i%10))
		return b.key(d, d, int64(d[0]), 0)
	}
	all := []keyed{
		{"a digit typed", [2]int{500, 5}, 60, func(i int) error {
			if i%6 == 0 && i > 0 {
				if err := b.key("ArrowDown", "", 40, 0); err != nil {
					return err
				}
			}
			return digit(i)
		}},
		{"arrow down", [2]int{100, 5}, 80, func(int) error { return b.key("ArrowDown", "", 40, 0) }},
		{"arrow right", [2]int{100, 1}, 10, func(int) error { return b.key("ArrowRight", "", 39, 0) }},
		{"Enter after a digit", [2]int{200, 5}, 40, func(i int) error {
			if i%2 == 0 {
				return digit(i)
			}
			return b.key("Enter", "", 13, 0)
		}},
		{"Ctrl+End, Ctrl+Home", [2]int{0, 1}, 10, func(i int) error {
			if i%2 == 0 {
				return b.key("End", "", 35, control)
			}
			return b.key("Home", "", 36, control)
		}},
		{"selection by Shift and arrow", [2]int{300, 3}, 60, func(int) error { return b.key("ArrowDown", "", 40, shift) }},
		{"row added, row taken out", [2]int{400, 3}, 10, func(i int) error {
			if i%2 == 0 {
				return b.key("Insert", "", 45, alt)
			}
			return b.key("Delete", "", 46, alt)
		}},
		{"1,000 × 12 cells pasted over as many", [2]int{}, 1, func(int) error { return b.run(pasteRows(rowsOnScreen)) }},
		{"Ctrl+Z of it", [2]int{}, 1, func(int) error { return b.key("z", "", 90, control) }},
		{"Ctrl+Y of it", [2]int{}, 1, func(int) error { return b.key("y", "", 89, control) }},
	}
	for _, one := range all {
		if err := b.until(saved); err != nil {
			return fmt.Errorf("before %s: %w", one.name, err)
		}
		if one.from != [2]int{} {
			if err := b.goTo(one.from[0], one.from[1]); err != nil {
				return err
			}
		}
		costs, err := b.measure(one.times, one.press)
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		t.costs(one.name, costs)
	}
	if err := b.until(saved); err != nil {
		return err
	}
	return measureSaving(t, b)
}

// measureSaving is what the page does with the answer to one cell.
func measureSaving(t *table, b *browser) error {
	if err := b.goTo(700, 4); err != nil {
		return err
	}
	if err := b.key("7", "7", '7', 0); err != nil {
		return err
	}
	before, err := b.spent()
	if err != nil {
		return err
	}
	if err := b.until(saved); err != nil {
		return err
	}
	after, err := b.spent()
	if err != nil {
		return err
	}
	t.once("one cell saved and its answer shown", after.minus(before))
	return nil
}
