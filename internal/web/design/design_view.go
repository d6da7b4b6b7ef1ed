package design

import (
	"context"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

type designView struct {
	Head     ui.HeadView
	Href     string
	At       string
	Revision string
	Write    bool
	Undo     bool
	Redo     bool
	Refused  string
	Sections []sectionItem
	Lists    []item
	Refers   []item
	Checks   []checkItem
	Form     item
	Types    []ui.OptionGroup
	Problems int
	Panel    panelView
	Preview  string
	Left     int
	Nothing  bool // nothing can be shown yet
}

// useHint says of a list that it is the bureau's, and whether it has a newer version.
func useHint(ctx context.Context, u design.ListUse) string {
	if u.Newer() {
		return ui.T(ctx, "design.codelist.hint.newer")
	}
	return ui.T(ctx, "design.codelist.hint")
}

// item is something to choose in the outline.
type item struct {
	Words, Hint, Href string
	Current           bool
	Wrong             int
}

type sectionItem struct {
	item
	Place    int
	Table    bool
	Fields   []fieldItem
	Up, Down string // what the buttons do; empty where they would do nothing
}

type fieldItem struct {
	item
	Key      string
	Up, Down string
	Hidden   bool // shown only when a condition holds
	Required bool
	Again    bool // asked already by another form
}

type checkItem struct {
	item
	Up, Down string
}

func viewOfDesign(ctx context.Context, s shown) designView {
	s.At = s.At.in(s.Content)
	view := designView{
		Href: designHref(s.ID), At: s.At.String(), Revision: itoa(s.Rev), Write: s.May.Write,
		Undo: s.May.Write && s.Head.Back > 0, Redo: s.May.Write && s.Head.Forth > 0,
		Preview: designHref(s.ID) + "/preview", Left: s.Left, Nothing: s.Shown == nil, Problems: len(s.Faults()), Types: typeGroups(ctx),
	}
	if s.Wrong != nil {
		view.Refused = ui.T(ctx, fault.As(s.Wrong).Key(), fault.As(s.Wrong).Args...)
	}
	view.Head = headOf(ctx, s)
	o := outline{ctx: ctx, s: s}
	view.Form = o.item(target{Kind: atForm}, ui.T(ctx, "design.at.form"), "")
	for i := range s.Content.Sections {
		view.Sections = append(view.Sections, o.section(i))
	}
	for _, l := range s.Content.Lists {
		view.Lists = append(view.Lists, o.item(target{atList, l.Name}, l.Name, ui.T(ctx, "design.options", "n", len(l.Options))))
	}
	for _, u := range s.CodeLists {
		if !u.Held {
			view.Lists = append(view.Lists, o.item(target{atList, u.Name}, u.Name, useHint(ctx, u)))
		}
	}
	for _, r := range s.Content.Refers {
		view.Refers = append(view.Refers, o.item(target{atRefer, r.Name}, r.Name, referHint(ctx, s, r)))
	}
	for i := range s.Content.Checks {
		view.Checks = append(view.Checks, o.check(i))
	}
	view.Panel = viewOfPanel(ctx, s)
	return view
}

func headOf(ctx context.Context, s shown) ui.HeadView {
	under := ui.T(ctx, "design.state.new")
	if s.Base > 0 {
		under = ui.T(ctx, "design.state.after", "n", s.Base)
	}
	if s.State != design.Writing {
		under = ui.T(ctx, "design.state."+string(s.State))
	}
	head := ui.HeadView{Title: s.Title, Crumbs: crumbs(ctx, s.Open), Under: under + " " + ui.T(ctx, "design.changed", "who", s.Who, "at", clockWords(ctx, s.Changed))}
	head.Acts = []ui.BtnView{{Words: ui.T(ctx, "design.text"), Href: designHref(s.ID) + "/text"}}
	if s.May.Write {
		head.Acts = append(head.Acts, ui.BtnView{Words: ui.T(ctx, "design.publish.go"), Kind: "primary", Href: designHref(s.ID) + "/publish"})
	}
	if head.Title == "" {
		head.Title = ui.T(ctx, "design.untitled")
	}
	return head
}

// outline makes the list of a form's parts.
type outline struct {
	ctx context.Context
	s   shown
}

func (o outline) item(t target, words, hint string) item {
	if words == "" {
		words = ui.T(o.ctx, "design.unnamed")
	}
	return item{Words: words, Hint: hint, Href: atHref(o.s.ID, t.String()), Current: t == o.s.At,
		Wrong: len(o.s.ProblemsAt(t.place(o.s.Content)))}
}

func (o outline) section(at int) sectionItem {
	content := &o.s.Content
	s := &content.Sections[at]
	hint := ""
	if s.Rows != nil {
		hint = ui.T(o.ctx, "design.table")
	}
	out := sectionItem{item: o.item(target{atSection, itoa(at)}, s.Title, hint), Place: at, Table: s.Rows != nil}
	if at > 0 {
		out.Up = "section.move " + itoa(at) + " " + itoa(at-1)
	}
	if at < len(content.Sections)-1 {
		out.Down = "section.move " + itoa(at) + " " + itoa(at+1)
	}
	for i := range s.Fields {
		out.Fields = append(out.Fields, o.field(at, i))
	}
	return out
}

func (o outline) field(section, at int) fieldItem {
	s := &o.s.Content.Sections[section]
	f := &s.Fields[at]
	key := s.Key(f)
	out := fieldItem{item: o.item(target{atField, key}, f.Name, typeWords(o.ctx, f.Type)), Key: key, Hidden: f.When != "", Required: f.Required != ""}
	out.Up, out.Down = o.neighbours(key, section, at)
	for _, a := range o.s.Again {
		out.Again = out.Again || a.Field == key
	}
	return out
}

// neighbours are the moves by one place; at the edge of a section into the next.
func (o outline) neighbours(key string, section, at int) (up, down string) {
	sections := o.s.Content.Sections
	move := func(section, at int) string { return "field.move " + key + " " + itoa(section) + " " + itoa(at) }
	published := o.s.IsPublished(key)
	open := func(to int) bool {
		return to >= 0 && to < len(sections) && (!published || rowsOf(sections[to]) == rowsOf(sections[section]))
	}
	switch {
	case at > 0:
		up = move(section, at-1)
	case open(section - 1):
		up = move(section-1, len(sections[section-1].Fields))
	}
	switch {
	case at < len(sections[section].Fields)-1:
		down = move(section, at+1)
	case open(section + 1):
		down = move(section+1, 0)
	}
	return up, down
}

func rowsOf(s formdraft.Section) string {
	if s.Rows == nil {
		return ""
	}
	return s.Rows.Code
}

func (o outline) check(at int) checkItem {
	c := o.s.Content.Checks[at]
	class := ui.T(o.ctx, "design.short."+string(design.ClassOf(c)))
	words := c.Logic + c.Experience
	out := checkItem{item: o.item(target{atCheck, itoa(at)}, words, class)}
	if at > 0 {
		out.Up = "check.move " + itoa(at) + " " + itoa(at-1)
	}
	if at < len(o.s.Content.Checks)-1 {
		out.Down = "check.move " + itoa(at) + " " + itoa(at+1)
	}
	return out
}

// typeGroups offers the types of fields by what they are for.
func typeGroups(ctx context.Context) []ui.OptionGroup {
	groups := []struct {
		name  string
		types []string
	}{
		{"words", []string{"text", "longtext", "phone", "idnumber", "creditcode"}},
		{"numbers", []string{"integer", "decimal", "money", "percent", "calculated"}},
		{"times", []string{"date", "time", "period"}},
		{"choices", []string{"choice", "multichoice", "yesno", "unit", "person"}},
	}
	listed := map[string]bool{}
	var out []ui.OptionGroup
	for _, g := range groups {
		group := ui.OptionGroup{Words: ui.T(ctx, "design.types."+g.name)}
		for _, name := range g.types {
			if _, known := form.TypeByName(name); known {
				group.Options, listed[name] = append(group.Options, ui.Option{Value: name, Words: typeWords(ctx, name)}), true
			}
		}
		out = append(out, group)
	}
	rest := ui.OptionGroup{Words: ui.T(ctx, "design.types.rest")}
	for _, t := range form.Types() {
		if !listed[t.Name()] {
			rest.Options = append(rest.Options, ui.Option{Value: t.Name(), Words: typeWords(ctx, t.Name())})
		}
	}
	return append(out, rest)
}

// problemsAt are what is wrong with what is looked at, by the input it stands in;
// several of one input in one sentence.
func problemsAt(ctx context.Context, o design.Open, t target) map[string]string {
	out := map[string]string{}
	for _, p := range o.ProblemsAt(t.place(o.Content)) {
		name := inputOf(p)
		out[name] += problemWords(ctx, p)
	}
	return out
}

// inputOf is the input of the panel in which a problem stands: what lies behind a
// missing key is the key.
func inputOf(p design.Problem) string {
	key := p.Place.Key
	if missing := p.Params["key"]; key == "" && missing != "" {
		key = missing
	}
	switch key {
	case "required":
		return "requiredwhen"
	case "logic", "experience":
		return "rule"
	case "at":
		return "mark"
	case "mend":
		return "mendvalue"
	case "rows.key":
		return "rowkey"
	case "rows.name":
		return "row"
	case "rows.min":
		return "min"
	case "rows.max":
		return "max"
	case "form":
		return "code"
	}
	return key
}
