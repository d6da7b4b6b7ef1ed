package design

import (
	"context"
	"net/url"
	"strings"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// bureauPrefix begins the choice of a list of the bureau that the form does not have
// yet. No list of a form can be called so: the colon stands in no name of one.
const bureauPrefix = "codelist:"

// codeListView is a list of the bureau that a form uses.
type codeListView struct {
	Name, Href, Code string
	Version          string
	Items            string
	Held             string // that it came with the form
	Newer            string // that publishing takes a newer version
	Changes          []differenceLine
	Missing          string // that the bureau has no such list
}

// alikeView offers a list of the bureau that says the same.
type alikeView struct{ Words, Href, Do string }

// codeLists offers the lists of the bureau that a field may choose from.
func (p *panel) codeLists(out *fieldPanel, f formdraft.Field) {
	used := map[string]bool{}
	for _, u := range p.s.CodeLists {
		if !u.Held {
			used[u.List] = true
			out.Ofs = append(out.Ofs, ui.Option{Value: u.Name, Words: ui.T(p.ctx, "design.options.codelist", "name", u.Name)})
		}
	}
	for _, v := range p.s.Lists {
		if !used[v.List] {
			out.Bureau = append(out.Bureau, ui.Option{Value: bureauPrefix + v.List, Words: ui.T(p.ctx, "design.options.bureau", "name", v.Name, "n", v.InUse())})
		}
	}
	out.List = p.codeList(f.Of)
	if f.Of == "" {
		out.Alike = p.alike("field.adopt "+out.Key, f.Options)
	}
}

// codeList is a list of the bureau by the name that the form gives it; nil for a list
// of the form's own.
func (p *panel) codeList(name string) *codeListView {
	for _, u := range p.s.CodeLists {
		if u.Name == name && name != "" && !u.Held {
			return p.viewOfUse(u)
		}
	}
	return nil
}

func (p *panel) viewOfUse(u design.ListUse) *codeListView {
	out := &codeListView{Name: u.Newest.Name, Code: u.List, Href: codeListHref(u.List)}
	if u.Newest.No == 0 {
		out.Name, out.Missing = u.List, ui.T(p.ctx, "design.codelist.missing", "code", u.List)
		return out
	}
	out.Version = ui.T(p.ctx, "codelist.version", "n", u.Newest.No)
	out.Items = ui.T(p.ctx, "codelist.items", "n", len(u.Newest.Items))
	if u.Newer() {
		out.Newer = ui.T(p.ctx, "design.codelist.newer", "before", u.Before, "n", u.Newest.No)
		out.Changes = listChanges(p.ctx, u.Changes)
	}
	return out
}

// alike offers the list of the bureau that says what some options say.
func (p *panel) alike(do string, options []formdraft.Option) *alikeView {
	v, found := design.Likeness(options, p.s.Lists)
	if !found || !p.s.May.Write {
		return nil
	}
	act, rest, _ := strings.Cut(do, " ")
	return &alikeView{Words: ui.T(p.ctx, "design.codelist.alike", "name", v.Name), Href: codeListHref(v.List), Do: act + " " + v.List + " " + rest}
}

// makeHref is where a list of the form is made the bureau's.
func (p *panel) makeHref(name string, options []formdraft.Option) string {
	if name == "" || len(options) == 0 || !p.s.May.Write {
		return ""
	}
	query := url.Values{"of": {"draft:" + p.s.ID + ":" + name}, "name": {name}}
	return "/codelists/new?" + query.Encode()
}

func codeListHref(code string) string { return "/codelists/" + code }

// adoptAct decodes "list.adopt CODE NAME" and "field.adopt CODE KEY".
func adoptAct(do string) (act, code, rest string) {
	act, rest, _ = strings.Cut(do, " ")
	code, rest, _ = strings.Cut(rest, " ")
	return act, code, rest
}

// newerLists are the lists of the bureau of a draft for which publishing takes a newer
// version.
func newerLists(o design.Open) []design.ListUse {
	var newer []design.ListUse
	for _, u := range o.CodeLists {
		if u.Newer() {
			newer = append(newer, u)
		}
	}
	return newer
}

// listChanges says what is different in a newer version of a list.
func listChanges(ctx context.Context, changes []codelist.Change) []differenceLine {
	lines := make([]differenceLine, len(changes))
	for i, c := range changes {
		line := differenceLine{Colour: ui.Grey, State: ui.T(ctx, "codelist.kind."+string(c.Kind))}
		switch c.Kind {
		case codelist.Added, codelist.Revived:
			line.Colour = ui.Green
		case codelist.Retired:
			line.Colour = ui.Amber
		}
		old := c.Old
		if day, err := period.ParseDate(c.Old); err == nil && c.Kind == codelist.Retired {
			old = ui.Lang(ctx).FullDate(day.Time())
		}
		line.Words = ui.T(ctx, c.Key(), "code", c.Code, "old", old, "new", c.New)
		lines[i] = line
	}
	return lines
}
