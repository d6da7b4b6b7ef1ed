package formxlsx

import (
	"strconv"
	"strings"
	"unicode"

	"nianlun/internal/engine/sheet"
)

// legible drops what a cell cannot hold or what would hide what it says: control characters and direction overrides.
func legible(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF, r == 0xFEFF:
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// lineHeight is the height of a line of the body font, in points.
const lineHeight = 15.75

// heightOf is the height of a row in which a text breaks within a width.
func heightOf(text string, width float64) float64 {
	lines := 0
	for _, line := range strings.Split(text, "\n") {
		lines += 1 + int(max(0, sheet.ColumnsWide(line)-1)/max(1, width-1))
	}
	return min(400, lineHeight*float64(lines)+4)
}

// sheetName makes a name of a sheet by the rules of Excel: 1 to 31 units, none of : \ / ? * [ ], no apostrophe at an
// end, unequal without regard to case, and none that is taken already.
func sheetName(text string, taken map[string]bool) string {
	base := strings.Map(func(r rune) rune {
		if strings.ContainsRune(":\\/?*[]\n\t", r) {
			return ' '
		}
		return r
	}, legible(text))
	base = strings.Trim(sheet.Cut(strings.Trim(base, " '"), 31), " '")
	if base == "" {
		base = "Sheet"
	}
	name := base
	for n := 2; taken[strings.ToLower(name)]; n++ {
		suffix := " " + strconv.Itoa(n)
		name = sheet.Cut(base, 31-len(suffix)) + suffix
	}
	taken[strings.ToLower(name)] = true
	return name
}

// quoted is the name of a sheet as a reference writes it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
