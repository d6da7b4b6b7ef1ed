package yamldoc

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"go.yaml.in/yaml/v3"

	"nianlun/internal/engine/nearest"
)

// Here reports whether the place is in the file.
func (n Node) Here() bool { return n.raw != nil }

// Line is where the place begins, from 1.
func (n Node) Line() int {
	if n.raw == nil {
		return 0
	}
	return n.raw.Line
}

// IsNull reports whether the place was left blank, as the value in `help:`.
func (n Node) IsNull() bool {
	return n.raw != nil && n.raw.Kind == yaml.ScalarNode && n.raw.Tag == "!!null"
}

// IsMap reports whether the place is a mapping.
func (n Node) IsMap() bool { return n.raw != nil && n.raw.Kind == yaml.MappingNode }

// IsList reports whether the place is a list.
func (n Node) IsList() bool { return n.raw != nil && n.raw.Kind == yaml.SequenceNode }

// Report notes a problem at the place; args are name, value pairs.
func (n Node) Report(code string, args ...any) { n.ReportAt(0, code, args...) }

// ReportAt notes a problem some characters into the text at the place, for a mistake within an expression. Within a
// text of several lines the place itself is reported.
func (n Node) ReportAt(offset int, code string, args ...any) {
	if n.raw == nil {
		return
	}
	p := Problem{Code: code, Line: n.raw.Line, Column: n.raw.Column, Params: pairs(args...)}
	switch n.raw.Style {
	case 0:
		p.Column += offset
	case yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle:
		p.Column += offset + 1
	}
	n.doc.problems = append(n.doc.problems, p)
}

// Text is the text at the place, of a text, number or yes/no written without quotes too.
func (n Node) Text() string {
	if n.raw == nil {
		return ""
	}
	if n.raw.Kind != yaml.ScalarNode || n.raw.Tag == "!!null" {
		n.Report(NotText)
		return ""
	}
	return strings.TrimSpace(n.raw.Value)
}

// OneOf is the text at the place, which must be one of the words.
func (n Node) OneOf(words ...string) string {
	text := n.Text()
	if n.raw != nil && text != "" && !slices.Contains(words, text) {
		n.Report(UnknownWord, "text", text, "suggest", nearest.Word(text, words), "known", strings.Join(words, " "))
		return ""
	}
	return text
}

// Whole is the whole number at the place.
func (n Node) Whole() int {
	text := n.Text()
	if text == "" {
		return 0
	}
	v, err := strconv.Atoi(text)
	if err != nil {
		n.Report(NotWhole, "text", text)
	}
	return v
}

// Decimal is the exact number at the place, nil when it is not there or no number.
func (n Node) Decimal() *decimal.Decimal {
	text := n.Text()
	if text == "" {
		return nil
	}
	d, err := decimal.NewFromString(text)
	if err != nil || len(text) > 30 || d.Exponent() > 30 || d.Exponent() < -30 {
		n.Report(NotNumber, "text", text)
		return nil
	}
	return &d
}

// Bool is true or false at the place; 是 and 否 are taken as well.
func (n Node) Bool() bool {
	switch text := n.Text(); text {
	case "true", "是":
		return true
	case "false", "否", "":
		return false
	default:
		n.Report(NotYesNo, "text", text)
		return false
	}
}

// List is the members of the list at the place.
func (n Node) List() []Node {
	if n.raw == nil {
		return nil
	}
	if n.raw.Kind != yaml.SequenceNode {
		n.Report(NotList)
		return nil
	}
	nodes := make([]Node, len(n.raw.Content))
	for i, child := range n.raw.Content {
		nodes[i] = Node{doc: n.doc, raw: child}
	}
	return nodes
}

// OneOrMany is the list at the place, or the place itself as a list of one.
func (n Node) OneOrMany() []Node {
	if n.raw == nil || n.IsList() {
		return n.List()
	}
	return []Node{n}
}

// Texts is the text or the list of texts at the place.
func (n Node) Texts() []string {
	var texts []string
	for _, member := range n.OneOrMany() {
		if text := member.Text(); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}
