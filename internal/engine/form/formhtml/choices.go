package formhtml

import (
	"slices"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/initials"
)

// few is how many choices a person still looks through. A longer list of units or people is searched in by
// typing: the page holds it once, however many cells choose from it.
const few = 20

// choices fills in what a cell offers and which of it is chosen.
func (b *builder) choices(c *Cell, f *form.Field, path form.Path, value form.Value) {
	c.Chosen = chosenIn(f, value)
	c.Text = c.Value
	c.Decides = cellIDs(b.in.Def.Dependents(path, b.in.Values))
	switch {
	case c.Control == form.ControlPeriod || refers(f):
		b.lookedUp(c, f, value)
	case len(f.Options) > most:
		b.searched(c, f, path)
		return
	case f.Under != "":
		b.dependent(c, f, path)
	default:
		c.Choices = choicesOf(form.InUse(f.Options, b.in.Day, c.Chosen))
		if option, found := f.Option(c.Value); found {
			c.Text = option.Name
		}
	}
	if c.Control == form.ControlMany && value.IsMissing() {
		b.mistaken(c, f, path)
	}
}

func chosenIn(f *form.Field, value form.Value) map[string]bool {
	if value.Kind() != expr.List {
		return map[string]bool{f.Type.Text(f, value): true}
	}
	chosen := map[string]bool{}
	for _, item := range value.Items() {
		chosen[item.Text()] = true
	}
	return chosen
}

func choicesOf(options []form.Option) []Choice {
	var choices []Choice
	for _, option := range options {
		choices = append(choices, Choice{Value: option.Code, Text: option.Name})
	}
	return choices
}

// lookedUp offers units, people or periods. What is chosen stays choosable, even if nobody new could choose it.
func (b *builder) lookedUp(c *Cell, f *form.Field, value form.Value) {
	if c.ReadOnly {
		return
	}
	choices := b.known(f)
	id := value.Text()
	if c.Text = b.shown(f, c.Value); id != "" {
		c.Text = b.shown(f, id)
	}
	if len(choices) <= few || !refers(f) {
		c.Choices = choices
		if known := slices.ContainsFunc(choices, func(o Choice) bool { return o.Value == id }); id != "" && !known && len(choices) > 0 {
			c.Choices = append(slices.Clone(choices), Choice{Value: id, Text: c.Text})
		}
		return
	}
	c.List, c.Searched = b.namesOf(f, choices), true
	b.hint(c, f, "form.list.hint.names")
	if id != "" {
		c.Value = c.Text // what people type into a list are names
	}
}

// known are the units, people or periods that a field offers.
func (b *builder) known(f *form.Field) []Choice {
	switch {
	case f.Type.Control() == form.ControlUnit && b.in.Units != nil:
		return b.in.Units(f.Of)
	case f.Type.Control() == form.ControlPerson && b.in.People != nil:
		return b.in.People(f.Of)
	case f.Type.Control() == form.ControlPeriod && b.in.Periods != nil:
		return b.in.Periods(f.Of, f.First, f.Last)
	}
	return nil
}

func (b *builder) shown(f *form.Field, id string) string {
	if f.Type.Control() == form.ControlPeriod {
		return b.periodName(id)
	}
	return b.name(id)
}

// namesOf puts a long list of units or people onto the page and gives its id.
func (b *builder) namesOf(f *form.Field, choices []Choice) string {
	id := strings.TrimSuffix("names-"+f.Type.Name()+"-"+strings.Join(strings.Fields(f.Of), "-"), "-")
	if slices.ContainsFunc(b.lists, func(l *List) bool { return l.ID == id }) {
		return id
	}
	list := &List{ID: id, Items: make([]Item, len(choices))}
	for i, c := range choices {
		list.Items[i] = Item{Word: c.Text, Code: c.Value, Name: c.Text, Letters: initials.Of(c.Text), Nameless: true}
	}
	b.lists = append(b.lists, list)
	return id
}

// dependent offers what stands under the choice made above. What was written and is not offered there stays to be
// seen, so that the mistake is where its message is.
func (b *builder) dependent(c *Cell, f *form.Field, path form.Path) {
	above, _ := b.in.Def.Field(f.Under)
	choice := b.value(b.in.Def.Decides(path)).Text()
	c.Choices = choicesOf(form.InUse(f.OptionsUnder(choice), b.in.Day, c.Chosen))
	option, chosen := above.Option(choice)
	switch {
	case !chosen && len(c.Choices) == 0:
		c.None = b.t("form.choice.first", "field", above.Name)
	case len(c.Choices) == 0:
		c.None = b.t("form.choice.nothing", "choice", option.Name)
	}
	if option, found := f.Option(c.Value); found {
		c.Text = option.Name
	}
}

// mistaken keeps what was written into several choices and does not stand, as too many, or words that are no option:
// all of it is ticked and comes back with the page, until somebody takes it out.
func (b *builder) mistaken(c *Cell, f *form.Field, path form.Path) {
	for _, text := range form.Entries(b.in.Raw[path]) {
		choice := Choice{Value: text, Text: b.t("form.choice.written", "text", text)}
		for _, option := range f.Options {
			if text == option.Code || text == option.Name {
				choice = Choice{Value: option.Code, Text: option.Name}
			}
		}
		c.Chosen[choice.Value] = true
		if !slices.ContainsFunc(c.Choices, func(o Choice) bool { return o.Value == choice.Value }) {
			c.Choices = append(c.Choices, choice)
		}
	}
}
