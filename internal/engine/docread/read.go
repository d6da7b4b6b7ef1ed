package docread

import "nianlun/internal/engine/doctext"

// Options steers a reading. The zero value is usable.
type Options struct {
	Year     int             // the year that 今年 means; 0: take it from the text
	Calendar *SchoolCalendar // last days of school periods; nil: DefaultSchoolCalendar
	Limits   doctext.Limits
}

// Read takes the text out of a source and reads it. Errors are *doctext.Error.
func Read(src doctext.Source, opt Options) (*Document, error) {
	text, err := doctext.Extract(src, opt.Limits)
	if err != nil {
		return nil, err
	}
	return analyse(text, opt), nil
}

// ReadText reads text that is already decoded.
func ReadText(text string, opt Options) *Document { return analyse(doctext.Plain(text), opt) }

// analyse runs the pipeline over extracted text. The steps see the cleaned view of
// it; what they find is then put where it stands in the text itself.
func analyse(in doctext.Text, opt Options) *Document {
	view := doctext.Clean(in)
	t := newText(view.Runes)
	doc := &Document{Text: in.String(), Tables: in.Tables, Cleaned: mergeCleaned(in.Cleaned, view.Cleaned), runes: in.Runes}
	doc.Title = documentTitle(t)

	outline := readOutline(t)
	years := readYears(t, outline, doc.Title, opt.Year)
	doc.Year = years.document
	sections := readSections(t, outline, doc.Title)
	doc.Figures = readFigures(t, outline, sections)
	doc.Relations = readRelations(t, doc.Figures)
	cal := opt.calendar()
	doc.Deadlines = readDeadlines(t, outline, sections, years, cal)
	times := readHeadingTimes(t, outline, years, cal)
	doc.Commitments = readCommitments(t, outline, sections, doc.Figures, doc.Deadlines, times)
	readTaskTables(t, outline, sections, years, cal, doc, viewTables(view, in.Tables))

	doc.Outline = outline.export(t)
	doc.Paragraphs = paragraphs(t, doc.Outline, viewLevels(view, in.Levels))
	locate(doc, view)
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
		if p.Level == 0 && next < len(nodes) && nodes[next].Start == body.start && !nodes[next].RunIn {
			p.Level = min(nodes[next].Level, 4)
		}
		list = append(list, p)
	}
	return list
}
