package formhtml

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/initials"
)

// most is how many options a choice may have to be looked through in a drop-down list. The provinces (34) are; the
// nationalities (56) are searched by typing, and so is everything that would be repeated by the thousand in each row of
// a table. Units and people, of whose names one usually knows a part, are searched from few on.
const most = 40

// List is a list to search in: what a person types narrows it. It stands on the page once, however many cells choose
// from it.
type List struct {
	ID    string
	Items []Item

	places map[string]int // of the items, by code
}

// Item is something to choose from a list. Its word is what stands in the cell, and what comes in from a page without
// scripts: the name, or the code where the name could be taken for another one.
type Item struct {
	Word, Code, Name string
	Letters          string // of which the name can be searched, see initials.Of
	Under            string // the codes under which it is offered, divided by blanks; empty for all
	Nameless         bool   // the code means nothing to people
	Retired          bool   // it is offered no more, and here for those who chose it
}

// searched makes a choice that has too many options for a drop-down list a text that is searched by.
func (b *builder) searched(c *Cell, f *form.Field, path form.Path) {
	list := b.optionsOf(f)
	c.Searched, c.Several = true, c.Control == form.ControlMany
	c.Value = list.worded(c.Value, c.Several)
	c.Text = c.Value
	if c.ReadOnly {
		return
	}
	c.List = list.ID
	b.hint(c, f, "form.list.hint")
	b.hold(list, c.Chosen)
	if f.Under != "" {
		above, _ := b.in.Def.Field(f.Under)
		c.Under, c.None = cellID(b.in.Def.Decides(path)), b.t("form.choice.first", "field", above.Name)
	}
}

// hint says how a list is searched in, where the cell is as wide as a field.
func (b *builder) hint(c *Cell, f *form.Field, key string) {
	if f.List == "" {
		c.Hint = b.t(key)
	}
}

// worded puts what is written in codes into words; what is no code stays as it was written.
func (l *List) worded(text string, several bool) string {
	if !several {
		if at, found := l.places[strings.TrimSpace(text)]; found {
			return l.Items[at].Word
		}
		return text
	}
	entries := form.Entries(text)
	for i, entry := range entries {
		if at, found := l.places[entry]; found && single(l.Items[at].Word) {
			entries[i] = l.Items[at].Word
		}
	}
	return strings.Join(entries, "、")
}

// single tells a word that can stand beside others in one cell.
func single(word string) bool { return len(form.Entries(word)) == 1 }

// optionsOf is the list of a field's options: one for all fields that choose from the same.
func (b *builder) optionsOf(f *form.Field) *List {
	if list, found := b.options[&f.Options[0]]; found {
		return list
	}
	id := ""
	for _, other := range b.in.Def.Fields() { // named after the first, shown or not: the same page has the same names
		if len(other.Options) > 0 && &other.Options[0] == &f.Options[0] {
			id = "list-" + strings.ReplaceAll(other.Key(), ".", "-")
			break
		}
	}
	list := listOfOptions(id, f.Options)
	for i := range list.Items {
		list.Items[i].Retired = f.Options[i].RetiredOn(b.in.Day)
	}
	b.options[&f.Options[0]] = list
	return list
}

func listOfOptions(id string, options []form.Option) *List {
	list := &List{ID: id, Items: make([]Item, len(options)), places: make(map[string]int, len(options))}
	called, inUse := make(map[string]int, len(options)), make(map[string]int, len(options))
	for i, o := range options {
		list.places[o.Code] = i
		called[o.Name]++
		if o.Retired.IsZero() {
			inUse[o.Name]++
		}
	}
	for i, o := range options {
		item := Item{Word: o.Name, Code: o.Code, Name: o.Name, Letters: initials.Of(o.Name), Under: strings.Join(o.Under, " ")}
		alike := inUse[o.Name] // those that the name could stand for: of a retired option also other retired ones
		if !o.Retired.IsZero() {
			alike = called[o.Name]
		}
		if _, isCode := list.places[o.Name]; isCode && o.Name != o.Code || alike > 1 {
			item.Word = o.Code
		}
		list.Items[i] = item
	}
	return list
}

// hold puts a list onto the page for a cell that chooses from it.
func (b *builder) hold(list *List, chosen map[string]bool) {
	if !slices.Contains(b.lists, list) {
		b.lists = append(b.lists, list)
	}
	for code := range chosen {
		if at, found := list.places[code]; found && list.Items[at].Retired {
			b.held[&list.Items[at]] = true
		}
	}
}

// listsOf are the lists from which the cells of the page choose. Of the items that are retired only those are there
// that a cell holds.
func (b *builder) listsOf() []List {
	var lists []List
	for _, list := range b.lists {
		out := List{ID: list.ID}
		for i := range list.Items {
			if item := &list.Items[i]; !item.Retired || b.held[item] {
				out.Items = append(out.Items, *item)
			}
		}
		lists = append(lists, out)
	}
	return lists
}
