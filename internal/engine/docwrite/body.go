package docwrite

import (
	"strconv"

	"nianlun/internal/engine/ooxml"
)

// body writes document.xml from top to bottom and gathers the comments on the
// way.
type body struct {
	x        *ooxml.XMLWriter
	doc      Document
	labels   Labels
	sources  map[int]Source
	comments []comment

	// breakPending is a page break that the next block makes.
	breakPending bool
}

func newBody(doc Document, labels Labels) *body {
	b := &body{x: ooxml.NewXMLWriter(), doc: doc, labels: labels,
		sources: make(map[int]Source, len(doc.Sources))}
	for _, s := range doc.Sources {
		b.sources[s.Number] = s
	}
	return b
}

func (b *body) write(oddFooter, evenFooter string) {
	b.x.Open("w:document", ooxml.A("xmlns:w", mainNS), ooxml.A("xmlns:r", relationNS))
	b.x.Open("w:body")
	b.writeHead()
	for _, block := range b.doc.Blocks {
		b.writeBlock(block)
	}
	b.writeSignature()
	b.writeSourceTable()
	writeSection(b.x, oddFooter, evenFooter)
	b.x.Close()
	b.x.Close()
}

func (b *body) writeBlock(block Block) {
	switch block := block.(type) {
	case Heading:
		b.writeText(paragraph{style: styleHeading + strconv.Itoa(block.Level)}, Plain(block.Text))
	case Paragraph:
		b.writeText(paragraph{style: styleBody}, block.Inlines)
	case Table:
		b.writeTable(block)
		b.writeGap(gapLine)
	case PageBreak:
		b.breakPending = true
	}
}

// paragraph is the layout of one paragraph beyond its style.
type paragraph struct {
	style    string
	keepNext bool
	before   int // twips
	line     int // exact height, twips; 0 is the style's
	right    int // indent from the right, half characters
	align    string
	ruleGap  int // points from the text to a red rule below it; 0 is no rule
	size     int // half points; 0 is the style's
}

// writeText writes one paragraph and honours a pending page break.
func (b *body) writeText(p paragraph, inlines []Inline) {
	b.x.Open("w:p")
	b.writeLayout(p)
	for _, i := range inlines {
		b.writeInline(i, p.size)
	}
	b.x.Close()
}

func (b *body) writeLayout(p paragraph) {
	x := b.x
	x.Open("w:pPr")
	x.Empty("w:pStyle", val(p.style))
	if p.keepNext {
		x.Empty("w:keepNext")
	}
	if b.breakPending {
		x.Empty("w:pageBreakBefore")
		b.breakPending = false
	}
	if p.ruleGap > 0 {
		x.Open("w:pBdr")
		writeBorder(x, "bottom", redRule, p.ruleGap, red)
		x.Close()
	}
	writeSpacing(x, p.before, 0, p.line)
	if p.right > 0 {
		x.Empty("w:ind", num("rightChars", p.right*50), num("right", p.right*charPitch/2))
	}
	if p.align != "" {
		x.Empty("w:jc", val(p.align))
	}
	x.Close()
}

// writeGap writes an empty paragraph of so many twips. Word joins two tables
// that no paragraph separates, and wants a paragraph after the last.
func (b *body) writeGap(height int) {
	p := paragraph{style: styleGap}
	if height != gapLine {
		p.line = height
	}
	b.writeText(p, nil)
}
