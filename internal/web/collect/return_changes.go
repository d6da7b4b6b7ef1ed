package collect

import (
	"slices"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// partName is the query that asks for a part of a return: the changes, or all.
const (
	partName    = "show"
	partChanges = "changes"
	partWhole   = "all"
)

// changesView shows what was changed since a return was sent back.
type changesView struct {
	Title string
	By    string
	Rows  []mendedRow
	Whole bool // the return follows
	Other ui.BtnView
}

type mendedRow struct {
	ID, Place, Old, New string
	Same                bool
	Reasons, Answers    []string
}

// changes are shown alone to whoever decides on a return that was handed in
// again; everybody can look at the whole of it. Links to cells that are not among
// them lead there.
func (p returnPainter) changes(page *formhtml.Page) *changesView {
	c := p.one.Changes
	if c == nil {
		return nil
	}
	may := p.one.May
	decides := p.o.State == collect.Submitted && (may.Review || may.SendBack || may.Sign)
	view := &changesView{
		Title: ui.T(p.ctx, "collect.changes", "n", changed(c.Cells)), By: ui.T(p.ctx, "collect.changes.by", "who", c.Mark.By, "at", say.Clock(p.ctx, c.Mark.At)),
		Whole: p.s.Part == partWhole || p.s.Part != partChanges && !decides,
	}
	href := collect.Link(p.o.ID) + "?" + partName + "="
	view.Other = ui.BtnView{Words: ui.T(p.ctx, "collect.changes.whole"), Href: href + partWhole}
	if view.Whole {
		view.Other = ui.BtnView{Words: ui.T(p.ctx, "collect.changes.only"), Href: href + partChanges}
	}
	for _, cell := range c.Cells {
		view.Rows = append(view.Rows, p.mendedRow(cell, view.Whole))
	}
	for i := range page.Problems {
		at := func(row mendedRow) bool { return row.ID == page.Problems[i].Cell }
		if !view.Whole && !slices.ContainsFunc(view.Rows, at) {
			page.Problems[i].Link = href + partWhole + "#" + page.Problems[i].Cell
		}
	}
	return view
}

func changed(cells []collect.ChangedCell) int {
	n := 0
	for _, c := range cells {
		if !c.Same() {
			n++
		}
	}
	return n
}

func (p returnPainter) mendedRow(c collect.ChangedCell, whole bool) mendedRow {
	row := mendedRow{ID: sheet.CellID(c.Path.String()), Place: form.PlaceOf(p.one.Definition, p.one.Values, c.Path).Label(p.T), Same: c.Same()}
	if whole {
		row.ID = "" // the cell itself is on the page
	}
	if f, ok := p.one.Definition.Field(c.Path.Key()); ok {
		row.Old, row.New = f.Type.Show(f, c.Old), f.Type.Show(f, c.New)
	}
	for _, m := range c.Marks {
		row.Reasons, row.Answers = append(row.Reasons, m.Reason), append(row.Answers, m.Answer)
	}
	return row
}
