package formhtml

import (
	"strings"

	"nianlun/internal/engine/form"
)

// Posted is what came in from a page that Sections and Problems have rendered.
type Posted struct {
	// Raw is what is written now: what came in, over what was stored, so that cells that were not shown keep what
	// was written in them.
	Raw form.Raw
	// Explanations are what was said to experience checks, by form.Finding.Key.
	Explanations map[string]string
	// Answers are what was said to cells that were sent back.
	Answers map[form.Path]string
	// Mended is the cell that was put right by the button at a problem; it is in Raw already.
	Mended form.Path
	// AddTo is the table to which another row is wanted.
	AddTo string
}

// The names of inputs that are no cells. A colon cannot stand in a path.
const (
	explainPrefix = "explain:"
	answerPrefix  = "answer:"
	keepPrefix    = "keep:" // an explanation that is offered: what was said stays as long as nothing else is said
	mendName      = "mend"
	againName     = "again" // a button: the key of a finding = the text that is said again
	addName       = "add"
)

// Read takes the values of a posted form apart. Several values of one name, as of checkboxes and the keys of rows, are
// joined with commas. Rows of a shown table that did not come in are gone. Names that are none of the form's are left
// out: a page has more inputs than these.
func Read(def *form.Definition, stored form.Raw, posted map[string][]string) Posted {
	out := Posted{Raw: form.Raw{}, Explanations: map[string]string{}, Answers: map[form.Path]string{}}
	for path, text := range stored {
		out.Raw[path] = text
	}
	out.dropRows(def, posted)
	for name, values := range posted {
		text := strings.Join(values, ",")
		if key, found := strings.CutPrefix(name, explainPrefix); found {
			out.Explanations[key] = strings.TrimSpace(text)
		}
		if path, found := strings.CutPrefix(name, answerPrefix); found {
			out.Answers[form.Path(path)] = strings.TrimSpace(text)
		}
		if isCell(def, name) {
			out.Raw[form.Path(name)] = text
		}
	}
	out.buttons(def, posted)
	return out
}

// dropRows forgets the rows of tables that came in without them.
func (p *Posted) dropRows(def *form.Definition, posted map[string][]string) {
	for path := range p.Raw {
		list, key, _ := path.Split()
		keys, shown := posted[list]
		if list == "" || !shown || contains(keys, key) {
			continue
		}
		if _, isTable := def.Table(list); isTable {
			delete(p.Raw, path)
		}
	}
}

// contains looks for a key among values that may themselves be joined.
func contains(values []string, key string) bool {
	for _, part := range strings.Split(strings.Join(values, ","), ",") {
		if strings.TrimSpace(part) == key {
			return true
		}
	}
	return false
}

func isCell(def *form.Definition, name string) bool {
	path, ok := form.ParsePath(name)
	if !ok {
		return false
	}
	if _, isTable := def.Table(name); isTable {
		return true
	}
	f, found := def.Field(path.Key())
	return found && f.Typed()
}

func (p *Posted) buttons(def *form.Definition, posted map[string][]string) {
	if mend := posted[mendName]; len(mend) > 0 {
		name, value, found := strings.Cut(mend[0], "=")
		if found && isCell(def, name) {
			p.Mended = form.Path(name)
			p.Raw[p.Mended] = value
		}
	}
	if add := posted[addName]; len(add) > 0 {
		if _, isTable := def.Table(add[0]); isTable {
			p.AddTo = add[0]
		}
	}
}
