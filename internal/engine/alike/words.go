package alike

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed words.yaml
var wordsYAML []byte

// words are the lists of words.yaml, read once when the program starts and never changed.
var words = mustRead(wordsYAML)

// synonym is a word and what it is read as.
type synonym struct{ word, as string }

type wordLists struct {
	synonyms     []synonym // longest word first
	before       []string
	behind       []string
	apart        [][]string // each longest word first
	generic      map[string]bool
	genericCodes map[string]bool
	measures     map[string]string // unit of measure to the first of its dimension
	unitWord     string            // what may stand before a unit in brackets
	numerals     string
}

func mustRead(data []byte) wordLists {
	lists, err := read(data)
	if err != nil {
		panic("words.yaml: " + err.Error())
	}
	return lists
}

func read(data []byte) (wordLists, error) {
	var file struct {
		Same         [][]string `yaml:"same"`
		Before       []string   `yaml:"before"`
		Behind       []string   `yaml:"behind"`
		Apart        [][]string `yaml:"apart"`
		Generic      []string   `yaml:"generic"`
		GenericCodes []string   `yaml:"generic_codes"`
		Measures     [][]string `yaml:"measures"`
		UnitWord     string     `yaml:"unit_word"`
		Numerals     string     `yaml:"numerals"`
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil {
		return wordLists{}, err
	}
	lists := wordLists{
		generic: setOf(file.Generic), genericCodes: setOf(file.GenericCodes), measures: map[string]string{},
		unitWord: file.UnitWord, numerals: file.Numerals,
	}
	for _, group := range file.Same {
		for _, word := range group { // the first stands for itself, so that no shorter word is found in it
			lists.synonyms = append(lists.synonyms, synonym{fold(word), fold(group[0])})
		}
	}
	slices.SortStableFunc(lists.synonyms, func(a, b synonym) int { return len(b.word) - len(a.word) })
	lists.before, lists.behind = longestFirst(file.Before), longestFirst(file.Behind)
	for _, group := range file.Apart {
		lists.apart = append(lists.apart, longestFirst(group))
	}
	for _, group := range file.Measures {
		for _, unit := range group {
			lists.measures[fold(unit)] = group[0]
		}
	}
	return lists, nil
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, word := range list {
		set[word] = true
	}
	return set
}

func longestFirst(list []string) []string {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	return sorted
}

// canonical reads every synonym in a text as its first word: from the left, the longest that fits.
func (l wordLists) canonical(text string) string {
	var out strings.Builder
	for text != "" {
		if s, found := l.synonymAt(text); found {
			out.WriteString(s.as)
			text = text[len(s.word):]
			continue
		}
		size := runeSize(text)
		out.WriteString(text[:size])
		text = text[size:]
	}
	return out.String()
}

func (l wordLists) synonymAt(text string) (synonym, bool) {
	for _, s := range l.synonyms {
		if strings.HasPrefix(text, s.word) {
			return s, true
		}
	}
	return synonym{}, false
}
