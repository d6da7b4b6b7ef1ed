package docwrite

import "nianlun/internal/engine/ooxml"

// footerIndent is one character of the page number's size 4 (14 pt), by which
// it stands in from the edge of the core.
const footerIndent = 280

// dash is the one-character line (一字线) on each side of the page number.
const dash = "—"

// oddFooterPart and evenFooterPart write the page number: at the right of odd
// pages and at the left of even ones, one character in (GB/T 9704-2012, 7.5).
func oddFooterPart() []byte  { return footerPart("right") }
func evenFooterPart() []byte { return footerPart("left") }

func footerPart(side string) []byte {
	x := ooxml.NewXMLWriter()
	x.Open("w:ftr", ooxml.A("xmlns:w", mainNS))
	x.Open("w:p")
	x.Open("w:pPr")
	x.Empty("w:pStyle", val(styleFooter))
	x.Empty("w:ind", num(side+"Chars", 100), num(side, footerIndent))
	x.Empty("w:jc", val(side))
	x.Close()
	writeFooterText(x, dash+" ")
	writePageField(x)
	writeFooterText(x, " "+dash)
	x.Close()
	x.Close()
	return x.Bytes()
}

// writeFooterText says that the dash is a Chinese one; by itself U+2014 would
// be set in the western face and half as long.
func writeFooterText(x *ooxml.XMLWriter, text string) {
	x.Open("w:r")
	x.Open("w:rPr")
	x.Empty("w:rFonts", a("hint", "eastAsia"))
	x.Close()
	x.Leaf("w:t", text, preserve)
	x.Close()
}

func writePageField(x *ooxml.XMLWriter) {
	fieldChar := func(kind string) {
		x.Open("w:r")
		x.Empty("w:fldChar", a("fldCharType", kind))
		x.Close()
	}
	fieldChar("begin")
	x.Open("w:r")
	x.Leaf("w:instrText", " PAGE ", preserve)
	x.Close()
	fieldChar("separate")
	x.Open("w:r")
	x.Leaf("w:t", "1")
	x.Close()
	fieldChar("end")
}
