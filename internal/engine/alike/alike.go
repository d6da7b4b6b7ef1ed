package alike

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nianlun/internal/engine/nearest"
)

// Name is the name of a field made ready to be compared with many others. The zero Name is like nothing.
type Name struct {
	whole string   // folded, without unit, synonyms as their first word
	text  string   // whole without counting words
	marks []string // the words that set it apart from others, in the order of the lists
	unit  string   // the dimension of its unit of measure, "" when none is known
	size  int      // of text in characters
}

// NameOf reads a field's name and its unit of measure, which may also stand in brackets behind the name.
func NameOf(name, unit string) Name {
	text, inside := withoutUnit(fold(name))
	if unit == "" {
		unit = inside
	}
	text = words.canonical(onlyWords(text))
	n := Name{whole: text, text: strip(text), unit: dimension(fold(unit))}
	n.size = utf8.RuneCountInString(n.text)
	n.marks = marks(n.text)
	return n
}

// Generic reports whether the name says nothing without its surroundings, such as 备注 or 名称.
func (n Name) Generic() bool { return n.size == 0 || words.generic[n.whole] }

// SameUnit reports whether both are measured in the same dimension, as far as units are known.
func (n Name) SameUnit(other Name) bool {
	return n.unit == "" || other.unit == "" || n.unit == other.unit
}

// Same reports whether both names are the same words for the same measure: 在校学生数（人） and 在校生人数.
func (n Name) Same(other Name) bool { return n.size > 0 && n.text == other.text && n.SameUnit(other) }

// Near reports whether the names differ by so little that they may well ask for the same: a character more or less, the
// same characters in another order, in long names two characters. Words that make a different question are never near:
// 男生 and 女生, 月初 and 月末, 一年级 and 二年级.
func (n Name) Near(other Name) bool {
	shorter := min(n.size, other.size)
	if shorter < 4 || n.text == other.text || !n.SameUnit(other) || !slices.Equal(n.marks, other.marks) {
		return false
	}
	if n.size == other.size && sorted(n.text) == sorted(other.text) {
		return true
	}
	limit := 1
	if shorter >= 8 {
		limit = 2
	}
	if n.size == other.size && shorter < 6 { // one character of five replaced is another word
		return false
	}
	gap := n.size - other.size
	return gap <= limit && -gap <= limit && nearest.Distance(n.text, other.text) <= limit
}

// machine is a code that a program gave, such as f12 or col_3.
var machine = regexp.MustCompile(`^[a-z]{0,3}_?[0-9]+$|^(field|column|col|item)_?[0-9]*$`)

// GenericCode reports whether the code of a field says nothing by itself, so that two forms may well use it for
// different things.
func GenericCode(code string) bool {
	code = strings.ToLower(code)
	return len(code) < 3 || words.genericCodes[code] || machine.MatchString(code)
}

// fold writes full-width letters and digits, and old forms of characters, as the usual ones, in lower case.
func fold(text string) string { return strings.ToLower(norm.NFKC.String(text)) }

// brackets is a bracket at the end of a folded name; NFKC has made （ of full width narrow.
var brackets = regexp.MustCompile(`[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]\s*$`)

// withoutUnit takes the unit of measure in brackets, if any, from the end of a name. A bracket that holds anything else
// stays: 教师（专任） asks for other people than 教师（兼任）.
func withoutUnit(text string) (name, unit string) {
	at := brackets.FindStringSubmatchIndex(text)
	if at == nil {
		return text, ""
	}
	inside := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text[at[2]:at[3]], words.unitWord), ":"))
	if _, known := words.measures[inside]; !known {
		return text, ""
	}
	return text[:at[0]], inside
}

// onlyWords leaves letters and digits.
func onlyWords(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, text)
}

// strip takes counting words from both ends, as long as a word remains.
func strip(text string) string {
	for {
		shorter := stripOnce(text)
		if shorter == text {
			return text
		}
		text = shorter
	}
}

func stripOnce(text string) string {
	for _, word := range words.behind {
		if rest, found := strings.CutSuffix(text, word); found && rest != "" {
			return rest
		}
	}
	for _, word := range words.before {
		if rest, found := strings.CutPrefix(text, word); found && rest != "" {
			return rest
		}
	}
	return text
}

func dimension(unit string) string {
	if first, known := words.measures[unit]; known {
		return first
	}
	return unit
}

// marks are the words of a name that set it apart, each set's own first, then its numbers.
func marks(text string) []string {
	var found []string
	for i, set := range words.apart {
		rest := text
		for _, word := range set {
			if strings.Contains(rest, word) {
				found = append(found, string(rune('a'+i))+word)
				rest = strings.ReplaceAll(rest, word, " ")
			}
		}
	}
	return append(found, numbers(text)...)
}

// numbers are what tells 一年级 from 二年级 and 2025 from 2026.
func numbers(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsDigit(r) && !strings.ContainsRune(words.numerals, r)
	})
}

func sorted(text string) string {
	runes := []rune(text)
	slices.Sort(runes)
	return string(runes)
}

func runeSize(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size
}
