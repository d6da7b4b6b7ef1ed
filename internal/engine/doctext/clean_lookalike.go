package doctext

import "golang.org/x/text/unicode/norm"

// meant returns the character that a look-alike stands for, 0 for all else.
func meant(d *draft, i int, c rune) rune {
	switch {
	case c == '\u201a': // ‚ opens what ‛ closes; alone it is a comma
		if closesSoon(d, i) {
			return '“'
		}
		return '，'
	case c >= 0x2010 && c <= 0x2236:
		return lookalikeMarks[c]
	case c >= 0x2e80 && c <= 0x2fdf, c >= 0xf900 && c <= 0xfaff:
		return normalIdeograph(c)
	case c >= 0xfe10 && c <= 0xff65:
		return lookalikeMarks[c]
	}
	return 0
}

// lookalikeMarks are presentation forms and marks of other scripts.
var lookalikeMarks = map[rune]rune{
	'‛': '”', '„': '“', '‟': '”', '∶': ':',
	'﹐': '，', '﹑': '、', '﹒': '.', '﹔': '；', '﹕': '：', '﹖': '？', '﹗': '！', '﹙': '（', '﹚': '）',
	'︰': '：', '︵': '（', '︶': '）', '︽': '《', '︾': '》', '︿': '〈', '﹀': '〉', '﹁': '“', '﹂': '”',
	'｡': '。', '､': '、', '･': '·', '＂': '”', '﹣': '-',
}

// quoteWindow is how far a quotation mark may be from the one that closes it.
const quoteWindow = 60

// closesSoon tells whether ‛ follows before the next ‚ and the line end.
func closesSoon(d *draft, i int) bool {
	for k := i + 1; k < len(d.runes) && k-i <= quoteWindow; k++ {
		switch d.runes[k] {
		case '\u201b':
			return true
		case '\u201a', '\n':
			return false
		}
	}
	return false
}

// normalIdeograph returns the character that a radical or a compatibility form
// of a PDF's font table stands for.
func normalIdeograph(c rune) rune {
	var from, to [4]byte
	n := len(string(c))
	copy(from[:], string(c))
	out := []rune(string(norm.NFKC.Append(to[:0], from[:n]...)))
	if len(out) == 1 && out[0] != c {
		return out[0]
	}
	return supplementRadicals[c]
}

// supplementRadicals have no decomposition in Unicode; fonts use them all the
// same for the simplified characters.
var supplementRadicals = map[rune]rune{
	'⺠': '民', '⻅': '见', '⻆': '角', '⻉': '贝', '⻋': '车', '⻓': '长', '⻔': '门', '⻘': '青', '⻚': '页', '⻛': '风',
	'⻜': '飞', '⻝': '食', '⻢': '马', '⻥': '鱼', '⻦': '鸟', '⻩': '黄', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⻄': '西',
	'⺟': '母', '⺩': '王', '⺫': '目', '⺮': '竹', '⻣': '骨', '⺎': '兀', '⺁': '厂', '⺃': '乙',
}
