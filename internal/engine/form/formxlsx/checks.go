package formxlsx

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// placed tells where the answers stand on the sheet of one return.
func (s *returnSheet) placed() placed {
	return placed{def: s.form.Def,
		cell: func(f *form.Field) (string, bool) {
			spot, found := s.places[f.Key()]
			if f.List == "" {
				return fixed(spot.column, spot.row), found
			}
			table, isWritten := s.tables[f.List]
			return "$" + at(spot.column, table.first), found && isWritten
		},
		column: func(f *form.Field) (string, bool) {
			spot, found := s.places[f.Key()]
			table, isWritten := s.tables[f.List]
			return fixed(spot.column, table.first) + ":" + fixed(spot.column, table.last), found && isWritten
		},
		before: func(f *form.Field) form.Value {
			if s.book.Previous == nil {
				return form.Value{}
			}
			return s.book.Previous.Get(form.FieldPath(f.Code))
		},
	}
}

// checkList colours the cells where a check does not hold while the return is filled, and ends the sheet with what has to
// hold and whether it does. Checks that Excel has no words for are the server's; they are not listed.
func (s *returnSheet) checkList() error {
	all := checkFormulas(s.placed())
	for i, c := range all {
		for _, f := range c.marks {
			spot := s.places[f.Key()]
			cells := at(spot.column, spot.row)
			if c.rows != "" {
				cells = at(spot.column, s.tables[c.rows].first) + ":" + at(spot.column, s.tables[c.rows].last)
			}
			if err := s.page.colourFailed(c, cells); err != nil {
				return err
			}
		}
		if i == 0 {
			if err := s.checkHead(); err != nil {
				return err
			}
		}
		if err := s.checkRow(c); err != nil {
			return err
		}
	}
	return s.misplaced()
}

func (s *returnSheet) checkHead() error {
	if err := s.line(s.t("formxlsx.checks.title"), look{role: roleSection}, 28); err != nil {
		return err
	}
	if err := s.line(s.t("formxlsx.checks.help"), look{role: roleInfo}, 0); err != nil {
		return err
	}
	head := look{role: roleHead}
	if err := s.page.write(rowOptions{}, s.stretched(cell{value: s.t("formxlsx.checks.state"), look: head}, cell{value: s.t("formxlsx.checks.rule"), look: head})...); err != nil {
		return err
	}
	return s.page.merge(valueAt, s.last)
}

// checkRow is one check: whether it holds, and what has to.
func (s *returnSheet) checkRow(c checkFormula) error {
	rule := legible(c.rule.Holds)
	if section, found := s.form.Def.Table(c.rule.Each); found {
		rule = s.t("formxlsx.checks.each", "table", section.Title, "rule", rule)
	}
	state := s.stateOf(c)
	state.look = look{role: roleLabel, align: "center"}
	text := cell{value: rule, look: look{role: roleHelp, format: textFormat, align: "left"}}
	height := max(20, heightOf(rule, valueWidth+columnWidth*float64(s.last-valueAt)))
	if err := s.page.write(rowOptions{height: height}, s.stretched(state, text)...); err != nil {
		return err
	}
	if err := s.page.merge(valueAt, s.last); err != nil {
		return err
	}
	bad := "EXACT(" + fixed(nameAt, s.page.row) + "," + expr.QuoteFormula(s.failed(c)) + ")"
	return s.page.colourWhile(bad, groundOf(c.rule), at(nameAt, s.page.row))
}

// failed is the word for a check that does not hold: a logic check must be mended, an experience check explained.
func (s *returnSheet) failed(c checkFormula) string {
	if c.rule.Class == form.Experience {
		return s.t("formxlsx.checks.explain")
	}
	return s.t("formxlsx.checks.mend")
}

// stateOf says in a word whether a check holds; of rows the cells themselves tell which.
func (s *returnSheet) stateOf(c checkFormula) cell {
	if c.rows != "" {
		return cell{value: s.t("formxlsx.checks.rows")}
	}
	return cell{formula: "IFERROR(IF(" + c.formula + "," + expr.QuoteFormula(s.t("formxlsx.checks.holds")) + "," + expr.QuoteFormula(s.failed(c)) + ")," +
		expr.QuoteFormula(s.t("formxlsx.checks.open")) + ")"}
}

// misplaced colours choices that the list no longer offers because the choice above was changed.
func (s *returnSheet) misplaced() error {
	for _, f := range s.form.Def.Fields() {
		spot, found := s.places[f.Key()]
		if !found || kindOf(f) != kindChoice || f.Under == "" {
			continue
		}
		cells, row := at(spot.column, spot.row), spot.row
		if f.List != "" {
			table, isWritten := s.tables[f.List]
			if !isWritten {
				continue
			}
			row = table.first
			cells = at(spot.column, row) + ":" + at(spot.column, table.last)
		}
		if err := s.page.colourMisplaced(f, "$"+at(spot.column, row), s.decides(f, row), cells); err != nil {
			return err
		}
	}
	return nil
}

// colourMisplaced colours the cells of a field while they hold what its list does not.
func (p *page) colourMisplaced(f *form.Field, own, decides, cells string) error {
	list := p.book.offers(f, decides)
	if list == "" || decides == "" {
		return nil
	}
	return p.colourWhile("AND("+own+`<>"",ISERROR(MATCH(`+own+","+list+",0)))", mustFill, cells)
}

// checks colours the cells of a sheet of many units where a check of one unit's row does not hold.
func (s *unitSheet) checks(c *campaignWriter) []checkFormula {
	return checkFormulas(placed{def: c.form.Def,
		cell: func(f *form.Field) (string, bool) {
			for i, other := range s.fields {
				if other == f {
					return "$" + at(s.fieldAt+i, s.first), true
				}
			}
			return "", false
		},
		column: func(*form.Field) (string, bool) { return "", false },
	})
}

// colourChecks colours what fails on a sheet of many units, row by row.
func (c *campaignWriter) colourChecks(s *unitSheet) error {
	list := ""
	if s.section != nil {
		list = s.section.Rows.Code
	}
	cells := func(i int) string { return at(s.fieldAt+i, s.first) + ":" + at(s.fieldAt+i, s.page.row) }
	for _, check := range s.checks(c) {
		if check.rows != list {
			continue
		}
		for _, f := range check.marks {
			for i, other := range s.fields {
				if other != f {
					continue
				}
				if err := s.page.colourFailed(check, cells(i)); err != nil {
					return err
				}
			}
		}
	}
	for i, f := range s.fields {
		if kindOf(f) != kindChoice || f.Under == "" {
			continue
		}
		if err := s.page.colourMisplaced(f, "$"+at(s.fieldAt+i, s.first), c.decides(s, f), cells(i)); err != nil {
			return err
		}
	}
	return nil
}
