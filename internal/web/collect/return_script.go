package collect

import (
	"time"

	"github.com/a-h/templ"

	"nianlun/internal/base/calendar"
)

// script is what the script of a sheet needs to know beside the cells: until when
// drafts may lie on the device, when the deadline passes and what time it is here,
// and whether the page shows what nobody has saved.
func (p returnPainter) script() templ.Attributes {
	a := templ.Attributes{"data-keep": itoa(p.s.KeepDays)}
	if !p.one.May.Edit {
		return a
	}
	if p.s.Wrong != nil {
		a["data-unsaved"], a["data-tried"] = !p.s.Stored, p.s.Stale == nil
	}
	if due := p.o.Deadline(); !due.IsZero() {
		end := time.Date(due.Year, due.Month, due.Day+1, 0, 0, 0, 0, calendar.Zone)
		a["data-due"], a["data-now"] = end.UTC().Format(time.RFC3339), p.s.Now.UTC().Format(time.RFC3339)
	}
	return a
}
