package formdraft

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Recode gives the form of a definition's text, and every form that it reads, another
// code, and leaves the rest of the text as it was written. An error says that the
// text is no definition; one that was published always is.
func Recode(text string, rename func(code string) string) (string, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return "", fmt.Errorf("recode: %w", err)
	}
	lines := strings.SplitAfter(text, "\n")
	codes := formCodes(&doc)
	// From the end, so that what is still to be replaced keeps its place.
	slices.SortFunc(codes, func(a, b *yaml.Node) int {
		if a.Line != b.Line {
			return b.Line - a.Line
		}
		return b.Column - a.Column
	})
	for _, n := range codes {
		line := []rune(lines[n.Line-1])
		at := n.Column - 1
		written := n.Value
		if at < len(line) && (line[at] == '"' || line[at] == '\'') {
			at++
		}
		end := at + len([]rune(written))
		if end > len(line) || string(line[at:end]) != written {
			return "", fmt.Errorf("recode: line %d does not hold the code %q where it should", n.Line, written)
		}
		lines[n.Line-1] = string(line[:at]) + rename(written) + string(line[end:])
	}
	return strings.Join(lines, ""), nil
}

// formCodes are the codes of forms: its own, those of refers, and those of prefill.
func formCodes(doc *yaml.Node) []*yaml.Node {
	if len(doc.Content) == 0 {
		return nil
	}
	root := doc.Content[0]
	var codes []*yaml.Node
	add := func(n *yaml.Node) {
		if code := member(n, "form"); code != nil && code.Kind == yaml.ScalarNode {
			codes = append(codes, code)
		}
	}
	add(root)
	if refers := member(root, "refers"); refers != nil {
		for i := 1; i < len(refers.Content); i += 2 {
			add(refers.Content[i])
		}
	}
	for _, section := range items(member(root, "sections")) {
		for _, field := range items(member(section, "fields")) {
			add(member(field, "prefill"))
		}
	}
	return codes
}

// member is the value of a mapping's key; nil when there is none.
func member(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// items are the elements of a sequence; none of anything else.
func items(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}
