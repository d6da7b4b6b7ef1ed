package formdraft

import (
	"bytes"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Held is one version of a list whose options a definition is to hold.
type Held struct {
	Version int
	Options []Option
}

// Hold writes the options of lists that a definition names under `codelists` into its text, with the version that they
// are of, so that the text needs nothing else to be read. Keys, order and comments of the text stay. Lists that the text
// holds already, and those that are not given, are left alone.
func Hold(text []byte, lists map[string]Held) []byte {
	root := rootOf(text)
	uses := valueOf(root, "codelists")
	if uses == nil || uses.Kind != yaml.MappingNode {
		return text
	}
	held, changed := valueOf(root, "lists"), false
	for i := 0; i+1 < len(uses.Content); i += 2 {
		name, use := uses.Content[i].Value, uses.Content[i+1]
		list, given := lists[name]
		if !given || valueOf(held, name) != nil || use.Kind != yaml.MappingNode {
			continue
		}
		if held == nil || held.Kind != yaml.MappingNode {
			held = &yaml.Node{Kind: yaml.MappingNode}
			setValue(root, "lists", held)
		}
		setValue(use, "version", plain(strconv.Itoa(list.Version)))
		setValue(held, name, optionsNode(list.Options))
		changed = true
	}
	if !changed {
		return text
	}
	return encoded(root)
}

// LetGo takes the options out of a text again that it holds of the lists that keep tells, so that the newest are looked
// up; the version that they were of stays, to tell what is new since.
func LetGo(text []byte, lets func(use CodeList, options []Option) bool) []byte {
	d, err := Read(text)
	if err != nil {
		return text
	}
	root, changed := rootOf(text), false
	held := valueOf(root, "lists")
	for _, use := range d.CodeLists {
		for _, list := range d.Lists {
			if list.Name == use.Name && lets(use, list.Options) {
				dropValue(held, use.Name)
				changed = true
			}
		}
	}
	if !changed {
		return text
	}
	if len(held.Content) == 0 {
		dropValue(root, "lists")
	}
	return encoded(root)
}

// rootOf is the mapping of a text; nil when it is none.
func rootOf(text []byte) *yaml.Node {
	var doc yaml.Node
	if yaml.Unmarshal(text, &doc) != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	return doc.Content[0]
}

func valueOf(n *yaml.Node, key string) *yaml.Node {
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

func setValue(n *yaml.Node, key string, value *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content[i+1] = value
			return
		}
	}
	n.Content = append(n.Content, quoted(key), value)
}

func dropValue(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = append(n.Content[:i:i], n.Content[i+2:]...)
			return
		}
	}
}

func encoded(root *yaml.Node) []byte {
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(root); err != nil { // it was read from a text
		panic("formdraft: " + err.Error())
	}
	return out.Bytes()
}
