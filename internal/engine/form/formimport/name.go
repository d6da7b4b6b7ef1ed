package formimport

import (
	"strconv"
	"strings"
	"unicode"

	"nianlun/internal/engine/fieldcode"
	"nianlun/internal/engine/form/formdraft"
)

// Draft is what an import makes.
type Draft = formdraft.Draft

// reserved are words that the expression language keeps for itself.
var reserved = map[string]bool{"and": true, "or": true, "not": true, "in": true, "let": true, "if": true, "else": true, "contains": true,
	"matches": true, "startswith": true, "endswith": true, "true": true, "false": true, "nil": true, "previous": true, "param": true,
	"是": true, "否": true, "上期": true, "参数": true}

const maxCode = 36 // one below which numbers still fit

// codes gives out codes, each once within the form. Keys are compared as they are stored.
type codes struct{ taken map[string]bool }

// of is a code made from a text by its sound; one without any word gets the base and a number.
func (c *codes) of(text, base string) string {
	code := fieldcode.Of(text)
	if code == "" {
		return c.number(base)
	}
	return c.free(code)
}

// number is the base with the next number.
func (c *codes) number(base string) string {
	for n := 1; ; n++ {
		if code := base + strconv.Itoa(n); !c.taken[code] {
			c.taken[code] = true
			return code
		}
	}
}

func (c *codes) free(code string) string {
	out := code
	for n := 2; c.taken[out]; n++ {
		out = code + "_" + strconv.Itoa(n)
	}
	c.taken[out] = true
	return out
}

func onlyASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 127 })
}

// names gives out names, each once within a scope.
type names struct{ taken map[string]bool }

// of is the text as a name: on one line, without marks of layout, unlike every name before.
func (n *names) of(text, otherwise string) string {
	text = oneLine(text)
	if text == "" {
		text = otherwise
	}
	if reserved[strings.ToLower(text)] {
		text += "_"
	}
	out := text
	for i := 2; n.taken[out]; i++ {
		out = text + "（" + strconv.Itoa(i) + "）"
	}
	n.taken[out] = true
	return out
}

// maxName bounds the name of a field; a longer label is a question, and its whole goes into the help.
const maxName = 60

func oneLine(text string) string {
	text = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)), " ")
	if runes := []rune(text); len(runes) > maxName {
		text = string(runes[:maxName])
	}
	return strings.TrimSpace(text)
}

// speakable reports whether expressions can use the name as it stands.
func speakable(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}
