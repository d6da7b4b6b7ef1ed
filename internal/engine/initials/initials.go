// Package initials owns the letters by which people search for a Chinese name: the first letters of how its characters
// sound, 杭州 by hz.
//
// It never tells how a name is read in full, and never chooses between the readings of a character: 重庆 is found by cq
// and by zq.
package initials

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Of are the first letters of a name, one a character; where a character is read in several ways two of them stand in
// brackets, the usual one first: "[zc]q" for 重庆. Latin letters and digits stand for themselves, in small letters, and
// all else is left out. It is empty for a name without Chinese characters, which is searched for as it is written.
func Of(name string) string {
	var out strings.Builder
	chinese := false
	for _, r := range name {
		switch letters := lettersOf(r); {
		case letters != "":
			chinese = true
			out.WriteString(letters)
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			out.WriteRune(unicode.ToLower(r))
		}
	}
	if !chinese {
		return ""
	}
	return out.String()
}

// lettersOf are the first letters of a character's readings; empty for one that has none.
func lettersOf(r rune) string {
	readings, found := pinyin.PinyinDict[int(r)]
	if !found {
		return ""
	}
	letters := ""
	for reading := range strings.SplitSeq(readings, ",") {
		if first := plain(reading); len(letters) < 2 && first != "" && !strings.Contains(letters, first) {
			letters += first
		}
	}
	if len(letters) > 1 {
		return "[" + letters + "]"
	}
	return letters
}

// plain is the first letter of a reading, without the sign of its tone.
func plain(reading string) string {
	first, _ := utf8.DecodeRuneInString(reading)
	if first >= 'a' && first <= 'z' {
		return string(first)
	}
	return toned[first]
}

// toned are vowels and nasals with a tone that a reading can begin with: 爱 is ài.
var toned = map[rune]string{
	'ā': "a", 'á': "a", 'ǎ': "a", 'à': "a", 'ē': "e", 'é': "e", 'ě': "e", 'è': "e", 'ê': "e", 'ế': "e", 'ề': "e",
	'ō': "o", 'ó': "o", 'ǒ': "o", 'ò': "o", 'ń': "n", 'ň': "n", 'ǹ': "n", 'ḿ': "m",
}
