package doctext

import (
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/ooxml"
)

// docxBody turns the main part of a docx into lines of text. Insertions count as
// accepted, deletions are dropped. A text box follows the paragraph that anchors
// it. A table row is one line with tabs between its cells, unless a cell holds
// several paragraphs: then every paragraph is a line.
type docxBody struct {
	styles docxStyles
	lists  *docxLists
	limits Limits

	out    strings.Builder
	runes  int
	lines  int
	levels map[int]int // offset of a line's start -> heading level
	full   bool        // a limit was reached; the rest is skipped

	open   []*docxParagraph // a text box nests paragraphs in a paragraph
	boxed  []docxLine       // lines of text boxes, waiting for their anchor's end
	rows   []*docxRow       // open table rows, a table in a cell nests
	inText bool             // inside w:t
	inPr   int              // depth inside pPr
}

// docxParagraph is a paragraph under construction.
type docxParagraph struct {
	text    strings.Builder
	style   string
	numID   string
	level   int
	outline int // -1 when not said
}

type docxLine struct {
	text  string
	level int
}

type docxRow struct {
	cells [][]docxLine
}

func newDocxBody(styles docxStyles, lists *docxLists, limits Limits) *docxBody {
	return &docxBody{styles: styles, lists: lists, limits: limits, levels: map[int]int{}}
}

// Start implements ooxml.Visitor.
func (b *docxBody) Start(e ooxml.Element) bool {
	if b.full {
		return false
	}
	if !isWord(e.Space) {
		// AlternateContent holds the same drawing twice; the fallback is dropped.
		return e.Name != "Fallback"
	}
	switch e.Name {
	case "del", "moveFrom", "instrText", "delText", "rPr", "sectPr", "pPrChange", "tblPr", "trPr", "tcPr",
		"tblGrid", "footnotePr", "sdtPr", "comment", "rt":
		return false
	case "p":
		b.open = append(b.open, &docxParagraph{outline: -1})
	case "pPr":
		b.inPr++
	case "tr":
		b.rows = append(b.rows, &docxRow{})
	case "tc":
		if row := b.row(); row != nil {
			row.cells = append(row.cells, nil)
		}
	case "t":
		b.inText = true
	case "tab":
		if b.inPr == 0 {
			b.write("\t")
		}
	case "br", "cr":
		b.write("\n")
	case "noBreakHyphen":
		b.write("-")
	default:
		b.property(e)
	}
	return true
}

// property notes what a paragraph's properties say.
func (b *docxBody) property(e ooxml.Element) {
	p := b.paragraph()
	if p == nil || b.inPr == 0 {
		return
	}
	switch e.Name {
	case "pStyle":
		p.style = e.Attr("val")
	case "numId":
		p.numID = e.Attr("val")
	case "ilvl":
		p.level = atoi(e.Attr("val"), 0)
	case "outlineLvl":
		p.outline = atoi(e.Attr("val"), -1)
	}
}

// End implements ooxml.Visitor.
func (b *docxBody) End(space, name string) {
	if !isWord(space) {
		return
	}
	switch name {
	case "t":
		b.inText = false
	case "pPr":
		b.inPr--
	case "p":
		b.endParagraph()
	case "tr":
		b.endRow()
	}
}

// Text implements ooxml.Visitor.
func (b *docxBody) Text(chars []byte) {
	if b.inText {
		b.write(string(chars))
	}
}

func (b *docxBody) write(s string) {
	if p := b.paragraph(); p != nil && p.text.Len() <= 4*b.limits.MaxRunes {
		p.text.WriteString(s)
	}
}

func (b *docxBody) paragraph() *docxParagraph {
	if len(b.open) == 0 {
		return nil
	}
	return b.open[len(b.open)-1]
}

func (b *docxBody) row() *docxRow {
	if len(b.rows) == 0 {
		return nil
	}
	return b.rows[len(b.rows)-1]
}

// endParagraph counts the paragraph's number and hands its line on.
func (b *docxBody) endParagraph() {
	p := b.paragraph()
	if p == nil {
		return
	}
	b.open = b.open[:len(b.open)-1]
	line := docxLine{text: p.text.String(), level: b.heading(p)}
	if marker := b.marker(p); marker != "" && strings.TrimSpace(line.text) != "" {
		line.text = marker + line.text
	}
	if len(b.open) > 0 { // a paragraph of a text box
		if strings.TrimSpace(line.text) != "" {
			b.boxed = append(b.boxed, line)
		}
		return
	}
	b.emit(line)
	for _, boxed := range b.boxed {
		b.emit(boxed)
	}
	b.boxed = nil
}

func (b *docxBody) heading(p *docxParagraph) int {
	if p.outline >= 0 && p.outline < 9 {
		return min(p.outline+1, 4)
	}
	return b.styles.heading(p.style)
}

// marker renders the number that Word shows before the paragraph. numId 0
// switches the numbering of a style off.
func (b *docxBody) marker(p *docxParagraph) string {
	numID, level := p.numID, p.level
	if numID == "" {
		numID, level = b.styles.numbering(p.style)
	}
	if numID == "" || numID == "0" {
		return ""
	}
	return b.lists.next(numID, level)
}

// emit sends a line to the open table cell or to the text.
func (b *docxBody) emit(line docxLine) {
	if row := b.row(); row != nil && len(row.cells) > 0 {
		last := len(row.cells) - 1
		row.cells[last] = append(row.cells[last], line)
		return
	}
	b.writeLine(line)
}

func (b *docxBody) writeLine(line docxLine) {
	if b.lines >= b.limits.MaxParagraphs || b.runes > b.limits.MaxRunes {
		b.full = true
		return
	}
	if line.level > 0 {
		b.levels[b.runes] = line.level
	}
	b.out.WriteString(line.text)
	b.out.WriteByte('\n')
	b.runes += utf8.RuneCountInString(line.text) + 1
	b.lines++
}

// endRow writes a table row.
func (b *docxBody) endRow() {
	row := b.row()
	if row == nil {
		return
	}
	b.rows = b.rows[:len(b.rows)-1]
	single := true
	var cells []string
	for _, lines := range row.cells {
		single = single && len(lines) <= 1
		cell := ""
		if len(lines) > 0 {
			cell = lines[0].text
		}
		cells = append(cells, cell)
	}
	if single {
		b.emit(docxLine{text: strings.Join(cells, "\t")})
		return
	}
	for _, lines := range row.cells {
		for _, line := range lines {
			b.emit(line)
		}
	}
}
