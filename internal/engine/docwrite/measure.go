package docwrite

import (
	"strings"

	"golang.org/x/text/width"
)

// halfWidth is the printed width of a text in half characters: a Chinese
// character counts 2, a digit or Latin letter 1. Of several lines the longest
// counts.
func halfWidth(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		n := 0
		for _, r := range strings.TrimSuffix(line, "\n") {
			n += runeWidth(r)
		}
		longest = max(longest, n)
	}
	return longest
}

func runeWidth(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		// Ambiguous ones (—, “, ×) are set in the Chinese face.
		return 2
	default:
		return 1
	}
}
