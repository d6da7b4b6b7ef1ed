package formxlsx

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
)

// table writes a section with rows as a grid.
func (s *returnSheet) table(section *form.Section) error {
	list := section.Rows.Code
	if err := s.tableHead(section); err != nil {
		return err
	}
	first := s.page.row + 1
	number := 0
	for _, row := range s.rowsOf(section) {
		number++
		if err := s.tableRow(section, row, number); err != nil {
			return err
		}
	}
	if number > 0 {
		s.tables[list] = rows{first, s.page.row}
		for i := range section.Fields {
			if f := &section.Fields[i]; answerable(f) {
				if err := s.page.check(f, at(valueAt+i, first)+":"+at(valueAt+i, s.page.row), s.decides(f, first), true); err != nil {
					return err
				}
			}
		}
	}
	return s.tableEnd(section, list, first)
}

func (s *returnSheet) tableHead(section *form.Section) error {
	list := section.Rows.Code
	codes := []cell{{value: nameColumn, look: look{role: roleCode, format: textFormat}}}
	names := []cell{{value: legible(section.Rows.Name), look: look{role: roleHead, format: textFormat}}}
	height := 20.0
	for i := range section.Fields {
		f := &section.Fields[i]
		name := s.label(f, true)
		codes = append(codes, cell{value: f.Code, look: look{role: roleCode, format: textFormat}})
		names = append(names, cell{value: name, look: look{role: roleHead, format: textFormat}})
		if i > 0 {
			height = max(height, heightOf(name, columnWidth-2))
		}
	}
	if err := s.page.write(rowOptions{code: headCode + list, hidden: true}, codes...); err != nil {
		return err
	}
	for i := range section.Fields {
		s.place(&section.Fields[i], s.page.row+1, valueAt+i)
	}
	return s.page.write(rowOptions{code: namesCode + list, height: height}, names...)
}

// rowsOf are the rows of a table as they are offered: the given ones, or those that are there and blank ones.
func (s *returnSheet) rowsOf(section *form.Section) []form.Row {
	rows := section.Rows
	if len(rows.Fixed) > 0 {
		return fixedRows(rows, s.book.Values)
	}
	offered := append([]form.Row(nil), s.book.Values.Rows(rows.Code)...)
	var used []string
	for _, row := range offered {
		used = append(used, row.Key)
	}
	if s.book.Previous != nil {
		for _, row := range s.book.Previous.Rows(rows.Code) {
			used = append(used, row.Key)
		}
	}
	spare := s.book.Spare
	if spare == 0 {
		spare = DefaultSpare
	}
	for range min(spare, rows.Max-len(offered)) {
		key := form.NextRowKey(used...)
		used = append(used, key)
		offered = append(offered, form.Row{Key: key})
	}
	return offered
}

func fixedRows(rows *form.Rows, values form.Values) []form.Row {
	out := make([]form.Row, len(rows.Fixed))
	for i, option := range rows.Fixed {
		row, _ := values.Row(rows.Code, option.Code)
		out[i] = form.Row{Key: option.Code, Fields: row.Fields}
	}
	return out
}

func (s *returnSheet) tableRow(section *form.Section, row form.Row, number int) error {
	list := section.Rows.Code
	name := itoa(number)
	if len(section.Rows.Fixed) > 0 {
		name = section.Rows.Fixed[number-1].Name
	}
	known, _ := s.book.Known.Row(list, row.Key)
	cells := []cell{{value: legible(name), look: look{role: roleLabel, format: textFormat, align: "center"}}}
	height := max(20, heightOf(name, nameWidth))
	for i := range section.Fields {
		f := &section.Fields[i]
		v := rowValue(row, f.Code)
		c := s.written(f, v, rowValue(known, f.Code), s.book.Raw[form.CellPath(list, row.Key, f.Code)])
		if text, isText := c.value.(string); isText {
			width := columnWidth
			if i == 0 {
				width = valueWidth
			}
			height = max(height, heightOf(text, width))
		}
		cells = append(cells, c)
	}
	return s.page.write(rowOptions{code: string(form.RowPath(list, row.Key)), height: height}, cells...)
}

// tableEnd closes a table with its totals, or with an empty line.
func (s *returnSheet) tableEnd(section *form.Section, list string, first int) error {
	last := s.page.row
	cells := []cell{{value: s.t("formxlsx.total"), look: look{role: roleTotal, align: "center"}}}
	any := false
	for i := range section.Fields {
		f := &section.Fields[i]
		c := cell{look: look{role: roleTotal, align: "right"}}
		if f.Total && last >= first {
			any = true
			c.look.format = valueLook(f).format
			c.value = sum(f, s.book.Values.Rows(list)).InexactFloat64()
			if kindOf(f) == kindShown {
				cells = append(cells, c)
				continue // Excel does not compute the cells above anew
			}
			c.formula = "SUM(" + at(valueAt+i, first) + ":" + at(valueAt+i, last) + ")"
		}
		cells = append(cells, c)
	}
	if !any {
		return s.page.write(rowOptions{code: endCode + list, height: 8})
	}
	if err := s.page.write(rowOptions{code: endCode + list}, cells...); err != nil {
		return err
	}
	return s.page.write(rowOptions{height: 8})
}

func sum(f *form.Field, rows []form.Row) decimal.Decimal {
	total := decimal.Zero
	for _, row := range rows {
		total = total.Add(rowValue(row, f.Code).Number())
	}
	if kindOf(f) == kindShare {
		total = total.Shift(-2)
	}
	return total
}
