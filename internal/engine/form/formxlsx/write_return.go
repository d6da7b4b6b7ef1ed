package formxlsx

import (
	"strings"

	"nianlun/internal/engine/form"
)

// The columns of the sheet of one return, after the one with the codes.
const (
	nameAt  = codeColumn + 1 // names of fields and rows
	valueAt = codeColumn + 2 // values; the first column of tables
	unitAt  = codeColumn + 3
	helpAt  = codeColumn + 4 // help, as far as the last column
)

const (
	nameWidth   = 22.0
	valueWidth  = 30.0
	columnWidth = 15.0
	fewestAfter = 3 // columns after the values: the unit and at least two for the help
)

// returnSheet writes the sheet on which one return is filled.
type returnSheet struct {
	*bookWriter
	book Book
	page *page
	last int // the last column
}

func (s *returnSheet) write() error {
	after := fewestAfter
	for i := range s.form.Def.Sections {
		if section := &s.form.Def.Sections[i]; section.Rows != nil {
			after = max(after, len(section.Fields)-1)
		}
	}
	widths := []float64{nameWidth, valueWidth}
	for range after {
		widths = append(widths, columnWidth)
	}
	s.last = codeColumn + len(widths)
	var err error
	if s.page, err = s.bookWriter.page(sheetName(s.t("formxlsx.sheet.fill"), s.taken), widths, nil); err != nil {
		return err
	}
	if err := s.heading(); err != nil {
		return err
	}
	for i := range s.form.Def.Sections {
		section := &s.form.Def.Sections[i]
		write := s.fields
		if section.Rows != nil {
			write = s.table
		}
		if err := s.sectionTitle(section); err != nil {
			return err
		}
		if err := write(section); err != nil {
			return err
		}
	}
	return s.checkList()
}

// line writes one text over the whole width.
func (s *returnSheet) line(text string, l look, height float64) error {
	if text == "" {
		return nil
	}
	if height == 0 {
		height = heightOf(text, nameWidth+valueWidth+columnWidth*float64(s.last-valueAt))
	}
	if err := s.page.write(rowOptions{height: height}, cell{value: legible(text), look: l}); err != nil {
		return err
	}
	return s.page.merge(nameAt, s.last)
}

func (s *returnSheet) heading() error {
	def := s.form.Def
	if err := s.line(def.Title, look{role: roleTitle}, 32); err != nil {
		return err
	}
	info := []string{s.t("formxlsx.unit", "unit", s.book.Unit)}
	if s.form.PeriodName != "" {
		info = append(info, s.t("formxlsx.period", "period", s.form.PeriodName))
	}
	if def.Basis != "" {
		info = append(info, s.t("formxlsx.basis", "basis", def.Basis))
	}
	if err := s.line(strings.Join(info, s.t("formxlsx.gap")), look{role: roleInfo}, 0); err != nil {
		return err
	}
	if err := s.line(def.Help, look{role: roleInfo}, 0); err != nil {
		return err
	}
	return s.line(s.t("formxlsx.legend"), look{role: roleInfo}, 0)
}

func (s *returnSheet) sectionTitle(section *form.Section) error {
	if err := s.line(section.Title, look{role: roleSection}, 28); err != nil {
		return err
	}
	help := section.Help
	if section.When != nil {
		help = strings.Trim(help+s.t("formxlsx.semicolon")+s.t("formxlsx.help.when", "condition", section.When.Source), s.t("formxlsx.semicolon"))
	}
	return s.line(help, look{role: roleInfo}, 0)
}

// fields writes a row for each field of a section.
func (s *returnSheet) fields(section *form.Section) error {
	code := look{role: roleCode, format: textFormat}
	if err := s.page.write(rowOptions{code: headCode, hidden: true}, cell{value: nameColumn, look: code}, cell{value: valueColumn, look: code}); err != nil {
		return err
	}
	head := look{role: roleHead}
	if err := s.page.write(rowOptions{code: namesCode}, s.stretched(cell{s.t("formxlsx.head.name"), "", head}, cell{s.t("formxlsx.head.value"), "", head},
		cell{s.t("formxlsx.head.unit"), "", head}, cell{s.t("formxlsx.head.help"), "", head})...); err != nil {
		return err
	}
	if err := s.page.merge(helpAt, s.last); err != nil {
		return err
	}
	for i := range section.Fields {
		write := s.field
		if kindOf(&section.Fields[i]) == kindNote {
			write = s.note
		}
		if err := write(&section.Fields[i]); err != nil {
			return err
		}
	}
	return s.page.write(rowOptions{code: endCode, height: 8})
}

// note writes what is only to be read: its name in the column of names, what it says over the rest.
func (s *returnSheet) note(f *form.Field) error {
	name, help := look{role: roleLabel, format: textFormat, align: "left"}, look{role: roleHelp, format: textFormat, align: "left"}
	text := legible(s.helpOf(f))
	height := max(20, heightOf(text, valueWidth+columnWidth*float64(s.last-valueAt)), heightOf(f.Name, nameWidth))
	if err := s.page.write(rowOptions{height: height}, s.stretched(cell{value: legible(f.Name), look: name}, cell{value: text, look: help})...); err != nil {
		return err
	}
	return s.page.merge(valueAt, s.last)
}

func (s *returnSheet) field(f *form.Field) error {
	path := form.FieldPath(f.Code)
	v := s.book.Values.Get(path)
	value := s.written(f, v, s.book.Known.Get(path), s.book.Raw[path])
	help := legible(s.helpOf(f))
	height := max(20, heightOf(help, columnWidth*float64(s.last-unitAt)), heightOf(s.label(f, false), nameWidth))
	if text, isText := value.value.(string); isText {
		height = max(height, heightOf(text, valueWidth))
	}
	if kindOf(f) == kindArea {
		height = max(height, 4*lineHeight)
	}
	label := look{role: roleLabel, format: textFormat, align: "left"}
	if err := s.page.write(rowOptions{code: string(path), height: height}, s.stretched(cell{s.label(f, false), "", label}, value,
		cell{legible(f.Unit), "", look{role: roleLabel, format: textFormat, align: "center"}}, cell{help, "", look{role: roleHelp, format: textFormat, align: "left"}})...); err != nil {
		return err
	}
	s.place(f, s.page.row, valueAt)
	if err := s.page.merge(helpAt, s.last); err != nil {
		return err
	}
	if !answerable(f) {
		return nil
	}
	return s.page.check(f, at(valueAt, s.page.row), s.decides(f, 0), false)
}

// stretched repeats the look of the last cell as far as the last column, so that joined cells have all their borders.
func (s *returnSheet) stretched(cells ...cell) []cell {
	for codeColumn+len(cells) < s.last {
		cells = append(cells, cell{look: cells[len(cells)-1].look})
	}
	return cells
}

// place notes where a field stands.
func (b *bookWriter) place(f *form.Field, row, column int) {
	b.meta.fields = append(b.meta.fields, [4]string{f.Key(), f.Type.Name(), f.Name, at(column, row)})
	b.places[f.Key()] = place{column: column, row: row}
}

// rows are the first and the last row of a table.
type rows struct{ first, last int }

// place is where a field is answered; of a column of a table, where its head stands.
type place struct{ column, row int }

// decides is the cell by whose choice it is decided what a field offers, as seen from a row of its table; "" where there
// is none.
func (s *returnSheet) decides(f *form.Field, row int) string {
	above, found := s.places[f.Under]
	switch parent, isField := s.form.Def.Field(f.Under); {
	case !found || !isField:
		return ""
	case parent.List != "":
		return "$" + at(above.column, row)
	}
	return fixed(above.column, above.row)
}
