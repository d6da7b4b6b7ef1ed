package doctext

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/ooxml"
)

// wordSpaces are the namespaces of WordprocessingML: transitional and strict.
func isWord(space string) bool {
	return space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
		space == "http://purl.oclc.org/ooxml/wordprocessingml/main"
}

// docxStyle is what a paragraph style says about headings and lists.
type docxStyle struct {
	name, basedOn string
	outline       int // 0 for the first level, -1 when not said
	numID         string
	level         int
}

// docxStyles holds the paragraph styles by id.
type docxStyles map[string]*docxStyle

// maxBase bounds the chain of styles that are based on another.
const maxBase = 16

// heading returns the heading level of a style, 0 for body text.
func (s docxStyles) heading(id string) int {
	for k := 0; k < maxBase; k++ {
		style := s[id]
		if style == nil {
			return 0
		}
		if style.outline >= 0 && style.outline < 9 {
			return min(style.outline+1, 4)
		}
		if n := headingName(style.name); n > 0 {
			return n
		}
		id = style.basedOn
	}
	return 0
}

// numbering returns the list that a style belongs to, "" for none.
func (s docxStyles) numbering(id string) (numID string, level int) {
	for k := 0; k < maxBase; k++ {
		style := s[id]
		if style == nil {
			return "", 0
		}
		if style.numID != "" {
			return style.numID, style.level
		}
		id = style.basedOn
	}
	return "", 0
}

// headingName reads the level out of "heading 2" and "标题 2".
func headingName(name string) int {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, prefix := range []string{"heading", "标题"} {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok {
			continue
		}
		if n, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && n >= 1 && n <= 9 {
			return min(n, 4)
		}
	}
	return 0
}

// readStyles reads word/styles.xml; a package without it has no styles.
func readStyles(p *ooxml.Package) (docxStyles, error) {
	const part = "word/styles.xml"
	v := &stylesVisitor{styles: docxStyles{}}
	if !p.Has(part) {
		return v.styles, nil
	}
	return v.styles, p.Walk(part, v)
}

type stylesVisitor struct {
	styles  docxStyles
	current *docxStyle
}

func (v *stylesVisitor) Start(e ooxml.Element) bool {
	if !isWord(e.Space) {
		return false
	}
	switch e.Name {
	case "style":
		v.current = nil
		if e.Attr("type") == "paragraph" {
			v.current = &docxStyle{outline: -1}
			v.styles[e.Attr("styleId")] = v.current
		}
		return v.current != nil
	case "docDefaults", "latentStyles":
		return false
	}
	if v.current == nil {
		return true
	}
	switch e.Name {
	case "name":
		v.current.name = e.Attr("val")
	case "basedOn":
		v.current.basedOn = e.Attr("val")
	case "outlineLvl":
		v.current.outline = atoi(e.Attr("val"), -1)
	case "numId":
		v.current.numID = e.Attr("val")
	case "ilvl":
		v.current.level = atoi(e.Attr("val"), 0)
	}
	return true
}

func (v *stylesVisitor) End(space, name string) {
	if name == "style" {
		v.current = nil
	}
}

func (v *stylesVisitor) Text([]byte) {}

func atoi(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return otherwise
}
