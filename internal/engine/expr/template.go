package expr

import (
	"errors"
	"strings"

	"nianlun/internal/kit/i18n"
)

// Template is a message with expressions in braces: "现差 {应到 - 实到} 人". A doubled brace stands for itself.
type Template struct {
	source string
	parts  []part
}

type part struct {
	text    string
	program *Program
}

// CompileTemplate reads a message. The error is an *Error placed within the message.
func CompileTemplate(source string, scope *Scope) (*Template, error) {
	return compileTemplate(source, scope, Compile)
}

// CompileTemplateAgain is CompileTemplate of a message that was taken before, as CompileAgain is.
func CompileTemplateAgain(source string, scope *Scope) (*Template, error) {
	return compileTemplate(source, scope, CompileAgain)
}

func compileTemplate(source string, scope *Scope, compile func(string, *Scope, ...Kind) (*Program, error)) (*Template, error) {
	if len(source) > maxBytes {
		return nil, &Error{Code: TooLong, Line: 1, Column: 1, Params: params("limit", i18n.Size(maxBytes))}
	}
	t := &Template{source: source}
	runes := []rune(source)
	var text strings.Builder
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		doubled := i+1 < len(runes) && runes[i+1] == r
		if r == '}' && doubled || r == '{' && doubled {
			text.WriteRune(r)
			i++
			continue
		}
		if r != '{' {
			text.WriteRune(r)
			continue
		}
		end := closing(runes, i)
		if end < 0 {
			return nil, (&Error{Code: UnclosedBrace, Offset: i, Params: params()}).located(source)
		}
		program, err := compile(string(runes[i+1:end]), scope, Number, Text, Bool, Date, List)
		if err != nil {
			return nil, moved(err, i+1, source)
		}
		t.parts = append(t.parts, part{text: text.String()}, part{program: program})
		text.Reset()
		i = end
	}
	t.parts = append(t.parts, part{text: text.String()})
	return t, nil
}

// closing finds the brace that ends the expression begun at from; braces within quotes do not count, inner pairs do.
func closing(runes []rune, from int) int {
	depth, quote := 0, rune(0)
	for i := from; i < len(runes); i++ {
		r := runes[i]
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'' || r == '`':
			quote = r
		case r == '{':
			depth++
		case r == '}':
			depth--
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

func moved(err error, by int, source string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	at := *e
	at.Offset += by
	return at.located(source)
}

// Uses lists the canonical codes that the expressions of the message read, as Program.Uses does.
func (t *Template) Uses() []string {
	var names []string
	for _, p := range t.parts {
		if p.program != nil {
			names = append(names, p.program.Uses()...)
		}
	}
	return names
}

// Source is the message as written.
func (t *Template) Source() string { return t.source }

// Unknown stands in a message for a value that is missing or cannot be computed.
const Unknown = "—"

// Render fills the message in. It never fails: what cannot be computed shows as Unknown.
func (t *Template) Render(names Names, options Options) string {
	var b strings.Builder
	for _, p := range t.parts {
		if p.program == nil {
			b.WriteString(p.text)
			continue
		}
		result, err := p.program.Eval(names, options)
		shown := p.program.typ.show(result.Value)
		if err != nil || result.Value.IsMissing() {
			shown = Unknown
		}
		b.WriteString(shown)
	}
	return b.String()
}

// show is how a value of the type reads in a message: a choice by its name.
func (t Type) show(v Value) string {
	if v.kind == Text {
		for _, option := range t.Options {
			if option.Code == v.text {
				return option.Name
			}
		}
	}
	if v.kind == List && t.Elem != nil {
		parts := make([]string, len(v.Items()))
		for i, item := range v.Items() {
			parts[i] = t.Elem.show(item)
		}
		return strings.Join(parts, "、")
	}
	return v.String()
}
