package collect

import (
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
)

// MarkCorrected puts the old values on the cells that were corrected after the
// return was locked; of a cell that was corrected twice, the latest.
func (p ReturnPainter) MarkCorrected(page formhtml.Page) {
	was := map[string]string{}
	for _, m := range p.o.Paper.Corrected {
		was[m.Path] = ui.T(p.ctx, "correction.was", "value", orBlank(p.ctx, m.Was), "at", say.Clock(p.ctx, m.At), "who", m.By)
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

// changesWords are the cells of a correction with both values, a line each.
func (p ReturnPainter) changesWords(cells []historyCell) string {
	var lines []string
	for _, c := range cells {
		place := form.PlaceOf(p.one.Definition, p.one.Values, form.Path(c.Path)).Label(p.T)
		lines = append(lines, ui.T(p.ctx, "correction.changed", "cell", place, "old", p.read(c.Path, c.Old), "new", p.read(c.Path, c.New)))
	}
	return strings.Join(lines, "\n")
}

// read is a stored text as people read it.
func (p ReturnPainter) read(path, text string) string {
	f, ok := p.one.Definition.Field(form.Path(path).Key())
	if !ok || text == "" {
		return orBlank(p.ctx, text)
	}
	v, wrong := f.Type.Decode(f, text)
	if wrong != nil {
		return text
	}
	return ShownValue(p.ctx, p.one, f, v)
}
