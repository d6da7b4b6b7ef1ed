package formxlsx

import (
	"strings"

	"nianlun/internal/engine/form"
)

// Directory is whom the unit and person cells of one return may name.
type Directory interface {
	// Offer lists whom a field may name.
	Offer(f *form.Field) []Choice
	// Name is what a unit or person is called, also one that is no longer offered; "" for an id that nobody has.
	Name(id string) string
}

// Choice is a unit or a person to choose: its id and its name.
type Choice struct{ Value, Text string }

// directoryOf is whom a return may name; nil when nothing is known, and ids are typed.
func (f Form) directoryOf(returnID string) Directory {
	if f.Directory == nil {
		return nil
	}
	return f.Directory(returnID)
}

// offered is whom a field may name; those of the same name are told apart by their ids.
func offered(who Directory, f *form.Field) []Choice {
	if who == nil {
		return nil
	}
	return toldApart(who.Offer(f))
}

func toldApart(choices []Choice) []Choice {
	count := map[string]int{}
	for _, choice := range choices {
		count[choice.Text]++
	}
	out := make([]Choice, len(choices))
	for i, choice := range choices {
		out[i] = Choice{Value: choice.Value, Text: oneLine(choice.Text)}
		if count[choice.Text] > 1 {
			out[i].Text += " (" + choice.Value + ")"
		}
	}
	return out
}

// texts are the names of choices.
func texts(choices []Choice) []string {
	out := make([]string, len(choices))
	for i, choice := range choices {
		out[i] = choice.Text
	}
	return out
}

// names turns ids into what stands in a cell, and back, for one return.
type names struct {
	who    Directory
	byText map[string]map[string]string // by what is chosen from: text -> id
	byID   map[string]map[string]string
}

func newNames(who Directory) *names {
	return &names{who: who, byText: map[string]map[string]string{}, byID: map[string]map[string]string{}}
}

func (n *names) load(f *form.Field) string {
	source := sourceOf(f)
	if n.byText[source] != nil {
		return source
	}
	texts, ids := map[string]string{}, map[string]string{}
	for _, choice := range offered(n.who, f) {
		texts[choice.Text], ids[choice.Value] = choice.Value, choice.Text
	}
	n.byText[source], n.byID[source] = texts, ids
	return source
}

// text is what stands in a cell for a unit or person: the id itself where nobody knows a name.
func (n *names) text(f *form.Field, id string) string {
	if n.who == nil || id == "" {
		return id
	}
	if text := n.byID[n.load(f)][id]; text != "" {
		return text
	}
	if text := oneLine(n.who.Name(id)); text != "" {
		return text
	}
	return id
}

// id is the unit or person that a cell names; other texts are passed on, for the form to judge.
func (n *names) id(f *form.Field, text string) string {
	if n.who == nil {
		return text
	}
	if id, found := n.byText[n.load(f)][strings.TrimSpace(text)]; found {
		return id
	}
	return text
}

// sourceOf says what a unit or person field chooses from.
func sourceOf(f *form.Field) string {
	if kindOf(f) == kindPerson {
		return "people:" + f.Of
	}
	return "units:" + f.Of
}

// refers tells fields that name a unit or a person.
func refers(f *form.Field) bool { return kindOf(f) == kindUnit || kindOf(f) == kindPerson }

// oneLine is a text as it stands in a drop list.
func oneLine(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ").Replace(legible(text)))
}
