package codelist

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"nianlun/internal/web/ui"
)

// fewChanges is how many differences are shown without folding them.
const fewChanges = 12

func current(yes bool) templ.Attributes {
	if !yes {
		return nil
	}
	return templ.Attributes{"aria-current": "true"}
}

func turnPath(v showView) string {
	if v.Closed {
		return v.Href + "/reopen"
	}
	return v.Href + "/close"
}

func itemCols(ctx context.Context, v showView) []ui.Col {
	cols := []ui.Col{{Words: ui.T(ctx, "codelist.column.code")}, {Words: ui.T(ctx, "codelist.column.name")}}
	if v.Parent != "" {
		cols = append(cols, ui.Col{Words: ui.T(ctx, "codelist.column.under")})
	}
	return append(cols, ui.Col{Words: ui.T(ctx, "codelist.column.retired")})
}

// underneath tells whether the grid has the column of what is above.
func (v editView) underneath() bool { return v.draft.Parent != "" }

// rowNumber is the number of a row as people count.
func rowNumber(row gridRow) string { return strconv.Itoa(rowIndex(row) + 1) }

func rowIndex(row gridRow) int {
	n, _ := strconv.Atoi(row.N)
	return n
}

// wiring joins an input to its mistake and to what it offers.
func wiring(c gridCell, list string) templ.Attributes {
	all := templ.Attributes{}
	if c.Wrong != "" {
		all["aria-invalid"], all["aria-describedby"] = "true", c.Name+"-why"
	}
	if list != "" {
		all["list"] = list
	}
	return all
}

// retireWords is what the button of a published row does.
func retireWords(ctx context.Context, row gridRow) string {
	if row.Retired.Value != "" {
		return ui.T(ctx, "codelist.row.revive")
	}
	return ui.T(ctx, "codelist.row.retire")
}
