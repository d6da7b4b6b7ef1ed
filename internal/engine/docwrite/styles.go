package docwrite

import "nianlun/internal/engine/ooxml"

// Style ids, as paragraphs and runs refer to them. The names behind them are
// Word's own where Word has one, so that navigation, outline and style lists
// work in every language of the program.
const (
	styleNormal      = "Normal"
	styleBody        = "BodyText"
	styleTitle       = "Title"
	styleHeading     = "Heading" // + level
	styleMasthead    = "Masthead"
	styleNumber      = "DocumentNumber"
	styleMainSend    = "MainSend"
	styleSignature   = "Signature"
	styleAttachment  = "Attachment"
	styleCaption     = "Caption"
	styleTable       = "TableGrid"
	styleTableText   = "TableText"
	styleTableHead   = "TableHead"
	styleGap         = "Gap"
	styleFooter      = "Footer"
	styleCommentText = "CommentText"
	styleCommentMark = "CommentReference"
)

// paragraphStyle is one paragraph style. Zero values are inherited.
type paragraphStyle struct {
	id, name string
	based    string
	next     string
	hidden   bool // kept out of the gallery of styles

	keepNext        bool
	pageBreakBefore bool
	offGrid         bool
	before, after   int // twips
	line            int // exact height, twips
	indent          int // first line, in characters of the body; -1 resets
	align           string
	outline         int // 1 to 9; 0 is body text

	font  *font
	size  int // half points
	tight int // character spacing, twips; only with size
	color string
}

var officialStyles = []paragraphStyle{
	{id: styleBody, name: "Body Text", based: styleNormal, indent: 2},
	// Off the grid, or LibreOffice gives letters that are taller than the
	// grid's pitch two lines of it.
	{id: styleTitle, name: "Title", based: styleNormal, next: styleBody, keepNext: true, offGrid: true,
		after: linePitch, align: "center", font: &xiaobiaosong, size: 44},
	{id: styleHeading + "1", name: "heading 1", based: styleNormal, next: styleBody, keepNext: true,
		indent: 2, outline: 1, font: &heiti},
	{id: styleHeading + "2", name: "heading 2", based: styleNormal, next: styleBody, keepNext: true,
		indent: 2, outline: 2, font: &kaiti},
	{id: styleHeading + "3", name: "heading 3", based: styleNormal, next: styleBody, keepNext: true,
		indent: 2, outline: 3},
	{id: styleHeading + "4", name: "heading 4", based: styleNormal, next: styleBody, keepNext: true,
		indent: 2, outline: 4},
	{id: styleMasthead, name: "Masthead", based: styleNormal, next: styleNumber, keepNext: true,
		offGrid: true, align: "center", font: &xiaobiaosong, color: red},
	{id: styleNumber, name: "Document Number", based: styleNormal, next: styleTitle, keepNext: true, align: "center"},
	{id: styleMainSend, name: "Main Send", based: styleNormal, next: styleBody, keepNext: true, align: "left"},
	{id: styleSignature, name: "Signature", based: styleNormal, align: "right"},
	{id: styleAttachment, name: "Attachment", based: styleHeading + "1", next: styleBody,
		pageBreakBefore: true, after: linePitch, indent: -1, align: "left", outline: 1},
	{id: styleCaption, name: "caption", based: styleNormal, next: styleTableText, keepNext: true,
		align: "center", font: &heiti, size: 28},
	{id: styleTableText, name: "Table Text", based: styleNormal, offGrid: true, line: tableLine,
		align: "left", size: tableSize},
	{id: styleTableHead, name: "Table Head", based: styleTableText, keepNext: true, align: "center", font: &heiti},
	{id: styleGap, name: "Gap", based: styleNormal, hidden: true, offGrid: true, line: gapLine, size: 2},
	{id: styleFooter, name: "footer", based: styleNormal, offGrid: true, line: footerLine,
		align: "left", font: &songti, size: 28},
	{id: styleCommentText, name: "annotation text", based: styleNormal, hidden: true, offGrid: true,
		line: 300, align: "left", size: 21},
}

const (
	red = "FF0000"

	tableSize = 24 // half points: 小四, 12 pt
	tableLine = 340
	smallSize = 21 // 五号, 10.5 pt, for the source table
	smallLine = 300
	gapLine   = 240

	footerLine = 400
)

// stylesPart writes styles.xml.
func stylesPart() []byte {
	x := ooxml.NewXMLWriter()
	x.Open("w:styles", ooxml.A("xmlns:w", mainNS))
	writeDefaults(x)
	writeNormalStyle(x)
	for _, s := range officialStyles {
		s.write(x)
	}
	writeCharacterStyles(x)
	writeTableStyle(x)
	x.Close()
	return x.Bytes()
}

// writeDefaults sets what holds for all text. The language matters: without
// zh-CN programs choose Japanese shapes for Chinese characters.
func writeDefaults(x *ooxml.XMLWriter) {
	x.Open("w:docDefaults")
	x.Open("w:rPrDefault")
	x.Open("w:rPr")
	writeFont(x, fangsong)
	x.Empty("w:sz", vnum(bodySize/10))
	x.Empty("w:szCs", vnum(bodySize/10))
	x.Empty("w:lang", val("en-US"), a("eastAsia", "zh-CN"), a("bidi", "ar-SA"))
	x.Close()
	x.Close()
	x.Empty("w:pPrDefault")
	x.Close()
}

// writeNormalStyle is the body's type and line. Widow control is off, because
// it would take lines away from full pages; automatic gaps between Chinese and
// digits are off, because they would take characters away from full lines.
func writeNormalStyle(x *ooxml.XMLWriter) {
	x.Open("w:style", a("type", "paragraph"), a("default", "1"), a("styleId", styleNormal))
	x.Empty("w:name", val("Normal"))
	x.Empty("w:qFormat")
	x.Open("w:pPr")
	x.Empty("w:widowControl", val("0"))
	x.Empty("w:autoSpaceDE", val("0"))
	x.Empty("w:autoSpaceDN", val("0"))
	x.Empty("w:spacing", num("before", 0), num("after", 0), num("line", linePitch), a("lineRule", "exact"))
	x.Empty("w:jc", val("both"))
	x.Close()
	x.Open("w:rPr")
	x.Empty("w:spacing", vnum(charSpacing))
	x.Empty("w:kern", vnum(0))
	x.Close()
	x.Close()
}

func (s paragraphStyle) write(x *ooxml.XMLWriter) {
	x.Open("w:style", a("type", "paragraph"), a("styleId", s.id))
	x.Empty("w:name", val(s.name))
	x.Empty("w:basedOn", val(s.based))
	if s.next != "" {
		x.Empty("w:next", val(s.next))
	}
	x.Empty("w:uiPriority", vnum(s.priority()))
	if s.hidden {
		x.Empty("w:semiHidden")
	} else {
		x.Empty("w:qFormat")
	}
	s.writeParagraph(x)
	s.writeRun(x)
	x.Close()
}

func (s paragraphStyle) priority() int {
	if s.hidden {
		return 99
	}
	return 1
}

func (s paragraphStyle) writeParagraph(x *ooxml.XMLWriter) {
	x.Open("w:pPr")
	if s.keepNext {
		x.Empty("w:keepNext")
	}
	if s.pageBreakBefore {
		x.Empty("w:pageBreakBefore")
	}
	if s.offGrid {
		x.Empty("w:snapToGrid", val("0"))
	}
	writeSpacing(x, s.before, s.after, s.line)
	writeFirstLine(x, s.indent)
	if s.align != "" {
		x.Empty("w:jc", val(s.align))
	}
	if s.outline > 0 {
		x.Empty("w:outlineLvl", vnum(s.outline-1))
	}
	x.Close()
}

func (s paragraphStyle) writeRun(x *ooxml.XMLWriter) {
	x.Open("w:rPr")
	if s.font != nil {
		writeFont(x, *s.font)
	}
	if s.color != "" {
		x.Empty("w:color", val(s.color))
	}
	if s.size > 0 {
		x.Empty("w:spacing", vnum(s.tight))
		x.Empty("w:sz", vnum(s.size))
		x.Empty("w:szCs", vnum(s.size))
	}
	x.Close()
}

// writeSpacing writes the distances of a paragraph; zeros are inherited.
func writeSpacing(x *ooxml.XMLWriter, before, after, line int) {
	var attrs []ooxml.Attr
	if before > 0 {
		attrs = append(attrs, num("before", before))
	}
	if after > 0 {
		attrs = append(attrs, num("after", after))
	}
	if line > 0 {
		attrs = append(attrs, num("line", line), a("lineRule", "exact"))
	}
	if len(attrs) > 0 {
		x.Empty("w:spacing", attrs...)
	}
}

// writeFirstLine indents the first line by a number of body characters. The
// distance in twips is for programs that do not know distances in characters.
func writeFirstLine(x *ooxml.XMLWriter, chars int) {
	switch {
	case chars < 0:
		x.Empty("w:ind", num("firstLineChars", 0), num("firstLine", 0))
	case chars > 0:
		x.Empty("w:ind", num("firstLineChars", chars*100), num("firstLine", chars*charPitch))
	}
}

// writeFont sets the Chinese face. Latin letters and digits are in Times,
// except in faces whose own digits the norm asks for (page numbers in 宋体).
func writeFont(x *ooxml.XMLWriter, f font) {
	western := latin.name
	if f == songti {
		western = f.name
	}
	x.Empty("w:rFonts", a("ascii", western), a("eastAsia", f.name), a("hAnsi", western), a("cs", latin.name))
}

func writeCharacterStyles(x *ooxml.XMLWriter) {
	x.Open("w:style", a("type", "character"), a("styleId", styleCommentMark))
	x.Empty("w:name", val("annotation reference"))
	x.Empty("w:uiPriority", vnum(99))
	x.Empty("w:semiHidden")
	x.Open("w:rPr")
	x.Empty("w:sz", vnum(21))
	x.Empty("w:szCs", vnum(21))
	x.Close()
	x.Close()
}

// writeTableStyle draws thin lines inside and stronger ones around.
func writeTableStyle(x *ooxml.XMLWriter) {
	x.Open("w:style", a("type", "table"), a("styleId", styleTable))
	x.Empty("w:name", val("Table Grid"))
	x.Empty("w:uiPriority", vnum(39))
	x.Open("w:tblPr")
	x.Open("w:tblBorders")
	for _, side := range []string{"top", "left", "bottom", "right"} {
		writeBorder(x, side, 8, 0, "auto")
	}
	writeBorder(x, "insideH", 4, 0, "auto")
	writeBorder(x, "insideV", 4, 0, "auto")
	x.Close()
	x.Open("w:tblCellMar")
	for _, m := range []struct {
		side  string
		twips int
	}{{"top", 45}, {"left", cellPadding}, {"bottom", 45}, {"right", cellPadding}} {
		x.Empty("w:"+m.side, num("w", m.twips), a("type", "dxa"))
	}
	x.Close()
	x.Close()
	x.Close()
}

// writeBorder draws a line of so many eighths of a point, so many points away
// from the text.
func writeBorder(x *ooxml.XMLWriter, side string, eighths, space int, color string) {
	x.Empty("w:"+side, val("single"), num("sz", eighths), num("space", space), a("color", color))
}
