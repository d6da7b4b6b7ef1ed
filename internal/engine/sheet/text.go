package sheet

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// maxText is what a cell can hold, in UTF-16 units (Excel specifications and limits).
const maxText = 32767

// clean drops what XML and Excel cannot hold or what would hide what a cell says
// (control characters, direction overrides), and cuts text that is too long,
// ending it in … so that the cut shows.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(kept, s)
	if len(s) <= maxText { // each UTF-16 unit takes at least one byte
		return s
	}
	units := 0
	cut := -1
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units <= maxText-1 {
			continue
		}
		if cut < 0 {
			cut = i
		}
		if units > maxText {
			return s[:cut] + "…"
		}
	}
	return s
}

// kept is r when a cell may hold it, else -1.
func kept(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), r == unicode.ReplacementChar, r == 0xFFFE, r == 0xFFFF, r == 0xFEFF:
		return -1
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return -1
	}
	return r
}

// maxName is the longest name of a sheet, in UTF-16 units.
const maxName = 31

// sheetNames cleans the sheets' names and makes them unique, by the rules of
// Excel: 1 to 31 units, none of : \ / ? * [ ], no apostrophe at an end, unequal
// without regard to case, and not History, which Excel keeps for itself.
func sheetNames(sheets []Sheet) []string {
	names := make([]string, len(sheets))
	taken := map[string]bool{"history": true}
	for i, s := range sheets {
		base := sheetName(s.Name)
		if base == "" {
			base = "Sheet" + strconv.Itoa(i+1)
		}
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := " (" + strconv.Itoa(n) + ")"
			name = Cut(base, maxName-len(suffix)) + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		if r == '\n' || r == '\t' {
			return ' '
		}
		return kept(r)
	}, s)
	return strings.Trim(Cut(strings.Trim(s, " '"), maxName), " '")
}

// Cut shortens a text to a number of UTF-16 units, as Excel counts.
func Cut(s string, limit int) string {
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > limit {
			return s[:i]
		}
	}
	return s
}

// ColumnsWide is how many columns of half a Chinese character a text takes.
func ColumnsWide(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < 0x2E80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}
