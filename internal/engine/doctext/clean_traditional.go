package doctext

import "strings"

// CleanTraditional is traditional script, read as simplified.
const CleanTraditional CleaningKind = "traditional"

// simplified holds the simplified character for each traditional one, counted from
// firstHan; 0 for characters that stay.
var simplified = func() (table [lastHan - firstHan + 1]uint16) {
	for _, pair := range strings.Fields(traditionalPairs) {
		r := []rune(pair)
		table[r[0]-firstHan] = uint16(r[1])
	}
	return table
}()

const firstHan, lastHan = 0x4e00, 0x9fff

// simpler returns the simplified form of a character, 0 when it has none.
func simpler(c rune) rune {
	if c < firstHan || c > lastHan {
		return 0
	}
	return rune(simplified[c-firstHan])
}

const (
	traditionalShare  = 12     // one character in so many is traditional in a text in that script
	traditionalSample = 20_000 // characters by which the script is judged
)

// findTraditional reads a text in traditional characters as simplified. A
// simplified text may hold a few of them in names; there they stay.
func findTraditional(d *draft) []edit {
	if !isTraditional(d.runes) {
		return nil
	}
	first := len(d.cleaned)
	for i, c := range d.runes {
		if to := simpler(c); to != 0 {
			d.replace(i, to, CleanTraditional, first)
		}
	}
	return nil
}

func isTraditional(runes []rune) bool {
	han, old := 0, 0
	for _, c := range runes[:min(len(runes), traditionalSample)] {
		if c < firstHan || c > lastHan {
			continue
		}
		han++
		if simpler(c) != 0 {
			old++
		}
	}
	return old > 0 && old*traditionalShare >= han
}
