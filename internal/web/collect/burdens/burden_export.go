package burdens

import (
	"bytes"
	"context"
	"net/http"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/sheet"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// burdenBook sends what the page shows as a workbook: the schools by months, the
// schools' years, and the forms.
func (p Pages) burdenBook(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by, q := door.By(ctx), burdenQueryOf(r)
	b, err := p.Returns.Burden(ctx, by, q.Year)
	if err != nil {
		return err
	}
	title := ui.T(ctx, "burden.title.year", "year", q.Year)
	units := q.units(b.Units)
	book := sheet.Book{Title: title, Author: by.Name, Sheets: []sheet.Sheet{
		monthSheet(ctx, units, q, capLines(ctx, b.Caps)), yearSheet(ctx, units), formSheet(ctx, b.Forms),
	}}
	var out bytes.Buffer
	if err := sheet.Write(&out, book); err != nil {
		return err
	}
	return door.SendBook(w, r, title+".xlsx", out.Bytes())
}

// unitColumns are the columns that say which unit a row is of.
func unitColumns(ctx context.Context) []sheet.Column {
	return []sheet.Column{
		{Head: ui.T(ctx, "collect.col.unit"), Width: 28}, {Head: ui.T(ctx, "collect.filter.type"), Width: 16}, {Head: ui.T(ctx, "collect.filter.zone"), Width: 14},
	}
}

func unitCells(ctx context.Context, u collect.UnitBurden) []sheet.Cell {
	return []sheet.Cell{sheet.Text(u.Unit.Name), sheet.Text(ui.T(ctx, u.Unit.Type.Key())), sheet.Text(u.Unit.Zone)}
}

func monthSheet(ctx context.Context, units []collect.UnitBurden, q burdenQuery, notes []string) sheet.Sheet {
	measure := ui.T(ctx, "burden.measure."+string(q.Measure))
	out := sheet.Sheet{
		Name: measure, Title: ui.T(ctx, "burden.table.year", "year", q.Year, "measure", measure), Columns: unitColumns(ctx), Frozen: 1, Notes: notes,
	}
	for m := 1; m <= 12; m++ {
		out.Columns = append(out.Columns, sheet.Column{Head: monthWords(ctx, q.Year, m), Kind: q.Measure.kind(), Width: 8})
	}
	out.Columns = append(out.Columns, sheet.Column{Head: ui.T(ctx, "burden.col.year"), Kind: q.Measure.kind(), Width: 10})
	for _, u := range units {
		row := unitCells(ctx, u)
		for _, l := range u.Months {
			row = append(row, q.Measure.cell(l))
		}
		out.Rows = append(out.Rows, append(row, q.Measure.cell(u.Year)))
	}
	return out
}

func yearSheet(ctx context.Context, units []collect.UnitBurden) sheet.Sheet {
	out := sheet.Sheet{Name: ui.T(ctx, "burden.sheet.year"), Columns: unitColumns(ctx), Frozen: 1}
	for _, m := range burdenMeasures {
		out.Columns = append(out.Columns, sheet.Column{Head: ui.T(ctx, "burden.measure."+m), Kind: burdenMeasure(m).kind(), Width: 14})
	}
	out.Columns = append(out.Columns, sheet.Column{Head: ui.T(ctx, "burden.col.over"), Width: 30})
	for _, u := range units {
		row := unitCells(ctx, u)
		for _, m := range burdenMeasures {
			row = append(row, burdenMeasure(m).cell(u.Year))
		}
		out.Rows = append(out.Rows, append(row, sheet.Text(say.Excess(ctx, u.Excess))))
	}
	return out
}

func formSheet(ctx context.Context, forms []collect.FormBurden) sheet.Sheet {
	out := sheet.Sheet{Name: ui.T(ctx, "burden.forms"), Columns: []sheet.Column{{Head: ui.T(ctx, "burden.col.form"), Width: 32}}, Frozen: 1}
	for _, m := range burdenMeasures {
		out.Columns = append(out.Columns, sheet.Column{Head: ui.T(ctx, "burden.measure."+m), Kind: burdenMeasure(m).kind(), Width: 14})
	}
	for _, f := range forms {
		row := []sheet.Cell{sheet.Text(f.Title)}
		for _, m := range burdenMeasures {
			row = append(row, burdenMeasure(m).cell(f.Load))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// kind is how the numbers of a measure are shown in a workbook.
func (m burdenMeasure) kind() sheet.Kind {
	if m == byKept {
		return sheet.KindPercent
	}
	return sheet.KindNumber
}

// cell is a load's number; empty where there is none.
func (m burdenMeasure) cell(l collect.Load) sheet.Cell {
	n := m.number(l)
	if n < 0 || l.Returns == 0 {
		return sheet.Cell{}
	}
	return sheet.Number(decimal.NewFromInt(int64(n)))
}
