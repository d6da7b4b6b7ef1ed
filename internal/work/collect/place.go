package collect

import (
	"strconv"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// placeText names a cell for a message in any language: the field's name, or
// the row and the field. The words are the form's and the person's own.
func placeText(p form.Place) any {
	if p.Number == 0 {
		return p.Field
	}
	var row any = p.Row
	if p.Row == "" {
		row = i18n.Msg("form.place.row", "table", p.Table, "n", strconv.Itoa(p.Number))
	}
	return i18n.Msg("form.place.cell", "row", row, "field", p.Field)
}

// addIssue names a cell that must be mended.
func addIssue(bad *fault.Error, issue form.Issue) {
	_ = bad.With(issue.Path.String(), issue.Key(), append(issue.Args(), "field", placeText(issue.Place))...)
}
