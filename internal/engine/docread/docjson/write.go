package docjson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"nianlun/internal/engine/docread"
)

// Write renders the document as JSON, a line for every node, figure, deadline and
// commitment. It holds one line at a time: the findings of a text full of figures
// are many times as long as the text.
func Write(w io.Writer, doc *docread.Document) error { return WriteNamed(w, "", doc) }

// WriteNamed is Write with the name of the file, for one of several documents.
func WriteNamed(w io.Writer, file string, doc *docread.Document) error {
	o := &object{out: bufio.NewWriter(w)}
	o.text("{")
	if file != "" {
		o.member("file", file)
	}
	o.member("title", doc.Title)
	if doc.Year != 0 {
		o.member("year", doc.Year)
	}
	list(o, "outline", doc.Outline, node)
	list(o, "figures", doc.Figures, figure)
	list(o, "deadlines", doc.Deadlines, deadline)
	list(o, "commitments", doc.Commitments, commitment)
	if len(doc.Relations) > 0 {
		list(o, "relations", doc.Relations, relation)
	}
	if len(doc.Cleaned) > 0 {
		list(o, "cleaned", doc.Cleaned, cleaning)
	}
	o.text("\n}\n")
	if o.err != nil {
		return o.err
	}
	return o.out.Flush()
}

// object writes one JSON object; the first error stays.
type object struct {
	out  *bufio.Writer
	line bytes.Buffer
	more bool // a member has been written
	err  error
}

func (o *object) text(s string) {
	if o.err == nil {
		_, o.err = o.out.WriteString(s)
	}
}

func (o *object) value(v any) {
	if o.err != nil {
		return
	}
	o.line.Reset()
	encoder := json.NewEncoder(&o.line)
	encoder.SetEscapeHTML(false)
	if o.err = encoder.Encode(v); o.err == nil {
		_, o.err = o.out.Write(bytes.TrimSuffix(o.line.Bytes(), []byte("\n")))
	}
}

func (o *object) name(name string) {
	if o.more {
		o.text(",")
	}
	o.more = true
	o.text("\n  \"" + name + "\": ")
}

func (o *object) member(name string, v any) {
	o.name(name)
	o.value(v)
}

func list[T, W any](o *object, name string, items []T, wire func(T) W) {
	o.name(name)
	o.text("[")
	for i, item := range items {
		if i > 0 {
			o.text(",")
		}
		o.text("\n    ")
		o.value(wire(item))
	}
	if len(items) > 0 {
		o.text("\n  ")
	}
	o.text("]")
}
