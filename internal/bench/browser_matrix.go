package main

import (
	"context"
	"fmt"
)

// measureMatrix moves about in the matrix of a campaign.
func measureMatrix(ctx context.Context, t *table, v *visitor, b *browser, path string) error {
	first, body, err := v.again(ctx, path, 10)
	if err != nil {
		return err
	}
	opened, err := b.open(path)
	if err != nil {
		return err
	}
	rows, err := b.number(`document.querySelectorAll("table.matrix tbody tr:not(.group)").length`)
	if err != nil {
		return err
	}
	columns, err := b.number(`document.querySelector("table.matrix tbody tr:not(.group)").querySelectorAll("td.c").length`)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("matrix of %.0f units × %.0f periods", rows, columns)
	t.times(name+", first byte", first)
	t.add("the same, HTML", "KiB", float64(len(body))/1024, "before compression")
	t.once("the same, opened in the browser", opened)
	frames, spent, err := b.scroll(12000)
	if err != nil {
		return err
	}
	t.frames("scrolling it", frames, spent)
	if err := b.run(`document.querySelector("table.matrix td.c a[tabindex='0'], table.matrix td.c a").focus()`); err != nil {
		return err
	}
	for _, move := range []struct {
		name, key string
		code      int64
		modifiers int64
		times     int
	}{
		{"arrow down in the matrix", "ArrowDown", 40, 0, 80}, {"arrow right in the matrix", "ArrowRight", 39, 0, 8},
		{"page down in the matrix", "PageDown", 34, 0, 20}, {"Ctrl+End, Ctrl+Home in the matrix", "End", 35, control, 1},
	} {
		costs, err := b.measure(move.times, func(int) error { return b.key(move.key, "", move.code, move.modifiers) })
		if err != nil {
			return err
		}
		t.costs(move.name, costs)
	}
	return nil
}
