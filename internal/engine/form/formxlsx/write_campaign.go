package formxlsx

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/sheet"
)

// WriteCampaign renders one workbook for all returns of a campaign: what stands once in a form on one sheet with a row
// for each unit, as an office sorts and sums it, and each table on a sheet of its own. Rows are streamed, one return
// after another.
func WriteCampaign(w io.Writer, c Campaign) (err error) {
	b := newBook(c.Form, c.T)
	defer func() { err = errors.Join(err, b.file.Close()) }()
	b.meta.campaign = c.ID
	cw := &campaignWriter{bookWriter: b, campaign: c}
	if err := cw.write(); err != nil {
		return fmt.Errorf("formxlsx: %w", err)
	}
	return b.finish(w)
}

type campaignWriter struct {
	*bookWriter
	campaign Campaign
	sheets   []*unitSheet
	identity []identityColumn // by which the rows are known; nil is the unit alone
}

// identityColumn is a column by which rows are known.
type identityColumn struct {
	code, name string
	width      float64
}

// unitSheet is a sheet with rows of many units.
type unitSheet struct {
	page    *page
	section *form.Section // of a table; nil on the sheet of the fields
	fields  []*form.Field
	fieldAt int // the column of the first field
	first   int // the first row below the head
}

func (c *campaignWriter) write() error {
	if err := c.open(); err != nil {
		return err
	}
	for r, err := range c.campaign.Returns {
		if err != nil {
			return err
		}
		if r.ID == "" || strings.ContainsAny(r.ID, " \t\n") {
			return fmt.Errorf("%q is no id of a return", r.ID)
		}
		c.begin(r.ID, r.Unit)
		c.meta.returns = append(c.meta.returns, Identity{ID: r.ID, UnitID: r.UnitID, Unit: r.Unit, Base: r.Base})
		for _, s := range c.sheets {
			if err := c.rows(s, r); err != nil {
				return err
			}
		}
	}
	for _, s := range c.sheets {
		if err := c.closeSheet(s); err != nil {
			return err
		}
	}
	return nil
}

// open makes the sheets with their heads.
func (c *campaignWriter) open() error {
	var plain []*form.Field
	for i := range c.form.Def.Sections {
		section := &c.form.Def.Sections[i]
		for j := range section.Fields {
			if section.Rows == nil && kindOf(&section.Fields[j]) != kindNote {
				plain = append(plain, &section.Fields[j])
			}
		}
	}
	if c.identity == nil {
		c.identity = []identityColumn{{unitColumn, c.t("formxlsx.head.school"), nameWidth}}
	}
	fieldAt := codeColumn + 1 + len(c.identity)
	if len(plain) > 0 {
		c.sheets = append(c.sheets, &unitSheet{fields: plain, fieldAt: fieldAt})
	}
	for i := range c.form.Def.Sections {
		section := &c.form.Def.Sections[i]
		if section.Rows == nil {
			continue
		}
		s := &unitSheet{section: section, fieldAt: fieldAt}
		if len(section.Rows.Fixed) > 0 {
			s.fieldAt++
		}
		for j := range section.Fields {
			s.fields = append(s.fields, &section.Fields[j])
		}
		c.sheets = append(c.sheets, s)
	}
	for _, s := range c.sheets {
		if err := c.head(s); err != nil {
			return err
		}
	}
	return nil
}

func (c *campaignWriter) head(s *unitSheet) error {
	title := c.t("formxlsx.sheet.fill")
	var widths []float64
	for _, column := range c.identity {
		widths = append(widths, column.width)
	}
	if s.section != nil {
		title = s.section.Title
		if len(s.section.Rows.Fixed) > 0 {
			widths = append(widths, columnWidth)
		}
	}
	for _, f := range s.fields {
		widths = append(widths, fieldWidth(f))
	}
	var err error
	headRows := 4
	s.page, err = c.page(sheetName(title, c.taken), widths, &excelize.Panes{Freeze: true, XSplit: s.fieldAt - 1, YSplit: headRows,
		TopLeftCell: at(s.fieldAt, headRows+1), ActivePane: "bottomRight"})
	if err != nil {
		return err
	}
	if err := c.titles(s); err != nil {
		return err
	}
	if err := c.headRows(s); err != nil {
		return err
	}
	s.first = s.page.row + 1
	return repeatHead(c.file, s.page.name, 1, s.page.row)
}

// titles writes the two lines above the head.
func (c *campaignWriter) titles(s *unitSheet) error {
	title := c.form.Def.Title
	if s.section != nil {
		title = c.t("formxlsx.title.table", "form", title, "table", s.section.Title)
	}
	if err := s.page.write(rowOptions{height: 32}, cell{value: legible(title), look: look{role: roleSection}}); err != nil {
		return err
	}
	// The line is short and stays unbroken, so that it is read whichever columns are in sight.
	info := c.form.PeriodName
	if c.campaign.Scope != "" {
		info = c.campaign.Scope + c.t("formxlsx.gap") + info
	}
	if err := s.page.merge(nameAt, min(codeColumn+len(s.fields)+1, nameAt+7)); err != nil {
		return err
	}
	if err := s.page.write(rowOptions{height: 20}, cell{value: legible(info + c.t("formxlsx.gap") + c.t("formxlsx.legend")), look: look{role: roleInfo}}); err != nil {
		return err
	}
	return s.page.merge(nameAt, min(codeColumn+len(s.fields)+1, nameAt+7))
}

func (c *campaignWriter) headRows(s *unitSheet) error {
	list := ""
	code, head := look{role: roleCode, format: textFormat}, look{role: roleHead, format: textFormat}
	var codes, names []cell
	for _, column := range c.identity {
		codes, names = append(codes, cell{value: column.code, look: code}), append(names, cell{value: column.name, look: head})
	}
	if s.section != nil {
		list = s.section.Rows.Code
		if len(s.section.Rows.Fixed) > 0 {
			codes = append(codes, cell{value: nameColumn, look: code})
			names = append(names, cell{value: legible(s.section.Rows.Name), look: head})
		}
	}
	height := 20.0
	for i, f := range s.fields {
		name := c.label(f, true)
		codes = append(codes, cell{value: f.Code, look: code})
		names = append(names, cell{value: name, look: head})
		height = max(height, heightOf(name, fieldWidth(f)-2))
		c.place(f, s.page.row+2, s.fieldAt+i)
	}
	if err := s.page.write(rowOptions{code: headCode + list, hidden: true}, codes...); err != nil {
		return err
	}
	return s.page.write(rowOptions{code: namesCode + list, height: height}, names...)
}

func fieldWidth(f *form.Field) float64 {
	switch kindOf(f) {
	case kindArea:
		return valueWidth
	case kindText, kindMany, kindUnit:
		return 20
	}
	return columnWidth
}

// rows writes what a sheet holds of one return.
func (c *campaignWriter) rows(s *unitSheet, r Return) error {
	if s.section == nil {
		return c.unitRow(s, r, "", "", fieldValues{r})
	}
	rows := r.Values.Rows(s.section.Rows.Code)
	if len(s.section.Rows.Fixed) > 0 {
		rows = fixedRows(s.section.Rows, r.Values)
	}
	known := map[string]form.Row{}
	for _, row := range r.Known.Rows(s.section.Rows.Code) {
		known[row.Key] = row
	}
	for i, row := range rows {
		name := ""
		if len(s.section.Rows.Fixed) > 0 {
			name = s.section.Rows.Fixed[i].Name
		}
		if err := c.unitRow(s, r, form.RowPath(s.section.Rows.Code, row.Key), name, rowValues{row: row, known: known[row.Key], list: s.section.Rows.Code, raw: r.Raw}); err != nil {
			return err
		}
	}
	return nil
}

// source gives the value of a field, what was filled in for the person, and what stands there when it is no value.
type source interface {
	of(f *form.Field) (value, known form.Value, raw string)
}

type fieldValues struct{ one Return }

func (s fieldValues) of(f *form.Field) (value, known form.Value, raw string) {
	path := form.FieldPath(f.Code)
	return s.one.Values.Get(path), s.one.Known.Get(path), s.one.Raw[path]
}

type rowValues struct {
	row, known form.Row
	list       string
	raw        form.Raw
}

func (s rowValues) of(f *form.Field) (value, known form.Value, raw string) {
	return rowValue(s.row, f.Code), rowValue(s.known, f.Code), s.raw[form.CellPath(s.list, s.row.Key, f.Code)]
}

func (c *campaignWriter) unitRow(s *unitSheet, r Return, path form.Path, name string, from source) error {
	label := look{role: roleLabel, format: textFormat, align: "left"}
	cells := make([]cell, 0, len(s.fields)+2)
	cells = append(cells, cell{value: legible(r.Unit), look: label})
	if s.section != nil && len(s.section.Rows.Fixed) > 0 {
		cells = append(cells, cell{value: legible(name), look: label})
	}
	for _, f := range s.fields {
		v, known, raw := from.of(f)
		cells = append(cells, c.written(f, v, known, raw))
	}
	return s.page.write(rowOptions{code: rowCode(r.ID, path)}, cells...)
}

// closeSheet adds blank rows to the sheet of an open table, and the checks.
func (c *campaignWriter) closeSheet(s *unitSheet) error {
	if s.section != nil && len(s.section.Rows.Fixed) == 0 {
		if err := c.blankRows(s); err != nil {
			return err
		}
	}
	return c.checks(s)
}

// checks lets the columns of a sheet take only what their fields take.
func (c *campaignWriter) checks(s *unitSheet) error {
	if s.page.row >= s.first {
		for i, f := range s.fields {
			if !answerable(f) {
				continue
			}
			if err := s.page.check(f, at(s.fieldAt+i, s.first)+":"+at(s.fieldAt+i, s.page.row), c.decides(s, f), true); err != nil {
				return err
			}
		}
		return c.colourChecks(s)
	}
	return nil
}

// decides is the cell, seen from the first row of a sheet, by which it is decided what a field offers: that of the
// choice above it, and for people that of the unit; "" where there is none.
func (c *campaignWriter) decides(s *unitSheet, f *form.Field) string {
	unit := "$" + at(c.unitColumn(), s.first)
	if kindOf(f) == kindPerson {
		return unit
	}
	parent, found := c.form.Def.Field(f.Under)
	if !found {
		return ""
	}
	if i := slices.Index(s.fields, parent); i >= 0 {
		return "$" + at(s.fieldAt+i, s.first)
	}
	fill := c.sheets[0]
	i := slices.Index(fill.fields, parent)
	if i < 0 || fill.page.row < fill.first || c.meta.past {
		return ""
	}
	column := func(n int) string {
		return quoted(fill.page.name) + "!" + fixed(n, fill.first) + ":" + fixed(n, fill.page.row)
	}
	return "INDEX(" + column(fill.fieldAt+i) + ",MATCH(" + unit + "," + column(c.unitColumn()) + ",0))"
}

// unitColumn is the column of the unit's name.
func (c *campaignWriter) unitColumn() int {
	return codeColumn + 1 + max(0, slices.IndexFunc(c.identity, func(i identityColumn) bool { return i.code == unitColumn }))
}

// blankRows have a drop list of the units in place of a name.
func (c *campaignWriter) blankRows(s *unitSheet) error {
	spare := c.campaign.Spare
	if spare == 0 {
		spare = DefaultCampaignSpare
	}
	first := s.page.row + 1
	cells := []cell{{look: look{role: roleValue, format: textFormat, align: "left"}}}
	for _, f := range s.fields {
		cells = append(cells, c.valueCell(f, form.Value{}, false))
	}
	for range spare {
		if err := s.page.write(rowOptions{}, cells...); err != nil {
			return err
		}
	}
	var units []Choice
	for _, r := range c.meta.returns {
		units = append(units, Choice{Value: r.UnitID, Text: r.Unit})
	}
	reference := c.lists.add("returns", texts(toldApart(units)))
	if reference == "" {
		return nil
	}
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(at(nameAt, first) + ":" + at(nameAt, s.page.row))
	rule.SetSqrefDropList(reference)
	rule.SetError(excelize.DataValidationErrorStyleStop, sheet.Cut(c.t("formxlsx.head.school"), maxPromptTitle), sheet.Cut(c.t("formxlsx.valid.list"), maxPrompt))
	return c.file.AddDataValidation(s.page.name, rule)
}
