package sheet

import "github.com/xuri/excelize/v2"

// The fonts that every Chinese office has; Excel, WPS and LibreOffice replace
// them where they are missing.
const (
	bodyFont  = "宋体"
	headFont  = "黑体"
	bodySize  = 10.5 // 五号
	titleSize = 16   // 三号
)

// The colours.
const (
	inkLink  = "0B57A4"
	inkQuiet = "6B7280"
	lineGrey = "BFC5CE"
	headFill = "E4EBF3"
	goodFill = "E3F3E6"
	warnFill = "FFF3D1"
	badFill  = "FBE3E1"
)

var fills = map[Mark]string{MarkGood: goodFill, MarkWarn: warnFill, MarkBad: badFill}

// look is all that a body cell's style depends on.
type look struct {
	kind     Kind
	value    valueKind
	decimals int
	wrap     bool
	link     bool
	mark     Mark
}

// styles makes each style of a workbook once.
type styles struct {
	file *excelize.File
	made map[look]int
	head int
	title,
	note int
}

func newStyles(f *excelize.File) (*styles, error) {
	s := &styles{file: f, made: map[look]int{}}
	var err error
	if s.title, err = f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: headFont, Size: titleSize, Bold: true},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	}); err != nil {
		return nil, err
	}
	if s.head, err = f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: headFont, Size: bodySize, Bold: true},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headFill}},
		Border:    borders(),
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	}); err != nil {
		return nil, err
	}
	s.note, err = f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: bodySize, Color: inkQuiet},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true},
	})
	return s, err
}

// of returns the style of a body cell.
func (s *styles) of(l look) (int, error) {
	if id, ok := s.made[l]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: bodyFont, Size: bodySize},
		Border:    borders(),
		Alignment: &excelize.Alignment{Horizontal: horizontal(l), Vertical: "center", WrapText: l.wrap},
	}
	switch {
	case l.link:
		style.Font.Color, style.Font.Underline = inkLink, "single"
	case l.mark == MarkQuiet:
		style.Font.Color = inkQuiet
	}
	if fill, ok := fills[l.mark]; ok {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	if format := numberFormat(l); format != "" {
		style.CustomNumFmt = &format
	}
	id, err := s.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	if l.value == valueText {
		// A text that begins with = stays a text when someone edits the cell.
		quoted := true
		s.file.Styles.CellXfs.Xf[id].QuotePrefix = &quoted
	}
	s.made[l] = id
	return id, nil
}

func horizontal(l look) string {
	switch {
	case l.kind == KindIndex || l.kind == KindDate:
		return "center"
	case l.value == valueNumber:
		return "right"
	}
	return "left"
}

// numberFormat is the format code of a value in a column; @ keeps text text.
func numberFormat(l look) string {
	digits := ""
	if l.decimals > 0 {
		digits = "." + "000000000000000"[:l.decimals]
	}
	switch l.value {
	case valueText:
		return "@"
	case valueDate:
		return "yyyy-mm-dd"
	case valueNumber:
		switch l.kind {
		case KindIndex:
			return "0" + digits
		case KindPercent:
			return "0" + digits + "%"
		}
		return "#,##0" + digits
	}
	return ""
}

func borders() []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: lineGrey, Style: 1})
	}
	return all
}
