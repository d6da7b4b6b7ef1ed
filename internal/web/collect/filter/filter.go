// Package filter owns the menus by which the tables of units are narrowed: by type, by
// zone, by state.
//
// It never filters: what a choice leaves of a table is said by the page of that table.
package filter

import (
	"context"
	"slices"

	"nianlun/internal/web/ui"
)

// Menu is a filter with a choice for all.
func Menu(ctx context.Context, key, chosen string, values []string, name, href func(string) string) ui.ChipMenuView {
	menu := ui.ChipMenuView{Words: ui.T(ctx, key), On: chosen != "", Choices: []ui.ChipView{{Words: ui.T(ctx, "collect.filter.all"), Href: href(""), On: chosen == ""}}}
	for _, v := range values {
		if v == chosen {
			menu.Words = name(v)
		}
		menu.Choices = append(menu.Choices, ui.ChipView{Words: name(v), Href: href(v), On: v == chosen})
	}
	return menu
}

// WithNew adds a choice that is not empty and not there yet.
func WithNew(all []string, one string) []string {
	if one == "" || slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}
