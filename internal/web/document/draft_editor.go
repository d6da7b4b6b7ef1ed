package document

import (
	"encoding/json"
	"net/url"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/document"
)

// editorNode is a node of the editor's JSON: a doc of headings and paragraphs,
// in them texts, some with a "cited" mark, and figures.
type editorNode struct {
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Text    string         `json:"text,omitempty"`
	Marks   []editorMark   `json:"marks,omitempty"`
	Content []editorNode   `json:"content,omitempty"`
}

type editorMark struct {
	Type  string            `json:"type"`
	Attrs map[string]string `json:"attrs,omitempty"`
}

// toEditor is content in the editor's JSON.
func toEditor(c document.Content) (string, error) {
	doc := editorNode{Type: "doc"}
	for _, block := range c.Blocks {
		node := editorNode{Type: string(block.Kind), Attrs: map[string]any{}}
		if block.Kind == document.HeadingBlock {
			node.Attrs["level"] = block.Level
		} else if len(block.Answers) > 0 {
			node.Attrs["answers"] = strings.Join(block.Answers, " ")
		}
		for _, in := range block.Inlines {
			node.Content = append(node.Content, editorInline(in))
		}
		doc.Content = append(doc.Content, node)
	}
	if len(doc.Content) == 0 {
		doc.Content = []editorNode{{Type: "paragraph"}}
	}
	data, err := json.Marshal(doc)
	return string(data), err
}

func editorInline(in document.Inline) editorNode {
	if in.Figure != nil {
		return editorNode{Type: "figure", Attrs: figureAttrs(*in.Figure)}
	}
	node := editorNode{Type: "text", Text: in.Text}
	if in.Cited != "" {
		node.Marks = []editorMark{{Type: "cited", Attrs: map[string]string{"source": in.Cited}}}
	}
	return node
}

// figureAttrs are what the editor keeps of a figure and gives back.
func figureAttrs(b document.Bound) map[string]any {
	return map[string]any{
		"binding": b.Ref, "number": i18n.Group(b.Value), "unit": b.Unit, "state": string(b.State), "href": figureHref(b.Ref),
	}
}

// figureHref is the page behind a figure.
func figureHref(ref string) string { return "/figures?ref=" + url.QueryEscape(ref) }

// fromEditor reads what the editor sent. The service cleans and judges it.
func fromEditor(text string) (document.Content, error) {
	var doc editorNode
	if err := json.Unmarshal([]byte(text), &doc); err != nil || doc.Type != "doc" {
		return document.Content{}, fault.Wrap(err, fault.Invalid, "draft.content")
	}
	var c document.Content
	for _, node := range doc.Content {
		block := document.Block{Kind: document.BlockKind(node.Type)}
		if level, ok := node.Attrs["level"].(float64); ok {
			block.Level = int(level)
		}
		if answers, ok := node.Attrs["answers"].(string); ok {
			block.Answers = strings.Fields(answers)
		}
		for _, child := range node.Content {
			in, err := child.inline()
			if err != nil {
				return c, err
			}
			block.Inlines = append(block.Inlines, in)
		}
		c.Blocks = append(c.Blocks, block)
	}
	return c, nil
}

func (n editorNode) inline() (document.Inline, error) {
	switch n.Type {
	case "text":
		in := document.Inline{Text: n.Text}
		for _, mark := range n.Marks {
			if mark.Type == "cited" {
				in.Cited = mark.Attrs["source"]
			}
		}
		return in, nil
	case "figure":
		return document.Inline{Figure: &document.Bound{
			Ref: n.attr("binding"), Value: strings.ReplaceAll(n.attr("number"), ",", ""), Unit: n.attr("unit"),
			State: document.FigureState(n.attr("state")),
		}}, nil
	default:
		return document.Inline{}, fault.New(fault.Invalid, "draft.content")
	}
}

func (n editorNode) attr(name string) string {
	text, _ := n.Attrs[name].(string)
	return text
}
