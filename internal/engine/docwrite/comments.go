package docwrite

import (
	"strconv"

	"nianlun/internal/engine/ooxml"
)

// comment is a Word comment; its place in body.comments is its id.
type comment struct {
	lines []string
}

func vnumID(id int) ooxml.Attr { return a("id", strconv.Itoa(id)) }

// addComment says where a figure comes from and returns the comment's id.
func (b *body) addComment(f Figure) int {
	b.comments = append(b.comments, comment{lines: b.commentLines(f)})
	return len(b.comments) - 1
}

func (b *body) commentLines(f Figure) []string {
	line := func(name, value string) string { return name + b.labels.Colon + value }
	state := line(b.labels.State, b.labels.state(f.State))
	s, ok := b.sources[f.Source]
	if !ok {
		return []string{b.labels.Unsourced, state}
	}
	lines := []string{line(b.labels.Number, strconv.Itoa(s.Number)), state}
	for _, l := range []namedLabel{
		{b.labels.Definition, s.Definition},
		{b.labels.Scope, s.Scope},
		{b.labels.AsOf, s.AsOf},
	} {
		if l.value != "" {
			lines = append(lines, line(l.name, l.value))
		}
	}
	return lines
}

// commentsPart writes comments.xml.
func (b *body) commentsPart() []byte {
	x := ooxml.NewXMLWriter()
	x.Open("w:comments", ooxml.A("xmlns:w", mainNS))
	for id, c := range b.comments {
		x.Open("w:comment", vnumID(id), a("author", b.labels.Author),
			a("date", stamp(b.doc.Meta.Created)), a("initials", b.labels.Initials))
		for i, line := range c.lines {
			writeCommentLine(x, line, i == 0)
		}
		x.Close()
	}
	x.Close()
	return x.Bytes()
}

func writeCommentLine(x *ooxml.XMLWriter, line string, first bool) {
	x.Open("w:p")
	x.Open("w:pPr")
	x.Empty("w:pStyle", val(styleCommentText))
	x.Close()
	if first {
		x.Open("w:r")
		x.Open("w:rPr")
		x.Empty("w:rStyle", val(styleCommentMark))
		x.Close()
		x.Empty("w:annotationRef")
		x.Close()
	}
	x.Open("w:r")
	x.Leaf("w:t", line, preserve)
	x.Close()
	x.Close()
}
