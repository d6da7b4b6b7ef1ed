package formxlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// placed is where the answers of a form stand on a sheet, for formulas at its cells.
type placed struct {
	def *form.Definition
	// cell is where a field is answered, as a formula at its own row or elsewhere sees it.
	cell func(f *form.Field) (ref string, ok bool)
	// column is the range of a column of a table.
	column func(f *form.Field) (ref string, ok bool)
	// before is what was answered in the period before.
	before func(f *form.Field) form.Value
}

// formulaGrid implements expr.Grid for one check.
type formulaGrid struct {
	placed
	zero bool   // missing numbers count as 0
	each string // the table whose row is looked at
}

func (g formulaGrid) field(list, code string) (*form.Field, bool) {
	if list == "" && g.each != "" {
		if f, found := g.def.Field(g.each + "." + code); found {
			return f, true
		}
	}
	key := code
	if list != "" {
		key = list + "." + code
	}
	return g.def.Field(key)
}

// Value implements expr.Grid.
func (g formulaGrid) Value(list, code string) (string, bool) {
	f, found := g.field(list, code)
	if !found {
		return "", false
	}
	value, ok := g.value(f)
	shown, okShown := g.shown(f)
	if shown == "" {
		return value, ok && okShown
	}
	return "IF(" + shown + "," + value + "," + g.none(f) + ")", ok && okShown
}

// none stands for what is not answered.
func (g formulaGrid) none(f *form.Field) string {
	if g.zero && f.Type.Holds() == expr.Number {
		return "0"
	}
	return "NA()"
}

// value reads a cell. What is no value of the field counts as missing.
func (g formulaGrid) value(f *form.Field) (string, bool) {
	if kindOf(f) == kindShown {
		// Where all that it reads is missing, so is the field: a check that takes that as 0 sees no difference.
		formula, ok := f.Formula(formulaGrid{placed: g.placed, each: f.List, zero: g.zero && f.MissingAsZero()})
		if g.zero {
			formula = "IFERROR(" + formula + ",0)"
		}
		return formula, ok
	}
	at, ok := g.cell(f)
	switch kindOf(f) {
	case kindNumber, kindShare, kindDate:
		value := at
		if kindOf(f) == kindShare {
			value = at + "*100"
		}
		if g.zero && kindOf(f) != kindDate {
			return "IF(" + at + `="",0,IF(ISNUMBER(` + at + ")," + value + ",NA()))", ok
		}
		return "IF(ISNUMBER(" + at + ")," + value + ",NA())", ok
	case kindChoice:
		if f.Type.Holds() == expr.Bool {
			return "IF(" + at + "=" + expr.QuoteFormula(expr.Yes) + ",TRUE(),IF(" + at + "=" + expr.QuoteFormula(expr.No) + ",FALSE(),NA()))", ok
		}
		return "IF(" + at + `="",NA(),` + at + ")", ok
	case kindText, kindArea:
		return "IF(" + at + `="",NA(),` + at + ")", ok && f.Type.Holds() == expr.Text
	}
	return "", false // what stands in the cell is not what expressions compare
}

// shown is the formula of the conditions under which a field is asked; empty for a field that always is.
func (g formulaGrid) shown(f *form.Field) (string, bool) {
	var parts []string
	for _, condition := range []*form.Condition{g.sectionOf(f).When, f.When} {
		if condition == nil {
			continue
		}
		part, ok := condition.Formula(formulaGrid{placed: g.placed, each: f.List})
		if !ok {
			return "", false
		}
		parts = append(parts, "IFERROR("+part+",FALSE())")
	}
	switch len(parts) {
	case 0:
		return "", true
	case 1:
		return parts[0], true
	}
	return "AND(" + strings.Join(parts, ",") + ")", true
}

func (g formulaGrid) sectionOf(f *form.Field) *form.Section {
	for i := range g.def.Sections {
		for j := range g.def.Sections[i].Fields {
			if &g.def.Sections[i].Fields[j] == f {
				return &g.def.Sections[i]
			}
		}
	}
	return &form.Section{}
}

// Filled implements expr.Grid.
func (g formulaGrid) Filled(list, code string) (string, bool) {
	f, found := g.field(list, code)
	if !found || !answerable(f) {
		return "", false
	}
	at, ok := g.cell(f)
	filled := "(" + at + `<>"")`
	if k := kindOf(f); k == kindNumber || k == kindShare || k == kindDate {
		filled = "ISNUMBER(" + at + ")"
	}
	shown, okShown := g.shown(f)
	if shown != "" {
		filled = "AND(" + shown + "," + filled + ")"
	}
	return filled, ok && okShown
}

// Sum implements expr.Grid.
func (g formulaGrid) Sum(list, code string) (string, bool) {
	f, found := g.def.Field(list + "." + code)
	section, isTable := g.def.Table(list)
	if !found || !isTable || f.When != nil || kindOf(f) != kindNumber && kindOf(f) != kindShare {
		return "", false
	}
	at, ok := g.column(f)
	written, okWritten := g.written(section)
	sum := "SUM(" + at + ")"
	if kindOf(f) == kindShare {
		sum += "*100"
	}
	if !g.zero {
		sum = "IF(SUMPRODUCT((1-ISNUMBER(" + at + "))*" + written + ")>0,NA()," + sum + ")"
	}
	return g.whileShown(section, sum, ok && okWritten)
}

// Count implements expr.Grid.
func (g formulaGrid) Count(list string) (string, bool) {
	section, found := g.def.Table(list)
	if !found {
		return "", false
	}
	if n := len(section.Rows.Fixed); n > 0 {
		return g.whileShown(section, itoa(n), true)
	}
	written, ok := g.written(section)
	return g.whileShown(section, "SUMPRODUCT("+written+"*1)", ok)
}

// whileShown is nothing while the table is hidden: then it has no rows.
func (g formulaGrid) whileShown(section *form.Section, formula string, ok bool) (string, bool) {
	if section.When == nil {
		return formula, ok
	}
	condition, okCondition := section.When.Formula(formulaGrid{placed: g.placed})
	return "IF(IFERROR(" + condition + ",FALSE())," + formula + ",0)", ok && okCondition
}

// written tells the rows of a table in which something stands; given rows always count.
func (g formulaGrid) written(section *form.Section) (string, bool) {
	if len(section.Rows.Fixed) > 0 {
		return "1", true
	}
	var parts []string
	for i := range section.Fields {
		if f := &section.Fields[i]; answerable(f) {
			at, ok := g.column(f)
			if !ok {
				return "", false
			}
			parts = append(parts, "("+at+`<>"")`)
		}
	}
	return "(" + strings.Join(parts, "+") + ">0)", len(parts) > 0
}

// Before implements expr.Grid.
func (g formulaGrid) Before(code string) (string, bool) {
	f, found := g.def.Field(code)
	if !found || g.each != "" || g.before == nil || kindOf(f) != kindNumber && kindOf(f) != kindShare {
		return "", false
	}
	v := g.before(f)
	if v.IsMissing() {
		return "0", g.zero // there is nothing to compare with
	}
	return "(" + v.Number().String() + ")", true
}

// The longest formula that is still written at a cell; Excel takes 8,192 characters.
const maxFormula = 4_000

// check is a rule of the form as a formula that is FALSE where it does not hold.
type checkFormula struct {
	rule    *form.Rule
	formula string
	rows    string
	marks   []*form.Field
}

// checkFormulas are the checks that Excel can tell; the others are left to the server.
func checkFormulas(p placed) []checkFormula {
	var all []checkFormula
	for i := range p.def.Checks {
		rule := &p.def.Checks[i]
		grid := formulaGrid{placed: p, zero: rule.Missing == form.MissingZero, each: rule.Each}
		formula, rows, marks, ok := rule.Formula(p.def, grid)
		if !ok || len(formula) > maxFormula {
			continue
		}
		c := checkFormula{rule: rule, formula: formula, rows: rows}
		for _, key := range marks {
			if f, found := p.def.Field(key); found && answerable(f) {
				c.marks = append(c.marks, f)
			}
		}
		all = append(all, c)
	}
	return all
}

// colourFailed colours cells while a check does not hold there. Colour does not stand alone: the list of checks at the
// end, or the head of the column, says it in words.
func (p *page) colourFailed(c checkFormula, cells string) error {
	return p.colourWhile("NOT("+c.formula+")", groundOf(c.rule), cells)
}

func groundOf(rule *form.Rule) string {
	if rule.Class == form.Experience {
		return lookFill
	}
	return mustFill
}

func (p *page) colourWhile(formula, ground, cells string) error {
	style, err := p.book.conditional(ground)
	if err != nil {
		return err
	}
	return p.book.file.SetConditionalFormat(p.name, cells, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: formula, Format: &style}})
}

// conditional makes the style of a ground once.
func (b *bookWriter) conditional(ground string) (int, error) {
	if id, made := b.grounds[ground]; made {
		return id, nil
	}
	id, err := b.file.NewConditionalStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}})
	b.grounds[ground] = id
	return id, err
}
