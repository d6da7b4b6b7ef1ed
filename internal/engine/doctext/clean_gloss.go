package doctext

// CleanGloss is a reading in brackets that mirror sites put behind characters:
// 鎮(zhèn).
const CleanGloss CleaningKind = "gloss"

// maxGloss is the longest syllable.
const maxGloss = 8

// findGlosses finds one syllable with a tone mark in brackets behind a Chinese
// character. Plain Latin words in brackets are abbreviations and stay.
func findGlosses(d *draft) []edit {
	var edits []edit
	for i, c := range d.runes {
		if c != '(' && c != '（' || !isHan(d.rune(i-1)) {
			continue
		}
		if end := glossEnd(d, i+1); end > 0 {
			edits = append(edits, edit{i, end, 0})
		}
	}
	return edits
}

// glossEnd returns the offset after the closing bracket, 0 for no gloss.
func glossEnd(d *draft, i int) int {
	toned := false
	for k := i; k-i <= maxGloss; k++ {
		c := d.rune(k)
		switch {
		case c == ')' || c == '）':
			if !toned {
				return 0
			}
			return k + 1
		case c >= 0xe0 && c <= 0xff || c >= 0x100 && c <= 0x1dc:
			toned = true
		case c < 'a' || c > 'z':
			return 0
		}
	}
	return 0
}
