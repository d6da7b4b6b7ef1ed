package docwrite

import "strings"

// Inline is a piece of a line: Text or Figure.
type Inline interface{ display() string }

// Text is plain text.
type Text struct {
	Value string
	// Strong prints bold.
	Strong bool
}

// Figure is a number of the text that is bound to its source.
type Figure struct {
	// Display is the figure with its unit, as it is printed.
	Display string
	State   State
	// Source is the Number of a Source of the document, or 0 for none.
	Source int
}

func (t Text) display() string   { return t.Value }
func (f Figure) display() string { return f.Display }

// Plain makes the inlines of a text without figures.
func Plain(text string) []Inline { return []Inline{Text{Value: text}} }

// displayed is the text of a line of inlines.
func displayed(inlines []Inline) string {
	var b strings.Builder
	for _, i := range inlines {
		b.WriteString(i.display())
	}
	return b.String()
}
