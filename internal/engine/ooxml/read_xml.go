package ooxml

import (
	"encoding/xml"
	"errors"
	"io"
)

// Element is the start of an XML element. Names are local names; Space is the
// namespace that tells w:p from a:p.
type Element struct {
	Space string
	Name  string
	attrs []xml.Attr
}

// Attr returns an attribute by its local name, "" when absent.
func (e Element) Attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Visitor receives the tokens of a part in document order. Start returns false
// to skip the element with all its content (End is then not called for it).
type Visitor interface {
	Start(e Element) bool
	End(space, name string)
	Text(chars []byte)
}

// Walk streams a part through the visitor. It refuses document type
// declarations (CodeUnsafe), so no entity beyond the five of XML exists, and
// nesting beyond the limit (CodeBomb).
func (p *Package) Walk(name string, v Visitor) error {
	r, err := p.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	return walk(r, name, p.limits.MaxDepth, v)
}

func walk(r io.Reader, name string, maxDepth int, v Visitor) error {
	dec := xml.NewDecoder(r)
	depth, skip := 0, 0
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return xmlError(name, err)
		}
		switch t := token.(type) {
		case xml.Directive:
			return refuse(CodeUnsafe, "part %q declares a document type", name)
		case xml.StartElement:
			depth++
			if depth > maxDepth {
				return refuse(CodeBomb, "part %q nests over %d elements", name, maxDepth)
			}
			if skip == 0 && !v.Start(Element{Space: t.Name.Space, Name: t.Name.Local, attrs: t.Attr}) {
				skip = depth
			}
		case xml.EndElement:
			if skip == 0 {
				v.End(t.Name.Space, t.Name.Local)
			}
			if skip == depth {
				skip = 0
			}
			depth--
		case xml.CharData:
			if skip == 0 {
				v.Text(t)
			}
		}
	}
}

func xmlError(name string, err error) error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return refuse(CodeDamaged, "part %q: %v", name, err)
}
