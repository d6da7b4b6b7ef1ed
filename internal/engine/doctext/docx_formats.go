package doctext

import (
	"strconv"
	"strings"
)

// formatNumber renders a number in a format of Word (ST_NumberFormat, ECMA-376
// part 1, 17.18.59). Formats that official documents never use fall back to
// digits.
func formatNumber(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
		"japaneseCounting", "ideographDigital", "taiwaneseDigital", "koreanDigital":
		return chineseNumber(n)
	case "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal":
		return legalNumbers.Replace(chineseNumber(n))
	case "decimalFullWidth", "decimalFullWidth2":
		return fullWidth(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	}
	if row, ok := numberRows[format]; ok && n >= 1 && n <= len(row) {
		return string(row[n-1])
	}
	return strconv.Itoa(n)
}

// numberRows are the formats that count through a row of characters.
var numberRows = map[string][]rune{
	"decimalEnclosedCircle":        []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"decimalEnclosedCircleChinese": []rune("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
	"decimalEnclosedParen":         []rune("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
	"decimalEnclosedFullstop":      []rune("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
	"ideographEnclosedCircle":      []rune("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
	"ideographTraditional":         []rune("甲乙丙丁戊己庚辛壬癸"),
	"ideographZodiac":              []rune("子丑寅卯辰巳午未申酉戌亥"),
	"upperLetter":                  []rune("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
	"lowerLetter":                  []rune("abcdefghijklmnopqrstuvwxyz"),
}

// legalNumbers turns counting characters into those of money (壹贰叁).
var legalNumbers = strings.NewReplacer(
	"一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖", "十", "拾",
	"百", "佰", "千", "仟",
)

func fullWidth(n int) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + '０'
		}
		return c
	}, strconv.Itoa(n))
}

// roman writes 1 to 3999 as I, II, III.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for n >= v {
			b.WriteString(signs[i])
			n -= v
		}
	}
	return b.String()
}

// chineseNumber writes 1 to 9999 as 一, 十, 二十一, 一百零三.
func chineseNumber(n int) string {
	if n < 1 || n > 9999 {
		return strconv.Itoa(n)
	}
	digits := []rune("零一二三四五六七八九")
	units := []rune{'千', '百', '十', 0}
	var b strings.Builder
	zero := false
	for i, place := range []int{1000, 100, 10, 1} {
		d := n / place % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune('零')
			zero = false
		}
		if place != 10 || d != 1 || n >= 20 {
			b.WriteRune(digits[d])
		}
		if units[i] != 0 {
			b.WriteRune(units[i])
		}
	}
	return b.String()
}
