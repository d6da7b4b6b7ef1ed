package doctext

import (
	"strings"

	"nianlun/internal/engine/ooxml"
)

// extractDocx opens a package and extracts the text of its main document.
func extractDocx(data []byte, limits Limits) (Text, error) {
	p, err := ooxml.Open(data, limits.Package)
	if err != nil {
		return Text{}, packageError(err)
	}
	const main = "word/document.xml"
	if !p.Has(main) {
		return Text{}, &Error{Code: CodeType, Detail: "package without " + main}
	}
	styles, err := readStyles(p)
	if err != nil {
		return Text{}, packageError(err)
	}
	lists, err := readNumbering(p)
	if err != nil {
		return Text{}, packageError(err)
	}
	body := newDocxBody(styles, lists, limits)
	if err := p.Walk(main, body); err != nil {
		return Text{}, packageError(err)
	}
	if body.full {
		return Text{}, &Error{Code: CodeTooLarge, Detail: "text of " + main}
	}
	text := strings.ToValidUTF8(body.out.String(), "\uFFFD")
	return Text{Runes: []rune(text), Levels: body.levels}, nil
}

// packageError turns a code of ooxml into one of this package.
func packageError(err error) *Error {
	code := CodeDamaged
	switch ooxml.CodeOf(err) {
	case ooxml.CodeNotPackage, ooxml.CodeMissing:
		code = CodeType
	case ooxml.CodeBomb:
		code = CodeBomb
	}
	return &Error{Code: code, Detail: err.Error()}
}
