package doctext

// halfWidth returns the half-width form of full-width digits, letters and the
// signs that belong to numbers; 0 for all else. Full-width punctuation is right in
// Chinese text and stays.
func halfWidth(d *draft, i int, c rune) rune {
	switch {
	case c >= '０' && c <= '９', c >= 'Ａ' && c <= 'Ｚ', c >= 'ａ' && c <= 'ｚ':
		return c - 0xfee0
	case c == '％' || c == '﹪':
		return '%'
	case c == '．' && isAnyDigit(d.rune(i-1)) && isAnyDigit(d.rune(i+1)) && !listNumber(d, i):
		return '.'
	}
	return 0
}

// listNumber tells whether the number before a full-width point begins its line:
// "１．３００名" may be the first item of a list.
func listNumber(d *draft, i int) bool {
	for k := i - 1; k >= 0 && i-k < 4; k-- {
		if !isAnyDigit(d.runes[k]) {
			return !isHan(d.runes[k])
		}
	}
	return i < 4
}

func isAnyDigit(c rune) bool { return isDigit(c) || c >= '０' && c <= '９' }
