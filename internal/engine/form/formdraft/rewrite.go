package formdraft

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// rewriter writes one name for another within expressions. It reads names and literals as the expression language
// does; what is no expression yet is rewritten by the same rule.
type rewriter struct {
	old, new string
	foreign  map[string]bool // names behind which a point leads out of the form
	items    bool            // also .name, which is a column of the table at hand
}

func (w rewriter) word(text *string) {
	if *text == w.old {
		*text = w.new
	}
}

// reference reports whether 名.字段 is read by the old name.
func (w rewriter) reference(text string) bool {
	name, _, found := strings.Cut(text, ".")
	return found && strings.TrimSpace(name) == w.old
}

func (w rewriter) expression(text *string) {
	if strings.Contains(*text, w.old) {
		*text = w.rewritten([]rune(*text))
	}
}

// template rewrites what stands in braces. A doubled brace stands for itself, as it does for expr.
func (w rewriter) template(text *string) {
	if !strings.Contains(*text, w.old) {
		return
	}
	source := []rune(*text)
	var out strings.Builder
	for i := 0; i < len(source); i++ {
		out.WriteRune(source[i])
		if i+1 < len(source) && (source[i] == '{' || source[i] == '}') && source[i+1] == source[i] {
			i++
			out.WriteRune(source[i])
			continue
		}
		if source[i] != '{' {
			continue
		}
		end := closing(source, i)
		out.WriteString(w.rewritten(source[i+1 : end]))
		i = end - 1
	}
	*text = out.String()
}

// closing is the place of the brace that ends the expression begun at from, or the end of the text.
func closing(source []rune, from int) int {
	depth := 0
	for i := from; i < len(source); i++ {
		switch source[i] {
		case '\'', '"', '`':
			i = literalEnd(source, i) - 1
		case '{':
			depth++
		case '}':
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return len(source)
}

func (w rewriter) rewritten(source []rune) string {
	var out strings.Builder
	before, owner := "", "" // the token before, and the name before a point
	for i := 0; i < len(source); {
		end := tokenEnd(source, i)
		token := string(source[i:end])
		i = end
		switch {
		case strings.TrimSpace(token) == "":
		case token == w.old && w.means(before, owner):
			before, owner = token, token
			token = w.new
		case token == "." || token == "?.":
			owner, before = ownerOf(before), token
		default:
			before = token
		}
		out.WriteString(token)
	}
	return out.String()
}

// means reports whether the old name stands for the form's own field after these tokens.
func (w rewriter) means(before, owner string) bool {
	if before != "." {
		return true
	}
	if owner == "" {
		return w.items
	}
	return !w.foreign[owner]
}

// ownerOf is the name before a point; empty when there is none, as in .name.
func ownerOf(token string) string {
	if first, _ := utf8.DecodeRuneInString(token); nameRune(first) {
		return token
	}
	return ""
}

// tokenEnd is the end of the name, the literal, the blanks or the single sign that begins at a place.
func tokenEnd(source []rune, at int) int {
	first := source[at]
	switch {
	case first == '\'' || first == '"' || first == '`':
		return literalEnd(source, at)
	case nameRune(first):
		return runEnd(source, at, nameRune)
	case unicode.IsSpace(first):
		return runEnd(source, at, unicode.IsSpace)
	}
	return at + 1
}

func literalEnd(source []rune, at int) int {
	quote := source[at]
	for i := at + 1; i < len(source); i++ {
		switch {
		case source[i] == '\\' && quote != '`':
			i++
		case source[i] == quote:
			return i + 1
		}
	}
	return len(source)
}

func runEnd(source []rune, at int, in func(rune) bool) int {
	for at < len(source) && in(source[at]) {
		at++
	}
	return at
}

func nameRune(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.IsDigit(r) }
