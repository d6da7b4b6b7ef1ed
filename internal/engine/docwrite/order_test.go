package docwrite

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// childOrder is the order that ISO/IEC 29500-1 (transitional) prescribes for
// the children of elements that are sequences. Word calls a file damaged when
// some of them stand otherwise. Only these elements are checked; a child that
// is not listed fails, so that whoever adds one looks it up.
var childOrder = map[string]string{
	"pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs " +
		"suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd " +
		"snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment " +
		"textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
	"rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid " +
		"vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em " +
		"lang eastAsianLayout specVanish oMath",
	"style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked " +
		"personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
	"styles":      "docDefaults latentStyles style",
	"docDefaults": "rPrDefault pPrDefault",
	"tbl":         "tblPr tblGrid tr",
	"tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing " +
		"tblInd tblBorders shd tblLayout tblCellMar tblLook",
	"tblBorders": "top left bottom right insideH insideV",
	"tblCellMar": "top left bottom right",
	"tr":         "tblPrEx trPr tc",
	"tc":         "tcPr p",
	"tcPr":       "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
	"sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType " +
		"pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
	"settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders " +
		"characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping",
	"compat": "spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone " +
		"ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable useFELayout compatSetting",
	"font": "altName panose1 charset family notTrueType pitch sig",
}

func TestElementsStandInTheOrderOfTheNorm(t *testing.T) {
	for _, review := range []bool{false, true} {
		doc := sample()
		doc.ReviewCopy = review
		for name, body := range parts(t, render(t, doc)) {
			if strings.HasPrefix(name, "word/") {
				checkOrder(t, name, body)
			}
		}
	}
}

// checkOrder walks the part and keeps, for each open element, its name and the
// place of its last child in the order.
func checkOrder(t *testing.T, part, body string) {
	t.Helper()
	type open struct {
		name string
		last int
	}
	var stack []open
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			if len(stack) > 0 {
				parent := &stack[len(stack)-1]
				if order := strings.Fields(childOrder[parent.name]); len(order) > 0 {
					at := slices.Index(order, name)
					if at < 0 {
						t.Errorf("%s: <%s> in <%s> is not known", part, name, parent.name)
					} else if at < parent.last {
						t.Errorf("%s: <%s> in <%s> stands after <%s>", part, name, parent.name, order[parent.last])
					}
					parent.last = max(parent.last, at)
				}
			}
			stack = append(stack, open{name: name})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func TestSectionPropertiesEndTheBody(t *testing.T) {
	main := parts(t, render(t, sample()))[documentPart]
	if !strings.HasSuffix(main, "</w:sectPr></w:body></w:document>") {
		t.Error("the section's properties are not last")
	}
}
