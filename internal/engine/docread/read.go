package docread

import (
	"bytes"
	"strings"

	"nianlun/internal/engine/ooxml"
)

// Source is an uploaded file. The name is used for error details only: what a
// file is follows from its bytes.
type Source struct {
	Name string
	Data []byte
}

// Options steers a reading. The zero value is usable.
type Options struct {
	Year     int             // the year that 今年 means; 0: take it from the text
	Calendar *SchoolCalendar // last days of school periods; nil: DefaultSchoolCalendar
	Limits   Limits
}

// Limits bounds what a source may cost. Zero fields take DefaultLimits.
type Limits struct {
	MaxBytes      int // of the source
	MaxRunes      int // of the extracted text
	MaxParagraphs int
	Package       ooxml.Limits
}

// DefaultLimits suits documents that people write: the text of a thousand pages
// is under a million characters.
func DefaultLimits() Limits {
	return Limits{MaxBytes: 32 << 20, MaxRunes: 8 << 20, MaxParagraphs: 400_000, Package: ooxml.DefaultLimits()}
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
	return l
}

// Read decides by content whether the source is text or docx, extracts its text
// and reads it. Errors are *Error.
func Read(src Source, opt Options) (*Document, error) {
	limits := opt.Limits.withDefaults()
	if len(src.Data) == 0 {
		return nil, &Error{Code: CodeEmpty, Detail: src.Name}
	}
	if len(src.Data) > limits.MaxBytes {
		return nil, &Error{Code: CodeTooLarge, Detail: src.Name}
	}
	extracted, err := extract(src.Data, limits)
	if err != nil {
		return nil, err
	}
	if isBlank(extracted.runes) {
		return nil, &Error{Code: CodeEmpty, Detail: src.Name}
	}
	if len(extracted.runes) > limits.MaxRunes {
		return nil, &Error{Code: CodeTooLarge, Detail: src.Name}
	}
	return analyse(extracted, opt), nil
}

// ReadText reads text that is already decoded.
func ReadText(text string, opt Options) *Document {
	text = strings.ToValidUTF8(unixLines(text), "\uFFFD")
	return analyse(extraction{text: text, runes: []rune(text)}, opt)
}

// extraction is the text of a source and what its file format said about
// headings: the offset of a paragraph's start to its level.
type extraction struct {
	text   string
	runes  []rune
	levels map[int]int
}

func extract(data []byte, limits Limits) (extraction, error) {
	if bytes.HasPrefix(data, []byte("PK")) {
		return extractDocx(data, limits)
	}
	text, err := decodeText(data)
	if err != nil {
		return extraction{}, err
	}
	text = unixLines(text)
	return extraction{text: text, runes: []rune(text)}, nil
}

// unixLines makes every line end one character, as offsets count it.
func unixLines(text string) string {
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// analyse runs the pipeline over extracted text.
func analyse(in extraction, opt Options) *Document {
	t := newText(in.runes)
	doc := &Document{Text: in.text, runes: in.runes}
	doc.Title = documentTitle(t)

	outline := readOutline(t)
	years := readYears(t, outline, doc.Title, opt.Year)
	doc.Year = years.document
	sections := readSections(t, outline, doc.Title)
	doc.Figures = readFigures(t, outline, sections)
	cal := opt.calendar()
	doc.Deadlines = readDeadlines(t, outline, sections, years, cal)
	times := readHeadingTimes(t, outline, years, cal)
	doc.Commitments = readCommitments(t, outline, sections, doc.Figures, doc.Deadlines, times)

	doc.Outline = outline.export(t)
	doc.Paragraphs = paragraphs(t, doc.Outline, in.levels)
	return doc
}

// paragraphs lists the lines that hold anything, with their heading level.
func paragraphs(t *text, nodes []Node, levels map[int]int) []Paragraph {
	var list []Paragraph
	next := 0
	for _, line := range t.lines {
		body := t.trim(line)
		if body.empty() {
			continue
		}
		p := Paragraph{Start: line.start, End: line.end, Level: levels[line.start]}
		for next < len(nodes) && nodes[next].Start < body.start {
			next++
		}
		if p.Level == 0 && next < len(nodes) && nodes[next].Start == body.start {
			p.Level = min(nodes[next].Level, 4)
		}
		list = append(list, p)
	}
	return list
}
