package sheet

import (
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
)

// MarkCorrected puts the old values on the cells that were corrected after the
// return was locked; of a cell that was corrected twice, the latest.
func (p Painter) MarkCorrected(page formhtml.Page) {
	was := map[string]string{}
	for _, m := range p.o.Paper.Corrected {
		was[m.Path] = ui.T(p.ctx, "correction.was", "value", say.OrBlank(p.ctx, m.Was), "at", say.Clock(p.ctx, m.At), "who", m.By)
	}
	if len(was) == 0 {
		return
	}
	mark := func(cells []formhtml.Cell) {
		for i := range cells {
			cells[i].Was = was[cells[i].Name]
		}
	}
	for i := range page.Sections {
		mark(page.Sections[i].Fields)
		if table := page.Sections[i].Table; table != nil {
			for _, row := range table.Rows {
				mark(row.Cells)
			}
		}
	}
}
