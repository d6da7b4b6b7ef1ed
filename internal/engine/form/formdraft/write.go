package formdraft

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// YAML writes the draft: one group of keys after another with a blank line between, each field and each short list on one
// line. The same draft always gives the same text, and Read of the text gives the draft again.
func (d Draft) YAML() []byte {
	var head pairs
	head.need("form", d.Code)
	head.need("title", d.Title)
	head.text("period", d.Period)
	head.text("basis", d.Basis)
	head.texts("sign", d.Sign)
	head.text("help", d.Help)
	groups := []*yaml.Node{head.block()}
	if len(d.CodeLists) > 0 {
		groups = append(groups, group("codelists", codeListsNode(d.CodeLists)))
	}
	if len(d.Lists) > 0 {
		groups = append(groups, group("lists", listsNode(d.Lists)))
	}
	if len(d.Refers) > 0 {
		groups = append(groups, group("refers", refersNode(d.Refers)))
	}
	groups = append(groups, group("sections", sequence(d.Sections, sectionNode)))
	if len(d.Checks) > 0 {
		groups = append(groups, group("checks", sequence(d.Checks, checkNode)))
	}
	return join(groups)
}

// join writes the groups with blank lines between them. Each is a mapping at the margin, so that together they are one.
func join(groups []*yaml.Node) []byte {
	var out bytes.Buffer
	for i, node := range groups {
		if i > 0 {
			out.WriteByte('\n')
		}
		e := yaml.NewEncoder(&out)
		e.SetIndent(2)
		if err := e.Encode(node); err != nil { // every node is a mapping of valid texts
			panic("formdraft: " + err.Error())
		}
	}
	return out.Bytes()
}

func group(key string, value *yaml.Node) *yaml.Node {
	var p pairs
	p.node(key, value)
	return p.block()
}

func sequence[T any](items []T, node func(T) *yaml.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode}
	for _, item := range items {
		n.Content = append(n.Content, node(item))
	}
	return n
}

func codeListsNode(lists []CodeList) *yaml.Node {
	var p pairs
	for _, list := range lists {
		var to pairs
		to.need("list", list.List)
		to.number("version", list.Version)
		p.node(list.Name, to.flow())
	}
	return p.block()
}

func listsNode(lists []List) *yaml.Node {
	var p pairs
	for _, list := range lists {
		p.node(list.Name, optionsNode(list.Options))
	}
	return p.block()
}

func optionsNode(options []Option) *yaml.Node {
	var p pairs
	for _, o := range options {
		if len(o.Under) == 0 && o.Retired == "" {
			p.need(o.Code, o.Name)
			continue
		}
		var narrowed pairs
		narrowed.need("name", o.Name)
		narrowed.texts("under", o.Under)
		narrowed.text("retired", o.Retired)
		p.node(o.Code, narrowed.flow())
	}
	return p.flow()
}

func refersNode(refers []Refer) *yaml.Node {
	var p pairs
	for _, r := range refers {
		var to pairs
		to.need("form", r.Form)
		to.text("period", r.Period)
		p.node(r.Name, to.flow())
	}
	return p.block()
}

func sectionNode(s Section) *yaml.Node {
	var p pairs
	p.need("title", s.Title)
	p.text("tab", s.Tab)
	p.text("help", s.Help)
	p.text("when", s.When)
	if s.Rows != nil {
		p.node("rows", rowsNode(*s.Rows))
	}
	p.node("fields", sequence(s.Fields, fieldNode))
	return p.block()
}

func rowsNode(r Rows) *yaml.Node {
	var p pairs
	p.need("code", r.Code)
	p.need("name", r.Name)
	p.number("min", r.Min)
	p.number("max", r.Max)
	p.text("key", r.Key)
	if len(r.Fixed) > 0 {
		p.node("fixed", optionsNode(r.Fixed))
	}
	return p.flow()
}

func fieldNode(f Field) *yaml.Node {
	var p pairs
	p.need("code", f.Code)
	p.need("name", f.Name)
	p.need("type", f.Type)
	p.text("unit", f.Unit)
	p.number("decimals", f.Decimals)
	p.number("min", f.Min)
	p.number("max", f.Max)
	if len(f.Options) > 0 {
		p.node("of", optionsNode(f.Options))
	} else {
		p.text("of", f.Of)
	}
	p.text("under", f.Under)
	p.text("datum", f.Datum)
	p.number("value", f.Value)
	p.text("missing", f.Missing)
	p.yesOr("required", f.Required)
	p.text("when", f.When)
	if f.Type == "multichoice" && strings.Contains(f.Default, ",") {
		p.texts("default", strings.Split(f.Default, ","))
	} else {
		p.number("default", f.Default)
	}
	p.prefill(f.Prefill)
	if f.Total {
		p.node("total", plain("true"))
	}
	p.text("help", f.Help)
	return p.flow()
}

func checkNode(c Check) *yaml.Node {
	var p pairs
	p.text("id", c.ID)
	p.text("logic", c.Logic)
	p.text("experience", c.Experience)
	p.text("each", c.Each)
	p.text("say", c.Say)
	p.texts("at", c.At)
	p.text("missing", c.Missing)
	if c.Mend != (Mend{}) {
		var mend pairs
		mend.need("field", c.Mend.Field)
		mend.number("value", c.Mend.Value)
		p.node("mend", mend.flow())
	}
	return p.block()
}

// pairs are the keys and values of a mapping in the making.
type pairs struct{ content []*yaml.Node }

func (p *pairs) block() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Content: p.content} }

// flow is the mapping on one line. Within it, texts of several lines are quoted.
func (p *pairs) flow() *yaml.Node {
	for i, n := range p.content {
		if n.Kind == yaml.ScalarNode && n.Style == yaml.LiteralStyle {
			p.content[i].Style = yaml.DoubleQuotedStyle
		}
	}
	return &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: p.content}
}

func (p *pairs) node(key string, value *yaml.Node) {
	p.content = append(p.content, quoted(key), value)
}

// need writes the key even when its text is empty, so that the author sees what is still to be filled in.
func (p *pairs) need(key, text string) { p.node(key, quoted(text)) }

func (p *pairs) text(key, text string) {
	if strings.TrimSpace(text) != "" {
		p.need(key, text)
	}
}

func (p *pairs) texts(key string, list []string) {
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, text := range list {
		if strings.TrimSpace(text) == "" {
			continue
		}
		item := quoted(text)
		if item.Style == yaml.LiteralStyle {
			item.Style = yaml.DoubleQuotedStyle
		}
		n.Content = append(n.Content, item)
	}
	if len(n.Content) > 0 {
		p.node(key, n)
	}
}

var numeric = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)

// number writes a number without quotes; whatever else is there, it writes as a text.
func (p *pairs) number(key, text string) {
	if numeric.MatchString(text) {
		p.node(key, plain(text))
		return
	}
	p.text(key, text)
}

func (p *pairs) yesOr(key, text string) {
	switch yesOr(strings.TrimSpace(text)) {
	case "":
	case "true":
		p.node(key, plain("true"))
	default:
		p.text(key, text)
	}
}

func (p *pairs) prefill(from Prefill) {
	switch from {
	case Prefill{}:
		return
	case LastPeriod:
		p.text("prefill", lastPeriod)
		return
	case Prefill{Named: from.Named}:
		p.text("prefill", from.Named)
		return
	}
	var m pairs
	m.text("form", from.Form)
	m.text("field", from.Field)
	m.text("period", from.Period)
	m.text("unit", from.Unit)
	m.text("indicator", from.Indicator)
	p.node("prefill", m.flow())
}

func plain(text string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: text} }

// quoted is a text that reads back as one: the encoder quotes whatever YAML would take for a number, a date or yes.
func quoted(text string) *yaml.Node {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n"))
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}
	if strings.Contains(text, "\n") {
		n.Style = yaml.LiteralStyle
	}
	return n
}
