// Package fieldcode owns the codes that are made from the names of fields: 在校生数 becomes zaixiaoshengshu. A code is
// small letters, digits and lines below, begins with a letter, and is short enough to be typed.
//
// It never looks at what codes are taken, and never changes one that was given: the caller numbers what it must.
package fieldcode

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// Longest is how long a code made here may be; the schema of definitions allows 40, so that a number still fits.
const Longest = 32

// reserved are words of the expression language, which no field may be called by.
var reserved = map[string]bool{"and": true, "or": true, "not": true, "in": true, "let": true, "if": true, "else": true, "contains": true,
	"matches": true, "true": true, "false": true, "nil": true, "previous": true, "param": true}

// Of makes the code of a name; empty when the name holds no word that could be written in letters. Where the whole
// sound is too long, the later characters give only their first letters: zaixiaoshengshu, but qunianjiunianyuedjxx….
// The same name gives the same code in every version of the dictionary that is linked in.
func Of(name string) string {
	parts := syllables(name)
	code := joined(parts)
	for short := len(parts) - 1; len(code) > Longest && short >= 0; short-- {
		parts[short] = parts[short][:1]
		code = joined(parts)
	}
	code = strings.Trim(code[:min(len(code), Longest)], "_")
	switch {
	case code == "" || !strings.ContainsFunc(code, letter):
		return ""
	case !letter(rune(code[0])):
		code = "f_" + code[:min(len(code), Longest-2)]
	case reserved[code]:
		code += "_"
	}
	return code
}

// syllables are the words of a name in letters: one for each character that has a sound, one for each run of letters
// or digits. Anything else parts words that are written in letters.
func syllables(name string) []string {
	args := pinyin.NewArgs()
	var parts []string
	open := false // the last part is a run that goes on
	for _, r := range foreign.Replace(strings.ToLower(name)) {
		switch {
		case letter(r) || r >= '0' && r <= '9':
			if !open {
				parts = append(parts, "")
			}
			parts[len(parts)-1] += string(r)
			open = true
			continue
		case r == '_' || r == '-' || r == '.' || r == ' ' || r == '/':
			if open {
				parts = append(parts, "_")
			}
		default:
			if sound := pinyin.SinglePinyin(r, args); len(sound) > 0 && sound[0] != "" {
				parts = append(parts, sound[0])
			}
		}
		open = false
	}
	return parts
}

// foreign writes signs that names are told apart by, and whole-width letters and digits, in plain ones.
var foreign = func() *strings.Replacer {
	pairs := []string{"％", "%", "%", "lv", "㎡", "m2", "℃", "c"}
	for r := '！'; r <= '～'; r++ {
		if plain := r - '！' + '!'; letter(plain) || plain >= '0' && plain <= '9' {
			pairs = append(pairs, string(r), string(plain))
		}
	}
	return strings.NewReplacer(pairs...)
}()

func letter(r rune) bool { return r >= 'a' && r <= 'z' }

func joined(parts []string) string { return strings.Trim(strings.Join(parts, ""), "_") }
