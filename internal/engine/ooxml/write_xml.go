package ooxml

// Attr is one attribute of an element; Name carries its prefix, as in "w:val".
type Attr struct{ Name, Value string }

// A makes an attribute.
func A(name, value string) Attr { return Attr{Name: name, Value: value} }

// XMLWriter builds one XML part in memory. It escapes all text and attribute
// values, drops characters that XML 1.0 forbids, and writes no white space of
// its own, so that equal calls give equal bytes. Element and attribute names
// are written as given; they come from code, never from input.
type XMLWriter struct {
	buf  []byte
	open []string
}

// xmlDeclaration is the one that Word itself writes.
const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// NewXMLWriter starts a part with its XML declaration.
func NewXMLWriter() *XMLWriter {
	return &XMLWriter{buf: []byte(xmlDeclaration)}
}

// Open starts an element that a later Close ends.
func (x *XMLWriter) Open(name string, attrs ...Attr) {
	x.tag(name, attrs)
	x.buf = append(x.buf, '>')
	x.open = append(x.open, name)
}

// Close ends the innermost open element. Closing more than was opened is a
// mistake of the program and panics.
func (x *XMLWriter) Close() {
	if len(x.open) == 0 {
		panic("ooxml: Close without Open")
	}
	last := len(x.open) - 1
	x.buf = append(x.buf, '<', '/')
	x.buf = append(x.buf, x.open[last]...)
	x.buf = append(x.buf, '>')
	x.open = x.open[:last]
}

// Empty writes an element without content.
func (x *XMLWriter) Empty(name string, attrs ...Attr) {
	x.tag(name, attrs)
	x.buf = append(x.buf, '/', '>')
}

// Leaf writes an element that holds text only.
func (x *XMLWriter) Leaf(name, text string, attrs ...Attr) {
	x.Open(name, attrs...)
	x.Text(text)
	x.Close()
}

// Text writes character data inside the open element.
func (x *XMLWriter) Text(text string) {
	x.buf = appendText(x.buf, text)
}

// Bytes returns the finished part. An element left open is a mistake of the
// program and panics. The writer must not be used afterwards.
func (x *XMLWriter) Bytes() []byte {
	if n := len(x.open); n > 0 {
		panic("ooxml: element left open: " + x.open[n-1])
	}
	return x.buf
}

func (x *XMLWriter) tag(name string, attrs []Attr) {
	x.buf = append(x.buf, '<')
	x.buf = append(x.buf, name...)
	for _, a := range attrs {
		x.buf = append(x.buf, ' ')
		x.buf = append(x.buf, a.Name...)
		x.buf = append(x.buf, '=', '"')
		x.buf = appendAttr(x.buf, a.Value)
		x.buf = append(x.buf, '"')
	}
}
