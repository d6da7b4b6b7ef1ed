package design

import (
	"encoding/json"
	"net/http"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/expr/exprbuild"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/web/door"
	"nianlun/internal/work/design"
)

// offered is something that a builder can choose: a field, or a number made of the
// rows of a table. Options are those of a choice.
type offered struct {
	Name    string   `json:"name"`
	How     string   `json:"how,omitempty"`
	Column  string   `json:"column,omitempty"`
	Words   string   `json:"words"`
	Kind    string   `json:"kind"`
	Group   string   `json:"group"`
	Options []string `json:"options,omitempty"`
}

// The kinds of what is offered, which decide on the relations that make sense.
const (
	kindNumber  = "number"
	kindText    = "text"
	kindBool    = "bool"
	kindDate    = "date"
	kindChoice  = "choice"
	kindChoices = "choices"
	kindOther   = "other"
)

// namesShow lists, as JSON, what expressions at a place may choose from.
func (p pages) namesShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	o, err := p.forms.Open(ctx, door.By(ctx), r.PathValue("draft"))
	if err != nil {
		return err
	}
	lines, err := p.forms.List(ctx, door.By(ctx))
	if err != nil {
		return err
	}
	q := door.Query(r)
	n := namer{t: words(ctx), content: o.Content, lines: lines}
	names := n.at(targetOf(q.Text("at")).in(o.Content), q.Text("input"), q.Text("each"))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(names)
}

// namer gathers what can be chosen.
type namer struct {
	t       form.T
	content formdraft.Draft
	lines   []design.Line
	out     []offered
}

// at are the names for an input of what is looked at; each is the table for whose
// rows a check is computed.
func (n *namer) at(t target, input, each string) []offered {
	n.out = []offered{}
	switch t.Kind {
	case atSection:
		n.above(t.number(), 0)
		n.before("")
		n.elsewhere()
	case atField:
		at, _ := n.content.Find(t.Name)
		table := rowsOf(n.content.Sections[at.Section])
		if input == "value" {
			n.whole(table, t.Name)
		} else {
			n.above(at.Section, at.Field)
		}
		n.before(table)
		n.elsewhere()
	case atCheck:
		table := tableCode(n.content, each)
		n.whole(table, "")
		n.before(table)
		n.elsewhere()
	}
	return n.out
}

// above are the fields above a place, and the columns before it in its own table.
func (n *namer) above(section, field int) {
	for i := range n.content.Sections {
		s := &n.content.Sections[i]
		switch {
		case i > section:
			return
		case i < section && s.Rows != nil:
			n.table("", s, s.Title)
			continue
		}
		for j := range s.Fields {
			if i == section && j >= field {
				break
			}
			n.field("", s.Fields[j], s.Title)
		}
	}
}

// whole are all fields of the form, with the columns of one table; but one field.
func (n *namer) whole(table, but string) {
	for i := range n.content.Sections {
		s := &n.content.Sections[i]
		if s.Rows != nil {
			n.table("", s, s.Title)
		}
		if s.Rows != nil && s.Rows.Code != table {
			continue
		}
		for _, f := range s.Fields {
			if s.Key(&f) != but {
				n.field("", f, s.Title)
			}
		}
	}
}

// before are the same fields of the period before.
func (n *namer) before(table string) {
	group := n.t("design.build.previous")
	for i := range n.content.Sections {
		s := &n.content.Sections[i]
		if s.Rows != nil && s.Rows.Code != table {
			n.table(previousName+".", s, group)
			continue
		}
		for _, f := range s.Fields {
			n.field(previousName+".", f, group)
		}
	}
}

// previousName is the word of the language for the period before.
const previousName = "上期"

// elsewhere are the fields of the forms that are referred to.
func (n *namer) elsewhere() {
	for _, r := range n.content.Refers {
		group := r.Name
		if r.Form == n.content.Code {
			for i := range n.content.Sections {
				n.section(r.Name+".", &n.content.Sections[i], group)
			}
			continue
		}
		for _, line := range n.lines {
			if line.Form != r.Form || line.Version == nil {
				continue
			}
			other, _ := formdraft.Read([]byte(line.Version.YAML))
			for i := range other.Sections {
				n.section(r.Name+".", &other.Sections[i], group)
			}
		}
	}
}

func (n *namer) section(prefix string, s *formdraft.Section, group string) {
	if s.Rows != nil {
		n.table(prefix, s, group)
		return
	}
	for _, f := range s.Fields {
		n.field(prefix, f, group)
	}
}

func (n *namer) field(prefix string, f formdraft.Field, group string) {
	if f.Type == "note" || f.Name == "" {
		return
	}
	o := offered{Name: prefix + written(f.Name, f.Code), Words: prefix + f.Name, Kind: heldBy(f), Group: group}
	if f.Unit != "" {
		o.Words += n.t("design.build.unit", "unit", f.Unit)
	}
	if o.Kind == kindChoice || o.Kind == kindChoices {
		o.Options = n.options(f)
	}
	n.out = append(n.out, o)
}

func (n *namer) options(f formdraft.Field) []string {
	options := f.Options
	if list := listOf(n.content, f.Of); list != nil && f.Of != "" {
		options = list.Options
	}
	var names []string
	for _, o := range options {
		names = append(names, o.Name)
	}
	return names
}

// table offers how many rows a table has, and the sum of each column of numbers.
func (n *namer) table(prefix string, s *formdraft.Section, group string) {
	name := prefix + written(s.Rows.Name, s.Rows.Code)
	n.out = append(n.out, offered{Name: name, How: string(exprbuild.Count), Words: n.t("design.build.count", "table", prefix+s.Rows.Name), Kind: kindNumber, Group: group})
	for _, f := range s.Fields {
		if heldBy(f) == kindNumber {
			n.out = append(n.out, offered{Name: name, How: string(exprbuild.Sum), Column: written(f.Name, f.Code), Kind: kindNumber, Group: group,
				Words: n.t("design.build.sum", "table", prefix+s.Rows.Name, "column", f.Name)})
		}
	}
}

// heldBy is what a field holds, as far as relations care.
func heldBy(f formdraft.Field) string {
	switch f.Type {
	case "choice":
		return kindChoice
	case "multichoice":
		return kindChoices
	}
	t, known := form.TypeByName(f.Type)
	if !known {
		return kindOther
	}
	switch t.Holds() {
	case expr.Number:
		return kindNumber
	case expr.Text:
		return kindText
	case expr.Bool:
		return kindBool
	case expr.Date:
		return kindDate
	}
	return kindOther
}

// buildWords are the words of the builder, which is made by a script.
func buildWords(t form.T) string {
	out := map[string]string{}
	for _, name := range []string{"all", "any", "row", "add", "remove", "pick", "search", "none", "number", "addnumber", "minus", "plus", "use.add",
		"use.minus", "use.by", "use.over", "use", "times", "places", "done", "if", "then", "onlyif", "text", "rows", "cannot", "unfinished", "percent", "apart",
		"value", "relation", "option", "start", "preset.sum", "preset.share", "preset.needs", "preset.most", "clear"} {
		out[name] = t("design.build." + name)
	}
	for _, kind := range []string{kindNumber, kindDate} {
		for name, relation := range map[string]string{"eq": "==", "ne": "!=", "le": "<=", "ge": ">=", "lt": "<", "gt": ">"} {
			out["is."+kind+"."+relation] = t("design.build.is." + kind + "." + name)
		}
	}
	for _, relation := range []string{"near", "share", "yes", "no", "in", "includes", "contains", "filled", "empty"} {
		out["is."+relation] = t("design.build.is." + relation)
	}
	for _, kind := range []string{kindChoice, kindText} {
		out["is."+kind+".=="], out["is."+kind+".!="] = t("design.build.is."+kind+".eq"), t("design.build.is."+kind+".ne")
	}
	data, err := json.Marshal(out)
	if err != nil {
		return "{}"
	}
	return string(data)
}
