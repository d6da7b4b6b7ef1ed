package doctext

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/ooxml"
)

// isWord tells the namespaces of WordprocessingML: transitional and strict.
func isWord(space string) bool {
	return space == "http://schemas.openxmlformats.org/wordprocessingml/2006/main" ||
		space == "http://purl.oclc.org/ooxml/wordprocessingml/main"
}

// docxStyle is what a paragraph style says about headings and lists.
type docxStyle struct {
	name, basedOn string
	outline       int // 0 for the first level, 9 for body text, -1 when not said
	numID         string
	level         int // of the list, -1 when not said
}

// docxStyles holds the paragraph and numbering styles by id; the default
// paragraph style also under "".
type docxStyles map[string]*docxStyle

// maxHeading is the deepest heading level that is told apart.
const maxHeading = 4

// maxBase bounds the chain of styles that are based on another.
const maxBase = 16

// heading returns the heading level of a style, 0 for body text.
func (s docxStyles) heading(id string) int {
	for k := 0; k < maxBase; k++ {
		style := s[id]
		if style == nil {
			return 0
		}
		if style.outline >= 0 {
			return outlineLevel(style.outline)
		}
		if n := headingName(style.name); n > 0 {
			return n
		}
		id = style.basedOn
	}
	return 0
}

// outlineLevel is the heading level of an outline level of Word, of which the
// tenth (9) is body text.
func outlineLevel(outline int) int {
	if outline >= 9 {
		return 0
	}
	return min(outline+1, maxHeading)
}

// numbering returns the list that a style belongs to, "" for none. A style that
// does not say its level has the one that the list gives it.
func (s docxStyles) numbering(id string, lists *docxLists) (numID string, level int) {
	first := id
	for k := 0; k < maxBase; k++ {
		style := s[id]
		if style == nil {
			return "", 0
		}
		if style.numID != "" {
			if style.level >= 0 {
				return style.numID, style.level
			}
			return style.numID, lists.levelOfStyle(style.numID, first, id)
		}
		id = style.basedOn
	}
	return "", 0
}

// contents tells styles of a generated table of contents.
func (s docxStyles) contents(id string) bool {
	style := s[id]
	if style == nil {
		return false
	}
	name := strings.ToLower(strings.ReplaceAll(style.name, " ", ""))
	for _, prefix := range []string{"toc", "目录", "wpsoffice手动目录"} {
		rest, ok := strings.CutPrefix(name, prefix)
		if ok && (rest == "heading" || rest == "标题" || len(rest) == 1 && rest[0] >= '1' && rest[0] <= '9') {
			return true
		}
	}
	return false
}

// headingName reads the level out of a style's name: "heading 2", "标题 2",
// "标题二", "二级标题", "公文3级标题".
func headingName(name string) int {
	name = strings.ToLower(strings.Join(strings.Fields(name), ""))
	for _, prefix := range []string{"heading", "标题"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if n := levelNumber(strings.Trim(rest, "（）()")); n > 0 {
				return min(n, maxHeading)
			}
		}
	}
	for _, word := range []string{"级标题", "层标题"} {
		if i := strings.Index(name, word); i > 0 {
			_, size := utf8.DecodeLastRuneInString(name[:i])
			return min(levelNumber(name[i-size:i]), maxHeading)
		}
	}
	return 0
}

// levelNumber reads a level from 1 to 9, 0 for anything else.
func levelNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 9 {
		return n
	}
	if utf8.RuneCountInString(s) == 1 {
		return (strings.Index("一二三四五六七八九", s) + 3) / 3
	}
	return 0
}

// readStyles reads the part of the styles; a document without it ("") has none.
func readStyles(p *ooxml.Package, part string) (docxStyles, error) {
	v := &stylesVisitor{styles: docxStyles{}}
	if part == "" {
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
		switch e.Attr("type") {
		case "paragraph", "numbering":
			v.current = &docxStyle{outline: -1, level: -1}
			v.styles[e.Attr("styleId")] = v.current
			if e.Attr("type") == "paragraph" && e.Attr("default") != "" && isOnValue(e.Attr("default")) {
				v.styles[""] = v.current
			}
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
