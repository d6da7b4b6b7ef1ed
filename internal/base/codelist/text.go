package codelist

import (
	"strings"
	"unicode"
)

// CodeText is a code as it is kept: without blanks and what nobody sees, full-width
// letters and digits as plain ones.
func CodeText(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case unicode.IsSpace(r), isUnseen(r):
			return -1
		}
		return r
	}, text)
}

// NameText is a name as it is kept: without what nobody sees, with one blank where
// there are several.
func NameText(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if isUnseen(r) {
			return -1
		}
		return r
	}, text)), " ")
}

// isUnseen knows the characters without width that forms pass over in options: U+00AD,
// U+200B to U+200D, U+2060, U+FEFF.
func isUnseen(r rune) bool {
	return r == '\u00ad' || '\u200b' <= r && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}
