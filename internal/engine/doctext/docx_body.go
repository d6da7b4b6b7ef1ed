package doctext

import (
	"strings"

	"nianlun/internal/engine/ooxml"
)

// docxBody reads the parts of a docx that hold paragraphs: the notes first, then
// the main part. It follows the nesting of Word: a flow (the body, a cell, a text
// box, a note) holds paragraphs and tables, a paragraph may hold text boxes.
type docxBody struct {
	styles docxStyles
	lists  *docxLists
	out    *docxWriter

	flows      []*docxFlow
	paragraphs []*docxParagraph
	tables     []*docxTable
	notes      map[noteRef][]docxBlock
	pending    []docxBlock // notes of the block being read
	note       noteRef     // the note being read
	waiting    int         // blocks read and not written

	alternates []bool // open AlternateContent: whether a choice was taken
	controls   []bool // open content controls: whether they show a placeholder
	fields     []bool // open fields: whether their result has begun
	inText     int
	inPr       int // depth inside pPr
	inRunPr    int // depth inside an rPr
	inMarkPr   int // depth inside the rPr of a paragraph's mark
	inRowPr    bool
	inCellPr   bool
	hidden     bool
}

// docxFlow is something that paragraphs follow each other in.
type docxFlow struct {
	kind    flowKind
	blocks  []docxBlock
	carried []byte // text of paragraphs whose mark was deleted: it goes on in the next
}

type flowKind int

const (
	flowBody flowKind = iota
	flowCell
	flowBox
	flowNote
)

// docxParagraph is a paragraph under construction.
type docxParagraph struct {
	text    strings.Builder
	style   string
	numID   string
	level   int         // of the list; -1 when not said
	outline int         // -1 when not said
	joins   bool        // its mark was deleted
	after   []docxBlock // text boxes that it anchors
}

// noteRef names a footnote or endnote.
type noteRef struct{ kind, id string }

func newDocxBody(styles docxStyles, lists *docxLists, out *docxWriter) *docxBody {
	return &docxBody{
		styles: styles, lists: lists, out: out, notes: map[noteRef][]docxBlock{}, flows: []*docxFlow{{kind: flowBody}},
	}
}

// Start implements ooxml.Visitor.
func (b *docxBody) Start(e ooxml.Element) bool {
	if b.out.full {
		return false
	}
	if !isWord(e.Space) {
		return b.startForeign(e)
	}
	if b.inPr > 0 || b.inRunPr > 0 {
		return b.startProperty(e)
	}
	if dropped[e.Name] {
		if row := b.row(); row != nil && b.inRowPr && e.Name == "del" {
			row.deleted = true
		}
		return false
	}
	switch e.Name {
	case "p":
		b.paragraphs = append(b.paragraphs, &docxParagraph{outline: -1, level: -1})
	case "pPr":
		b.inPr++
	case "rPr":
		b.inRunPr++
	case "r":
		b.hidden = false
	case "t":
		b.inText++
	case "txbxContent":
		b.flows = append(b.flows, &docxFlow{kind: flowBox})
	case "footnote", "endnote":
		return b.startNote(e)
	case "footnoteReference", "endnoteReference":
		b.refer(noteRef{strings.TrimSuffix(e.Name, "Reference"), e.Attr("id")})
	default:
		return b.startTable(e) && b.startControl(e) && b.startCharacter(e)
	}
	return true
}

// dropped are the elements that hold nothing of the text: deletions and text
// moved away, properties, what comments say, readings above characters.
var dropped = map[string]bool{
	"del": true, "moveFrom": true, "instrText": true, "delText": true, "delInstrText": true, "sectPr": true,
	"tblPr": true, "tblGrid": true, "tblPrEx": true, "sdtEndPr": true, "rt": true, "rubyPr": true, "comment": true,
	"altChunk": true, "smartTagPr": true, "customXmlPr": true,
}

// startForeign opens elements that are not Word's: drawings and the choice
// between two forms of one drawing, of which the first is read.
func (b *docxBody) startForeign(e ooxml.Element) bool {
	switch e.Name {
	case "AlternateContent":
		b.alternates = append(b.alternates, false)
	case "Choice", "Fallback":
		k := len(b.alternates) - 1
		if k < 0 {
			return true
		}
		if b.alternates[k] {
			return false
		}
		b.alternates[k] = true
	case "t":
		if strings.HasSuffix(e.Space, "/math") {
			b.inText++
		}
	}
	return true
}

// startProperty notes what the properties of a paragraph or a run say.
func (b *docxBody) startProperty(e ooxml.Element) bool {
	if b.inRunPr > 0 || b.inMarkPr > 0 {
		switch e.Name {
		case "vanish":
			b.hidden = b.hidden || b.inMarkPr == 0 && isOn(e)
		case "del", "moveFrom":
			if p := b.paragraph(); p != nil && b.inMarkPr > 0 {
				p.joins = true
			}
		}
		return false
	}
	p := b.paragraph()
	switch e.Name {
	case "rPr":
		b.inMarkPr++
		return true
	case "numPr":
		return true
	}
	if p == nil {
		return false
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
	return false
}

// isOn reads a switch: absent and every value but these mean on.
func isOn(e ooxml.Element) bool { return isOnValue(e.Attr("val")) }

func isOnValue(v string) bool { return v != "0" && v != "false" && v != "off" }

// startNote opens a footnote or endnote; separators are none.
func (b *docxBody) startNote(e ooxml.Element) bool {
	if kind := e.Attr("type"); kind != "" && kind != "normal" {
		return false
	}
	b.note = noteRef{e.Name, e.Attr("id")}
	b.flows = append(b.flows, &docxFlow{kind: flowNote})
	return true
}

// refer puts a note after the block that refers to it first.
func (b *docxBody) refer(note noteRef) {
	b.pending = append(b.pending, b.notes[note]...)
	delete(b.notes, note)
}

// startControl opens a content control; what only invites to type is left out.
func (b *docxBody) startControl(e ooxml.Element) bool {
	k := len(b.controls) - 1
	switch e.Name {
	case "sdt":
		b.controls = append(b.controls, false)
	case "showingPlcHdr":
		if k >= 0 {
			b.controls[k] = isOn(e)
		}
	case "sdtContent":
		return k < 0 || !b.controls[k]
	}
	return true
}

// startCharacter writes elements that stand for a character, and follows fields.
func (b *docxBody) startCharacter(e ooxml.Element) bool {
	switch e.Name {
	case "tab", "ptab":
		b.write("\t")
	case "br", "cr":
		b.write("\n")
	case "noBreakHyphen":
		b.write("-")
	case "sym":
		b.write(symbol(e.Attr("font"), e.Attr("char")))
	case "fldChar":
		b.field(e.Attr("fldCharType"))
	}
	return true
}

// field follows a field: between begin and separate stands its instruction.
func (b *docxBody) field(kind string) {
	k := len(b.fields) - 1
	switch {
	case kind == "begin":
		b.fields = append(b.fields, false)
	case kind == "separate" && k >= 0:
		b.fields[k] = true
	case kind == "end" && k >= 0:
		b.fields = b.fields[:k]
	}
}

// inInstruction tells whether the innermost paragraph stands in a field's
// instruction. A field that is never closed ends with its paragraph, so that a
// damaged one does not swallow the text.
func (b *docxBody) inInstruction() bool {
	for _, result := range b.fields {
		if !result {
			return true
		}
	}
	return false
}

// End implements ooxml.Visitor.
func (b *docxBody) End(space, name string) {
	if !isWord(space) {
		switch {
		case name == "AlternateContent" && len(b.alternates) > 0:
			b.alternates = b.alternates[:len(b.alternates)-1]
		case name == "t" && strings.HasSuffix(space, "/math"):
			b.inText--
		}
		return
	}
	switch name {
	case "t":
		b.inText--
	case "pPr":
		b.inPr--
	case "rPr":
		if b.inMarkPr > 0 {
			b.inMarkPr--
			return
		}
		b.inRunPr--
	case "r":
		b.hidden = false
	case "sdt":
		b.controls = b.controls[:len(b.controls)-1]
	case "p":
		b.endParagraph()
	case "txbxContent":
		b.endBox()
	case "footnote", "endnote":
		b.notes[b.note] = trimmed(b.endFlow())
	default:
		b.endTable(name)
	}
}

// Text implements ooxml.Visitor.
func (b *docxBody) Text(chars []byte) {
	if b.inText > 0 {
		b.write(string(chars))
	}
}

func (b *docxBody) write(s string) {
	p := b.paragraph()
	if p == nil || b.hidden || b.inInstruction() {
		return
	}
	if p.text.Len() > 4*b.out.limits.MaxRunes {
		b.out.full = true
		return
	}
	p.text.WriteString(s)
}

func (b *docxBody) paragraph() *docxParagraph {
	if len(b.paragraphs) == 0 {
		return nil
	}
	return b.paragraphs[len(b.paragraphs)-1]
}

func (b *docxBody) flow() *docxFlow { return b.flows[len(b.flows)-1] }

// endParagraph counts the paragraph's number and hands its line on.
func (b *docxBody) endParagraph() {
	p := b.paragraph()
	if p == nil {
		return
	}
	b.paragraphs = b.paragraphs[:len(b.paragraphs)-1]
	b.forgetInstructions()
	f := b.flow()
	if p.joins {
		f.carried = append(f.carried, p.text.String()...)
		f.add(p.after...)
		b.count(len(f.carried) / 4)
		return
	}
	text := p.text.String()
	if len(f.carried) > 0 {
		text = string(f.carried) + text
		f.carried = f.carried[:0]
	}
	line := docxLine{text: text, level: b.heading(p), contents: b.styles.contents(p.style)}
	inCell := f.kind == flowCell
	if marker := b.marker(p); marker != "" && (inCell || strings.TrimSpace(text) != "") {
		line.text = marker + text
	}
	f.add(docxBlock{line: line})
	f.add(p.after...)
	b.count(0)
	b.flush()
}

// count bounds what waits to be written: paragraphs, rows and cells of a table,
// and the characters of joined paragraphs.
func (b *docxBody) count(runes int) {
	b.waiting++
	if b.waiting > 2*b.out.limits.MaxParagraphs || runes > b.out.limits.MaxRunes {
		b.out.full = true
	}
}

// forgetInstructions drops fields that were opened and not separated when the
// outermost paragraph ends.
func (b *docxBody) forgetInstructions() {
	if len(b.paragraphs) > 0 {
		return
	}
	for len(b.fields) > 0 && !b.fields[len(b.fields)-1] {
		b.fields = b.fields[:len(b.fields)-1]
	}
}

func (f *docxFlow) add(blocks ...docxBlock) { f.blocks = append(f.blocks, blocks...) }

// endFlow closes the innermost flow and returns what it held.
func (b *docxBody) endFlow() []docxBlock {
	f := b.flow()
	if len(b.flows) > 1 {
		b.flows = b.flows[:len(b.flows)-1]
	}
	f.settle()
	return f.blocks
}

// settle makes a line of text whose next paragraph never came.
func (f *docxFlow) settle() {
	if len(f.carried) > 0 {
		f.add(docxBlock{line: docxLine{text: string(f.carried)}})
		f.carried = nil
	}
}

// endBox hands the paragraphs of a text box to the paragraph that anchors it.
func (b *docxBody) endBox() {
	blocks := b.endFlow()
	if p := b.paragraph(); p != nil {
		p.after = append(p.after, withoutBlanks(blocks)...)
		return
	}
	b.flow().add(withoutBlanks(blocks)...)
}

func withoutBlanks(blocks []docxBlock) []docxBlock {
	var kept []docxBlock
	for _, b := range blocks {
		if !b.isBlank() {
			kept = append(kept, b)
		}
	}
	return kept
}

// trimmed drops the blanks that part a note from its number.
func trimmed(blocks []docxBlock) []docxBlock {
	for i := range blocks {
		blocks[i].line.text = strings.TrimSpace(blocks[i].line.text)
	}
	return blocks
}

// flush writes what the body holds; inside a cell, a box or a note it waits.
func (b *docxBody) flush() {
	f := b.flow()
	if f.kind != flowBody || len(b.paragraphs) > 0 || len(b.tables) > 0 {
		return
	}
	b.out.blocks(f.blocks)
	b.out.blocks(withoutBlanks(b.pending))
	f.blocks, b.pending, b.waiting = f.blocks[:0], nil, 0
}

// finish writes what is left at the end of the main part.
func (b *docxBody) finish() {
	b.flows = b.flows[:1]
	b.paragraphs, b.tables = nil, nil
	b.flow().settle()
	b.flush()
}

func (b *docxBody) heading(p *docxParagraph) int {
	if p.outline >= 0 && p.outline < 9 {
		return min(p.outline+1, maxHeading)
	}
	if p.outline == 9 { // body text, whatever the style says
		return 0
	}
	return b.styles.heading(p.style)
}

// marker renders the number that Word shows before the paragraph. numId 0
// switches the numbering of a style off.
func (b *docxBody) marker(p *docxParagraph) string {
	numID, level := p.numID, max(p.level, 0)
	if numID == "" {
		numID, level = b.styles.numbering(p.style, b.lists)
		if p.level >= 0 {
			level = p.level
		}
	}
	if numID == "" || numID == "0" {
		return ""
	}
	return b.lists.next(numID, level)
}
