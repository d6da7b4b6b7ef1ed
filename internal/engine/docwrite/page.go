package docwrite

import (
	"strconv"

	"nianlun/internal/engine/ooxml"
)

// Measures of GB/T 9704-2012 in twips (1/20 pt, 1/1440 in; 56.7 to the mm).
// They are the norm's, not the bureau's, and so no parameters.
const (
	pageWidth  = 11906 // A4
	pageHeight = 16838

	marginTop    = 2098 // 天头 37 mm
	marginLeft   = 1588 // 订口 28 mm
	marginBottom = 1984
	marginRight  = 1474

	coreWidth = pageWidth - marginLeft - marginRight // 版心 156 mm

	// linePitch is the 225 mm of the core divided by 22 lines, rounded down
	// so that 22 lines fit.
	linePitch = 579

	// bodySize is size 3 (三号, 16 pt). charPitch is the 156 mm of the core
	// divided by 28 characters: the characters stand 0.25 pt closer than they
	// would by themselves. A grid of characters (linesAndChars) would be the
	// other way, but LibreOffice lays it out differently.
	bodySize    = 320
	charSpacing = -5
	charPitch   = bodySize + charSpacing

	// headerDistance and footerDistance place the page number: its dash lies
	// 7 mm below the core.
	headerDistance = 851
	footerDistance = 1400

	millimetre = 1440.0 / 25.4
)

// a makes an attribute in the main namespace.
func a(name, value string) ooxml.Attr { return ooxml.A("w:"+name, value) }

// num makes an attribute with a whole number.
func num(name string, value int) ooxml.Attr { return a(name, strconv.Itoa(value)) }

// val makes the attribute that most elements carry.
func val(value string) ooxml.Attr { return a("val", value) }

// vnum is val of a whole number.
func vnum(value int) ooxml.Attr { return num("val", value) }

// writeSection writes the properties of the only section: footers, paper,
// margins and line grid.
func writeSection(x *ooxml.XMLWriter, oddFooter, evenFooter string) {
	x.Open("w:sectPr")
	x.Empty("w:footerReference", a("type", "default"), ooxml.A("r:id", oddFooter))
	x.Empty("w:footerReference", a("type", "even"), ooxml.A("r:id", evenFooter))
	x.Empty("w:pgSz", num("w", pageWidth), num("h", pageHeight))
	x.Empty("w:pgMar",
		num("top", marginTop), num("right", marginRight),
		num("bottom", marginBottom), num("left", marginLeft),
		num("header", headerDistance), num("footer", footerDistance), num("gutter", 0))
	x.Empty("w:cols", num("space", 425))
	x.Empty("w:docGrid", a("type", "lines"), num("linePitch", linePitch))
	x.Close()
}
