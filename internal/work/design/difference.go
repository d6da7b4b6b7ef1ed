package design

import (
	"reflect"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
)

// The codes of what a draft does differently beside what form.Compat tells, which
// is what touches answers. Each has the message key "design.compat.<code>".
const (
	HeadChanged     = "head"            // title, period, basis or help of the form
	SectionAdded    = "section_added"   // name
	SectionRemoved  = "section_removed" // name
	HelpChanged     = "help"            // name
	RequiredChanged = "required"        // name
	WhenChanged     = "when"            // name, old, new
	PrefillChanged  = "prefill"         // name
	BoundsChanged   = "bounds"          // name, old, new
	OptionAdded     = "option_added"    // name, option
	OptionRenamed   = "option_renamed"  // name, old, new
	CheckAdded      = "check_added"     // rule
	CheckRemoved    = "check_removed"   // rule
	CheckChanged    = "check_changed"   // old, new
	MessageChanged  = "message_changed" // rule
)

// Difference is one thing that a draft does differently from the version that it
// began with.
type Difference struct {
	form.Difference
	// Own tells the differences that this package knows from those of form.Compat,
	// which have other message keys.
	Own bool
}

// Key is the message key.
func (d Difference) Key() string {
	if d.Own {
		return "design.compat." + d.Code
	}
	return "form.compat." + d.Code
}

// Differences lists what a draft does differently from the version that it began
// with, what touches answers first; none for a new form or one that cannot be read
// yet.
func (o Open) Differences() []Difference {
	if o.Published.Definition == nil || o.Definition == nil {
		return nil
	}
	var out []Difference
	for _, d := range form.Compat(o.Published.Definition, o.Definition) {
		out = append(out, Difference{Difference: d})
	}
	before, _ := formdraft.Read([]byte(o.Published.YAML))
	c := comparing{before: before, now: o.Content, was: o.Published.Definition, is: o.Definition}
	c.head()
	c.sections()
	c.fields()
	c.checks()
	return append(out, c.found...)
}

// comparing gathers the differences that touch no answers.
type comparing struct {
	before, now formdraft.Draft
	was, is     *form.Definition
	found       []Difference
}

func (c *comparing) note(code, field string, params ...string) {
	d := form.Difference{Code: code, Field: field, Params: map[string]string{}}
	for i := 0; i+1 < len(params); i += 2 {
		d.Params[params[i]] = params[i+1]
	}
	c.found = append(c.found, Difference{Difference: d, Own: true})
}

func (c *comparing) head() {
	was, is := c.before, c.now
	if was.Title != is.Title || was.Period != is.Period || was.Basis != is.Basis || was.Help != is.Help || !reflect.DeepEqual(was.Sign, is.Sign) {
		c.note(HeadChanged, "")
	}
}

func (c *comparing) sections() {
	had, has := titles(c.before), titles(c.now)
	for _, s := range c.now.Sections {
		if !had[s.Title] {
			c.note(SectionAdded, "", "name", s.Title)
		}
	}
	for _, s := range c.before.Sections {
		if !has[s.Title] {
			c.note(SectionRemoved, "", "name", s.Title)
		}
	}
}

func titles(d formdraft.Draft) map[string]bool {
	all := map[string]bool{}
	for _, s := range d.Sections {
		all[s.Title] = true
	}
	return all
}

func (c *comparing) fields() {
	for _, is := range c.is.Fields() {
		was, found := c.was.Field(is.Key())
		at, there := c.now.Find(is.Key())
		old, stood := c.before.Find(is.Key())
		if !found || !there || !stood || was.Type.Name() != is.Type.Name() {
			continue
		}
		c.field(is.Key(), *c.before.Field(old), *c.now.Field(at))
		c.options(was, is)
	}
}

func (c *comparing) field(key string, was, is formdraft.Field) {
	if was.Required != is.Required {
		c.note(RequiredChanged, key, "name", is.Name)
	}
	if was.When != is.When {
		c.note(WhenChanged, key, "name", is.Name, "old", was.When, "new", is.When)
	}
	if was.Min != is.Min || was.Max != is.Max {
		c.note(BoundsChanged, key, "name", is.Name, "old", bounds(was), "new", bounds(is))
	}
	if was.Prefill != is.Prefill || was.Default != is.Default {
		c.note(PrefillChanged, key, "name", is.Name)
	}
	if was.Help != is.Help {
		c.note(HelpChanged, key, "name", is.Name)
	}
}

// bounds writes what a field may be: 0–100, with a blank where it is open.
func bounds(f formdraft.Field) string { return strings.TrimSpace(f.Min + "–" + f.Max) }

func (c *comparing) options(was, is *form.Field) {
	for _, option := range is.Options {
		old, found := was.Option(option.Code)
		switch {
		case !found:
			c.note(OptionAdded, is.Key(), "name", is.Name, "option", option.Name)
		case old.Name != option.Name:
			c.note(OptionRenamed, is.Key(), "name", is.Name, "old", old.Name, "new", option.Name)
		}
	}
}

// checks are known by their ids. One that names no id is known by what it says
// must hold, so that it is never changed, only replaced.
func (c *comparing) checks() {
	was := map[string]form.Rule{}
	for _, r := range c.was.Checks {
		was[r.ID] = r
	}
	for _, r := range c.is.Checks {
		old, found := was[r.ID]
		delete(was, r.ID)
		switch {
		case !found:
			c.note(CheckAdded, "", "rule", r.Holds)
		case old.Holds != r.Holds || old.Class != r.Class || old.Each != r.Each || old.Missing != r.Missing:
			c.note(CheckChanged, "", "old", old.Holds, "new", r.Holds)
		case old.Say != r.Say:
			c.note(MessageChanged, "", "rule", r.Holds)
		}
	}
	for _, r := range c.was.Checks {
		if _, left := was[r.ID]; left {
			c.note(CheckRemoved, "", "rule", r.Holds)
		}
	}
}
