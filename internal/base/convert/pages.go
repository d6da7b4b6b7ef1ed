package convert

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/kit/fault"
)

// pages has pdftotext lay out the text of a PDF: the layout keeps the indents by
// which paragraphs are told apart and the columns of tables. Pages end with a form
// feed.
func (c *Converter) pages(ctx context.Context, name string, data []byte) (doctext.Source, error) {
	program, err := c.find(pdfPrograms)
	if err != nil {
		return doctext.Source{}, err
	}
	room, err := c.room()
	if err != nil {
		return doctext.Source{}, err
	}
	defer room.remove()
	in := filepath.Join(string(room), "in.pdf")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return doctext.Source{}, err
	}
	result := c.run(ctx, room, program, "-layout", "-enc", "UTF-8", "-eol", "unix", in, "-")
	switch {
	case result.err == nil:
	case result.exit == exitPermission, strings.Contains(result.said, "Incorrect password"):
		return doctext.Source{}, fault.Wrap(result.err, fault.Invalid, "convert.locked")
	default:
		return doctext.Source{}, result.fault(ctx)
	}
	if !hasTextLayer(result.out) {
		return doctext.Source{}, fault.New(fault.Invalid, "convert.scan")
	}
	return doctext.Source{Name: name, Data: result.out, Format: doctext.FormatPages}, nil
}

// exitPermission is pdftotext's exit code for a file that forbids copying its text.
const exitPermission = 3

// leastLetters is how many letters a page of text has at least; page numbers and
// stamps on scanned pages stay below.
const leastLetters = 4

// hasTextLayer tells text from what a scanned file gives: nothing, a page number
// here and there, or the private codes of a font without a character map.
func hasTextLayer(text []byte) bool {
	pages := max(bytes.Count(text, []byte("\f")), 1)
	letters, strange := 0, 0
	for _, c := range string(text) {
		switch {
		case unicode.IsLetter(c):
			letters++
		case c == unicode.ReplacementChar || unicode.Is(unicode.Co, c):
			strange++
		}
	}
	return letters >= leastLetters*min(pages, 8) && strange < letters
}
