package design

import (
	"go.yaml.in/yaml/v3"
)

// Place says where in a form something is: what is not meant is -1 or empty.
type Place struct {
	Section int    // of a section or field
	Field   int    // within the section
	Check   int    // of a check
	List    string // of a list of options
	Refer   string // of another form
	Key     string // the key of the definition: "when", "name"
}

var nowhere = Place{Section: -1, Field: -1, Check: -1}

// placeOf finds what stands at a line and column of a definition.
func placeOf(text []byte, line, column int) Place {
	var doc yaml.Node
	if yaml.Unmarshal(text, &doc) != nil || len(doc.Content) == 0 {
		return nowhere
	}
	at := nowhere
	key, value := entryAt(doc.Content[0], line, column)
	switch key {
	case "sections":
		at.section(value, line, column)
	case "checks":
		if i := itemAt(value, line, column); i >= 0 {
			at.Check = i
			at.Key, _ = entryAt(value.Content[i], line, column)
		}
	case "lists", "codelists":
		at.List, _ = entryAt(value, line, column)
	case "refers":
		at.Refer, _ = entryAt(value, line, column)
	default:
		at.Key = key
	}
	return at
}

func (p *Place) section(sections *yaml.Node, line, column int) {
	p.Section = itemAt(sections, line, column)
	if p.Section < 0 {
		return
	}
	key, value := entryAt(sections.Content[p.Section], line, column)
	if p.Key = key; key == "rows" {
		p.Key, _ = entryAt(value, line, column)
		p.Key = "rows." + p.Key
		return
	}
	if key != "fields" {
		return
	}
	p.Key = ""
	if p.Field = itemAt(value, line, column); p.Field >= 0 {
		p.Key, _ = entryAt(value.Content[p.Field], line, column)
	}
}

// entryAt is the entry of a mapping that begins at the place or last before it.
func entryAt(n *yaml.Node, line, column int) (string, *yaml.Node) {
	if n == nil || n.Kind != yaml.MappingNode {
		return "", nil
	}
	if n.Line == line && n.Column == column && n.Style == yaml.FlowStyle {
		return "", nil // the mapping as a whole, which begins before its first key
	}
	name, value := "", (*yaml.Node)(nil)
	for i := 0; i+1 < len(n.Content); i += 2 {
		if begins(n.Content[i], line, column) {
			name, value = n.Content[i].Value, n.Content[i+1]
		}
	}
	return name, value
}

func itemAt(n *yaml.Node, line, column int) int {
	at := -1
	if n == nil || n.Kind != yaml.SequenceNode {
		return at
	}
	for i, item := range n.Content {
		if begins(item, line, column) {
			at = i
		}
	}
	return at
}

// begins reports whether a node begins at the place or before it.
func begins(n *yaml.Node, line, column int) bool {
	return n.Line < line || n.Line == line && n.Column <= column
}
