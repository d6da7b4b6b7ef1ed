package docwrite

import (
	"strings"

	"golang.org/x/text/width"
)

// runStyle is the layout of one run beyond its paragraph's.
type runStyle struct {
	// chinese sets the characters that both scripts have in the Chinese face.
	chinese   bool
	strong    bool
	size      int    // half points; 0 is the style's
	underline string // as in w:u
}

// underlines tell the state of a figure in the review copy. They survive print
// and photocopies, which colours do not.
var underlines = map[State]string{
	Draft:    "dotted",
	Reviewed: "single",
	Locked:   "double",
}

func (b *body) writeInline(i Inline, size int) {
	switch i := i.(type) {
	case Text:
		b.writeRun(i.Value, runStyle{strong: i.Strong, size: size})
	case Figure:
		b.writeFigure(i, size)
	}
}

func (b *body) writeFigure(f Figure, size int) {
	if !b.doc.ReviewCopy {
		b.writeRun(f.Display, runStyle{size: size})
		return
	}
	id := b.addComment(f)
	b.x.Empty("w:commentRangeStart", vnumID(id))
	b.writeRun(f.Display, runStyle{size: size, underline: underlines[f.State]})
	b.x.Empty("w:commentRangeEnd", vnumID(id))
	b.x.Open("w:r")
	b.x.Open("w:rPr")
	b.x.Empty("w:rStyle", val(styleCommentMark))
	b.x.Close()
	b.x.Empty("w:commentReference", vnumID(id))
	b.x.Close()
}

// writeRun writes text; line feeds break the line and tabs advance.
func (b *body) writeRun(text string, style runStyle) {
	style.chinese = strings.ContainsFunc(text, isShared)
	b.x.Open("w:r")
	b.writeRunStyle(style)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.x.Empty("w:br")
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				b.x.Empty("w:tab")
			}
			if piece != "" {
				b.x.Leaf("w:t", piece, preserve)
			}
		}
	}
	b.x.Close()
}

func (b *body) writeRunStyle(s runStyle) {
	if s == (runStyle{}) {
		return
	}
	b.x.Open("w:rPr")
	if s.chinese {
		b.x.Empty("w:rFonts", a("hint", "eastAsia"))
	}
	if s.strong {
		b.x.Empty("w:b")
	}
	if s.size > 0 {
		b.x.Empty("w:spacing", vnum(0))
		b.x.Empty("w:sz", vnum(s.size))
		b.x.Empty("w:szCs", vnum(s.size))
	}
	if s.underline != "" {
		b.x.Empty("w:u", val(s.underline))
	}
	b.x.Close()
}

// isShared reports whether Chinese and western typefaces both have the
// character: “ ” — … × and such. Word sets these in the western face, narrow
// and off the grid, unless it is told otherwise.
func isShared(r rune) bool {
	return width.LookupRune(r).Kind() == width.EastAsianAmbiguous
}
