// Package yamldoc owns the reading of definition files: YAML mappings whose every mistake is reported with line,
// column and what to write instead.
//
// It knows nothing of forms, flows or indicators, and makes no text for people: a problem is a code with parameters,
// and each code has the message key "form.definition.<code>".
package yamldoc

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"nianlun/internal/kit/i18n"
)

// The codes of problems that any definition may have. A kind of definition adds its own.
const (
	BadYAML      = "bad_yaml"      // detail: the parser's words
	NotMapping   = "not_mapping"   // want key: value lines
	NotList      = "not_list"      //
	NotText      = "not_text"      //
	NotNumber    = "not_number"    // text
	NotWhole     = "not_whole"     // text
	NotYesNo     = "not_yesno"     // text
	UnknownKey   = "unknown_key"   // key, suggest, known
	DuplicateKey = "duplicate_key" // key, first: line of the first
	MissingKey   = "missing_key"   // key
	UnknownWord  = "unknown_word"  // text, suggest, known
	NoAliases    = "no_aliases"    // anchors and aliases are not part of the language
	TooLarge     = "too_large"     // limit: in MB
)

const maxBytes = 1 << 20

// Problem is one mistake in a definition.
type Problem struct {
	Code         string
	Line, Column int
	Params       map[string]string
}

// keyPrefix begins the message keys of problems; kindPrefix those of the kinds of values that a problem speaks of.
const (
	keyPrefix  = "form.definition."
	kindPrefix = "form.kind."
)

// Key is the message key of the problem. Where a near word is known, ".near" follows, and the message may offer it.
func (p Problem) Key() string {
	if p.Params["suggest"] != "" {
		return keyPrefix + p.Code + ".near"
	}
	return keyPrefix + p.Code
}

// Message is the problem in the reader's language, with line and column. The function t gives the text of a message
// key, with placeholders as name, value pairs.
func (p Problem) Message(t func(key string, args ...any) string) string {
	return t(keyPrefix+"at", "line", p.Line, "column", p.Column, "problem", p.Words(t))
}

// Words is the problem without its place, for a page that shows it there.
func (p Problem) Words(t func(key string, args ...any) string) string {
	args := []any{"line", p.Line, "column", p.Column}
	for name, value := range p.Params {
		if name == "want" || name == "got" {
			value = kindWords(value, t)
		}
		args = append(args, name, value)
	}
	return t(p.Key(), args...)
}

// kindWords turns number|date into words; what is no kind, such as a count, stays.
func kindWords(kinds string, t func(key string, args ...any) string) string {
	words := strings.Split(kinds, "|")
	for i, word := range words {
		if text := t(kindPrefix + word); text != kindPrefix+word {
			words[i] = text
		}
	}
	return strings.Join(words, t(kindPrefix+"or"))
}

// Error is for logs and tests; people read the message of the code.
func (p Problem) Error() string {
	names := make([]string, 0, len(p.Params))
	for name := range p.Params {
		names = append(names, name)
	}
	sort.Strings(names)
	var b strings.Builder
	fmt.Fprintf(&b, "%d:%d %s", p.Line, p.Column, p.Code)
	for _, name := range names {
		fmt.Fprintf(&b, " %s=%q", name, p.Params[name])
	}
	return b.String()
}

// Problems are all the mistakes of a definition, in the order of the file. As an error they are for logs.
type Problems []Problem

// Error joins the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Doc is one file that is being read. It gathers the problems.
type Doc struct {
	problems Problems
}

// Node is a place in the file. The zero Node is a place that is not there; reading it gives empty values and reports
// nothing.
type Node struct {
	doc *Doc
	raw *yaml.Node
}

// Read parses the first document of a file. When it is not YAML at all, the root is a zero Node and the Doc holds
// the reason.
func Read(data []byte) (*Doc, Node) {
	d := &Doc{}
	if len(data) > maxBytes {
		d.problems = append(d.problems, Problem{Code: TooLarge, Line: 1, Column: 1, Params: pairs("limit", i18n.Size(maxBytes))})
		return d, Node{}
	}
	if !utf8.Valid(data) {
		d.problems = append(d.problems, Problem{Code: BadYAML, Line: 1, Column: 1, Params: pairs("detail", "not UTF-8")})
		return d, Node{}
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		d.problems = append(d.problems, badYAML(err))
		return d, Node{}
	}
	if len(root.Content) == 0 {
		d.problems = append(d.problems, Problem{Code: NotMapping, Line: 1, Column: 1})
		return d, Node{}
	}
	if at := alias(&root); at != nil {
		Node{doc: d, raw: at}.Report(NoAliases)
		return d, Node{}
	}
	return d, Node{doc: d, raw: root.Content[0]}
}

// badYAML takes the line out of "yaml: line 3: did not find expected key".
func badYAML(err error) Problem {
	p := Problem{Code: BadYAML, Line: 1, Column: 1}
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if n, _ := fmt.Sscanf(text, "line %d:", &p.Line); n == 1 {
		_, text, _ = strings.Cut(text, ": ")
	}
	p.Params = pairs("detail", text)
	return p
}

func alias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		return n
	}
	for _, child := range n.Content {
		if found := alias(child); found != nil {
			return found
		}
	}
	return nil
}

// Err is nil, or the Problems in the order of the file.
func (d *Doc) Err() error {
	if len(d.problems) == 0 {
		return nil
	}
	sort.SliceStable(d.problems, func(i, j int) bool {
		a, b := d.problems[i], d.problems[j]
		return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
	})
	return d.problems
}

func pairs(args ...any) map[string]string {
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = fmt.Sprint(args[i+1])
	}
	return m
}
