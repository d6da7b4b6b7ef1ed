package doctext

// CleanGloss is a reading or the traditional form that mirror sites put behind
// characters: 鎮(zhèn), 园[繁体:園], 县xiàn.
const CleanGloss CleaningKind = "gloss"

const (
	maxGloss      = 8 // letters of a syllable
	maxGlossLabel = 6 // letters of the word that says what the gloss is
)

// findGlosses finds, behind a Chinese character, one syllable with a tone mark,
// in brackets or bare, and a bracket that says itself that it holds a reading or a
// traditional form. Plain Latin words in brackets are abbreviations and stay.
func findGlosses(d *draft) []edit {
	var edits []edit
	last := 0 // the end of the last gloss: another may follow it
	for i, c := range d.runes {
		if i < last || !isHan(d.rune(i-1)) && (i == 0 || i != last) {
			continue
		}
		end := 0
		switch closer := glossCloser(c); {
		case closer != 0:
			end = bracketGlossEnd(d, i+1, closer)
		case c >= 'a' && c <= 'z' || isToned(c):
			end = bareGlossEnd(d, i)
		}
		if end > 0 {
			edits = append(edits, edit{i, end, 0})
			last = end
		}
	}
	return edits
}

// glossCloser returns what closes a bracket that may hold a gloss, 0 for none.
func glossCloser(c rune) rune {
	switch c {
	case '(', '（':
		return ')'
	case '[', '［':
		return ']'
	case '{', '｛':
		return '}'
	case '【':
		return '】'
	case '《':
		return '》'
	case '〔':
		return '〕'
	}
	return 0
}

// bracketGlossEnd returns the offset after the closing bracket, 0 for no gloss.
func bracketGlossEnd(d *draft, i int, closer rune) int {
	body, labelled := skipGlossLabel(d, i)
	end, toned := syllable(d, body)
	if labelled && end == body && isHan(d.rune(body)) {
		end, toned = body+1, true // one traditional form
	}
	if !toned || !closesWith(d.rune(end), closer) {
		return 0
	}
	return end + 1
}

// closesWith compares a bracket with the one that is due, of either width.
func closesWith(c, closer rune) bool {
	switch c {
	case '）':
		c = ')'
	case '］':
		c = ']'
	case '｝':
		c = '}'
	}
	return c == closer
}

// skipGlossLabel returns the offset after 拼音：, 读:, pinyin:, 繁体：.
func skipGlossLabel(d *draft, i int) (int, bool) {
	k := i
	for k-i < maxGlossLabel && d.rune(k) != ':' && d.rune(k) != '：' {
		k++
	}
	if c := d.rune(k); c != ':' && c != '：' {
		return i, false
	}
	switch string(d.runes[i:k]) {
	case "读", "讀", "音", "读音", "讀音", "拼音", "注音", "pinyin", "繁", "繁体", "繁體", "简", "简体":
		return k + 1, true
	}
	return i, false
}

// bareGlossEnd returns the offset after a syllable without brackets and the blank
// behind it, 0 when a word of another language stands there.
func bareGlossEnd(d *draft, i int) int {
	end, toned := syllable(d, i)
	if !toned {
		return 0
	}
	if d.rune(end) == ' ' {
		end++
	}
	if !isHan(d.rune(end)) {
		return 0
	}
	return end
}

// syllable returns the offset after the letters at i and tells whether they are one
// syllable with a tone mark: café is none, its vowels stand apart.
func syllable(d *draft, i int) (end int, toned bool) {
	vowels, inVowels := 0, false
	for end = i; end-i <= maxGloss; end++ {
		c := d.rune(end)
		marked := isToned(c)
		if !marked && (c < 'a' || c > 'z') {
			return end, toned && vowels == 1
		}
		vowel := marked || c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
		if vowel && !inVowels {
			vowels++
		}
		toned, inVowels = toned || marked, vowel
	}
	return end, false
}

// isToned tells letters with a tone mark.
func isToned(c rune) bool { return c >= 0xe0 && c <= 0xff && c != 0xf7 || c >= 0x100 && c <= 0x1dc }
