package codelist

import (
	"unicode/utf8"

	"nianlun/internal/engine/nearest"
)

// mostGuesses is how many unknown words of a draft are compared with everything in
// the list above, and longestGuess how many characters such a word has at most:
// whoever has more mistakes than these has mistaken the list.
const (
	mostGuesses  = 20
	longestGuess = 40
)

// above finds items of the list under whose items those of a draft stand.
type above struct {
	list    string // its name
	codes   map[string]bool
	named   map[string]string // codes by names; of two of one name that in use
	names   []string
	guesses int // how many words were guessed at
}

// aboveOf reads a version once for all rows of a draft; nil for none.
func aboveOf(v *Version) *above {
	if v == nil {
		return nil
	}
	a := &above{list: v.Name, codes: map[string]bool{}, named: map[string]string{}}
	for _, item := range v.Items {
		a.codes[item.Code] = true
		name := NameText(item.Name)
		a.names = append(a.names, name)
		if _, taken := a.named[name]; !taken || item.Retired.IsZero() {
			a.named[name] = item.Code
		}
	}
	return a
}

// find is the code of the item that a word stands for. Codes go before names.
func (a *above) find(word string) (string, bool) {
	if code := CodeText(word); a.codes[code] {
		return code, true
	}
	code, found := a.named[NameText(word)]
	return code, found
}

// near is a name that a word may have been meant for, as long as there are few of
// such words; empty for none.
func (a *above) near(word string) string {
	length := utf8.RuneCountInString(word)
	if length > longestGuess || a.guesses == mostGuesses {
		return ""
	}
	a.guesses++
	var alike []string
	for _, name := range a.names {
		if n := utf8.RuneCountInString(name); n >= length/2 && n <= 2*length {
			alike = append(alike, name)
		}
	}
	return nearest.Word(word, alike)
}
