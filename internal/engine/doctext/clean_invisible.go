package doctext

// visible returns what an invisible character is replaced by: 0 drops it. A
// replacement character beside a digit stays: what was lost there may have been a
// digit or 万, and 12�名 must not become 12名.
func visible(d *draft, i int, c rune) (rune, bool) {
	switch {
	case c == '\t' || c == '\n':
		return 0, false
	case c == '\u0085' || c == '\u2028' || c == '\u2029' || c == '\f' || c == '\v':
		return '\n', true
	case c < ' ', c >= 0x7f && c < 0xa0, c == '\u00ad':
		return 0, true
	case c >= 0x200b && c <= 0x200f, c >= 0x202a && c <= 0x202e, c >= 0x2060 && c <= 0x2069:
		return 0, true
	case c == '\ufeff', c >= 0xfe00 && c <= 0xfe0f, c == '\u034f', c == '\u061c', c == '\u180e':
		return 0, true
	case c == '\ufffd':
		return 0, !isAnyDigit(d.rune(i-1)) && !isAnyDigit(d.rune(i+1))
	}
	return 0, false
}
