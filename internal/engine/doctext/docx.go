package doctext

import (
	"nianlun/internal/engine/ooxml"
)

// extractPackage reads a zip of office parts: a workbook when its main part is
// one, else a text document.
func extractPackage(data []byte, limits Limits) (Text, error) {
	p, err := ooxml.Open(data, limits.Package)
	if err != nil {
		return Text{}, packageError(err)
	}
	main, err := mainPart(p)
	if err != nil {
		return Text{}, packageError(err)
	}
	switch {
	case main == workbookPart:
		return extractXlsx(data, p, limits)
	case main == "" || isForeignMain(main):
		return Text{}, &Error{Code: CodeType, Detail: "package without a document: " + main}
	}
	return extractDocx(p, main, limits)
}

// extractDocx takes the text out of a text document (docx, docm, dotx; made by
// Word, WPS or LibreOffice, transitional or strict). What a reader of the page
// sees counts: tracked changes are read as accepted; comments, headers, footers,
// hidden text and the table of contents are left out; the numbers that Word
// generates are written out. Footnotes and endnotes follow as lines of their
// own after the paragraph that refers to them, or after the table that it stands
// in, so that they neither break a sentence nor stand far from what they explain.
func extractDocx(p *ooxml.Package, main string, limits Limits) (Text, error) {
	parts, err := partsOf(p, main)
	if err != nil {
		return Text{}, packageError(err)
	}
	styles, err := readStyles(p, parts.styles)
	if err != nil {
		return Text{}, packageError(err)
	}
	lists, err := readNumbering(p, parts.numbering, styles)
	if err != nil {
		return Text{}, packageError(err)
	}
	w := &docxWriter{limits: limits, levels: map[int]int{}}
	body := newDocxBody(styles, lists, w)
	for _, notes := range []string{parts.footnotes, parts.endnotes} {
		if notes == "" {
			continue
		}
		if err := p.Walk(notes, body); err != nil {
			return Text{}, packageError(err)
		}
	}
	if err := p.Walk(main, body); err != nil {
		return Text{}, packageError(err)
	}
	body.finish()
	if w.full {
		return Text{}, &Error{Code: CodeTooLarge, Detail: "text of " + main}
	}
	return Text{Runes: w.runes, Levels: w.levels, Tables: w.tables, Cleaned: w.cleaned}, nil
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
