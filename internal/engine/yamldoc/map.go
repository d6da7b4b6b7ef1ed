package yamldoc

import (
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"

	"nianlun/internal/engine/nearest"
)

// Map is a mapping whose keys are known.
type Map struct {
	// Node is the place of the mapping.
	Node
	values map[string]Node
	keys   []Entry
}

// Entry is one key of a mapping whose keys the author chooses.
type Entry struct {
	Name  string
	Key   Node
	Value Node
}

// Map reads the mapping at the place. With keys given, any other key is a problem that names the nearest one;
// without, the author chooses the keys and Entries lists them.
func (n Node) Map(keys ...string) Map {
	m := Map{Node: n, values: map[string]Node{}}
	if n.raw == nil {
		return m
	}
	if n.raw.Kind != yaml.MappingNode {
		n.Report(NotMapping)
		return m
	}
	for i := 0; i+1 < len(n.raw.Content); i += 2 {
		key, value := Node{n.doc, n.raw.Content[i]}, Node{n.doc, n.raw.Content[i+1]}
		m.add(key, value, keys)
	}
	return m
}

func (m *Map) add(key, value Node, known []string) {
	name := key.Text()
	if first, found := m.values[name]; found {
		key.Report(DuplicateKey, "key", name, "first", first.Line())
		return
	}
	if len(known) > 0 && !contains(known, name) {
		sorted := append([]string(nil), known...)
		sort.Strings(sorted)
		key.Report(UnknownKey, "key", name, "suggest", nearest.Word(name, known), "known", strings.Join(sorted, " "))
		return
	}
	m.values[name] = value
	m.keys = append(m.keys, Entry{Name: name, Key: key, Value: value})
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// At is the value of a key; the zero Node when it is not there.
func (m Map) At(key string) Node { return m.values[key] }

// Has reports whether the key is there.
func (m Map) Has(key string) bool { return m.values[key].Here() }

// Need is the value of a key that must be there and not be empty.
func (m Map) Need(key string) Node {
	if !m.IsMap() {
		return Node{}
	}
	value := m.values[key]
	if !value.Here() || value.raw.Kind == yaml.ScalarNode && strings.TrimSpace(value.raw.Value) == "" {
		m.Report(MissingKey, "key", key)
		return Node{}
	}
	return value
}

// Entries are the keys in the order of the file.
func (m Map) Entries() []Entry { return m.keys }

// Pairs are the keys and values of the mapping at the place as they are written, with keys that repeat. Nothing is
// reported.
func (n Node) Pairs() []Entry {
	if !n.IsMap() {
		return nil
	}
	var pairs []Entry
	for i := 0; i+1 < len(n.raw.Content); i += 2 {
		key, value := Node{n.doc, n.raw.Content[i]}, Node{n.doc, n.raw.Content[i+1]}
		pairs = append(pairs, Entry{Name: strings.TrimSpace(key.raw.Value), Key: key, Value: value})
	}
	return pairs
}

// Peek is the text of one key of the mapping at the place, without reporting anything.
func (n Node) Peek(key string) string {
	if n.raw == nil || n.raw.Kind != yaml.MappingNode {
		return ""
	}
	for i := 0; i+1 < len(n.raw.Content); i += 2 {
		if n.raw.Content[i].Value == key {
			return strings.TrimSpace(n.raw.Content[i+1].Value)
		}
	}
	return ""
}
