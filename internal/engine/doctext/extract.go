package doctext

import (
	"bytes"
	"strings"
	"unicode"

	"nianlun/internal/engine/ooxml"
)

// Source is a file as somebody brings it. The name is used for error details
// only: what a file is follows from its bytes.
type Source struct {
	Name   string
	Data   []byte
	Format Format
}

// Format says what the bytes are where they cannot say it themselves.
type Format string

// The formats.
const (
	FormatByContent Format = ""      // text, docx or xlsx
	FormatPages     Format = "pages" // pages of text laid out in lines, each ended by a form feed
)

// Text is what an office file says.
type Text struct {
	Runes   []rune
	Levels  map[int]int // offset of a paragraph's start -> heading level 1..4 that its style gives it
	Tables  []Table     // in text order
	Cleaned []Cleaning  // what was taken away or mended on the way out of the file, in text order
}

// String is the text.
func (t Text) String() string { return string(t.Runes) }

// Table is a table of the file. Its cells are spans of the text: a row is a line
// with tabs between its cells, or a run of lines where a cell holds several. A
// cell that covers several columns stands in the first of them, the others are
// empty; one that covers several rows stands in each of them with the same span.
type Table struct {
	Rows [][]Span // by row and column; an empty span is an empty cell
}

// Bounds is the part of the text that the table's cells lie in, empty for a table
// without any.
func (t Table) Bounds() (start, end int) {
	start = -1
	for _, row := range t.Rows {
		for _, cell := range row {
			if cell.Start == cell.End {
				continue
			}
			if start < 0 || cell.Start < start {
				start = cell.Start
			}
			end = max(end, cell.End)
		}
	}
	return max(start, 0), end
}

// Span is a half-open range of offsets.
type Span struct{ Start, End int }

// Cleaning is something that was taken away or mended because it is no part of
// what the writer wrote. An empty span says that it stood between its
// neighbours.
type Cleaning struct {
	Start, End int
	Kind       CleaningKind
	Was        string // the characters as the file had them, at most 80
}

// CleaningKind says what was cleaned.
type CleaningKind string

// Extract takes the text out of a source. Errors are *Error.
func Extract(src Source, limits Limits) (Text, error) {
	limits = limits.withDefaults()
	if len(src.Data) == 0 {
		return Text{}, &Error{Code: CodeEmpty, Detail: src.Name}
	}
	if len(src.Data) > limits.MaxBytes {
		return Text{}, &Error{Code: CodeTooLarge, Detail: src.Name}
	}
	text, err := extract(src, limits)
	if err != nil {
		return Text{}, err
	}
	if isBlank(text.Runes) {
		return Text{}, &Error{Code: CodeEmpty, Detail: src.Name}
	}
	if len(text.Runes) > limits.MaxRunes {
		return Text{}, &Error{Code: CodeTooLarge, Detail: src.Name}
	}
	return text, nil
}

func extract(src Source, limits Limits) (Text, error) {
	if bytes.HasPrefix(src.Data, []byte("PK")) {
		return extractPackage(src.Data, limits)
	}
	text, err := decodeText(src.Data)
	if err != nil {
		return Text{}, err
	}
	if src.Format == FormatPages {
		return extractPages(text, limits)
	}
	return Plain(text), nil
}

// Plain is text that is already decoded. Lines with tabs or bars are rows of a table.
func Plain(text string) Text {
	runes := []rune(strings.ToValidUTF8(unixLines(text), "\uFFFD"))
	if !strings.ContainsAny(text, "\t|") {
		return Text{Runes: runes}
	}
	return Text{Runes: runes, Tables: plainTables(runes)}
}

// unixLines makes every line end one character, as offsets count it.
func unixLines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

func isBlank(runes []rune) bool {
	for _, c := range runes {
		if !unicode.IsSpace(c) && c != '\ufeff' {
			return false
		}
	}
	return true
}

// Limits bounds what a source may cost. Zero fields take DefaultLimits.
type Limits struct {
	MaxBytes      int // of the source
	MaxRunes      int // of the extracted text
	MaxParagraphs int // lines of the text
	MaxCells      int // of the sheets of a workbook, empty ones between others included
	Package       ooxml.Limits
}

// DefaultLimits suits documents that people write: the text of a thousand pages
// is under a million characters.
func DefaultLimits() Limits {
	return Limits{MaxBytes: 32 << 20, MaxRunes: 8 << 20, MaxParagraphs: 400_000, MaxCells: 4 << 20, Package: ooxml.DefaultLimits()}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	if l.MaxBytes == 0 {
		l.MaxBytes = d.MaxBytes
	}
	if l.MaxRunes == 0 {
		l.MaxRunes = d.MaxRunes
	}
	if l.MaxParagraphs == 0 {
		l.MaxParagraphs = d.MaxParagraphs
	}
	if l.MaxCells == 0 {
		l.MaxCells = d.MaxCells
	}
	return l
}

func isASCIILetter(c rune) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
