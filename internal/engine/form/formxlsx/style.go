package formxlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// The fonts that every Chinese office has; Excel, WPS and LibreOffice replace them where they are missing.
const (
	bodyFont  = "宋体"
	headFont  = "黑体"
	bodySize  = 10.5 // 五号
	titleSize = 16   // 三号
)

// The colours. Colour never stands alone: the line above the form says what it means.
const (
	inkQuiet  = "6B7280"
	lineGrey  = "BFC5CE"
	headFill  = "E4EBF3"
	labelFill = "F4F6F9"
	knownFill = "E3EEFB"
	closedInk = "9AA1AC"
)

// role is what a cell is for.
type role int

const (
	roleTitle role = iota
	roleInfo
	roleSection
	roleHead
	roleLabel
	roleHelp
	roleValue // the only one that is not locked
	roleClosed
	roleTotal
	roleCode
)

// look is all that the style of a cell depends on.
type look struct {
	role   role
	format string // the format code of a value; empty is general
	align  string
	known  bool
}

const textFormat = "@"

// styles makes each style of a workbook once.
type styles struct {
	file *excelize.File
	made map[look]int
}

func (s *styles) of(l look) (int, error) {
	if id, found := s.made[l]; found {
		return id, nil
	}
	style := &excelize.Style{
		Font:       &excelize.Font{Family: bodyFont, Size: bodySize},
		Alignment:  &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: true},
		Protection: &excelize.Protection{Locked: l.role != roleValue},
	}
	dress(style, l)
	if l.format != "" {
		style.CustomNumFmt = &l.format
	}
	id, err := s.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	if l.format == textFormat {
		// A text that begins with = stays a text when someone edits the cell.
		quoted := true
		s.file.Styles.CellXfs.Xf[id].QuotePrefix = &quoted
	}
	s.made[l] = id
	return id, nil
}

func dress(style *excelize.Style, l look) {
	ground := ""
	switch l.role {
	case roleTitle:
		style.Font = &excelize.Font{Family: headFont, Size: titleSize, Bold: true}
		style.Alignment.Horizontal = "center"
		return
	case roleInfo, roleCode:
		style.Font.Color = inkQuiet
		return
	case roleSection:
		style.Font = &excelize.Font{Family: headFont, Size: bodySize + 1.5, Bold: true}
		return
	case roleHead:
		style.Font = &excelize.Font{Family: headFont, Size: bodySize, Bold: true}
		style.Alignment.Horizontal = "center"
		ground = headFill
	case roleLabel, roleTotal:
		ground = labelFill
	case roleHelp:
		style.Font.Color = inkQuiet
		ground = labelFill
	case roleClosed:
		style.Font.Color = closedInk
		ground = labelFill
	case roleValue:
		if l.known {
			ground = knownFill
		}
	}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		style.Border = append(style.Border, excelize.Border{Type: side, Color: lineGrey, Style: 1})
	}
	if ground != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}}
	}
}

// numberFormat shows a number with groups of three and its decimals.
func numberFormat(decimals int) string { return "#,##0" + fraction(decimals) }

// shareFormat shows a percentage.
func shareFormat(decimals int) string { return "0" + fraction(decimals) + "%" }

func fraction(decimals int) string {
	if decimals <= 0 {
		return ""
	}
	return "." + strings.Repeat("0", decimals)
}
