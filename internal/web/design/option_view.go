package design

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/design"
)

// optionRow is one option with its stable code.
type optionRow struct {
	N                 string
	Code, Name, Under string
}

// optionsView are the options of a field or list, or the given rows of a table.
type optionsView struct {
	Title, Hint string
	Rows        []optionRow
	// Under tells that options may be offered under choices of another field,
	// Parents are the names of these.
	Under   bool
	Parents []string
}

// blankOptions is how many empty rows stand below the options.
const blankOptions = 2

// rowsOfOptions shows options with the names of the choices that they stand under.
func rowsOfOptions(options, parents []formdraft.Option) []optionRow {
	names := map[string]string{}
	for _, o := range parents {
		names[o.Code] = o.Name
	}
	var rows []optionRow
	for _, o := range options {
		under := slices.Clone(o.Under)
		for i, code := range under {
			if name := names[code]; name != "" {
				under[i] = name
			}
		}
		rows = append(rows, optionRow{N: itoa(len(rows)), Code: o.Code, Name: o.Name, Under: strings.Join(under, "、")})
	}
	for range blankOptions {
		rows = append(rows, optionRow{N: itoa(len(rows))})
	}
	return rows
}

// ofOptions shows the options of a choice, dependent where they can be.
func (p *panel) ofOptions(options, parents []formdraft.Option) optionsView {
	out := optionsView{Title: ui.T(p.ctx, "design.options.title"), Hint: ui.T(p.ctx, "design.hint.options"), Rows: rowsOfOptions(options, parents)}
	for _, o := range parents {
		out.Parents = append(out.Parents, o.Name)
	}
	out.Under = len(parents) > 0 || slices.ContainsFunc(options, func(o formdraft.Option) bool { return len(o.Under) > 0 })
	return out
}

// copies are the lists of options of other forms, to begin a list with: with the
// same codes, so that figures of both forms join.
func (p *panel) copies() []ui.Option {
	out := []ui.Option{{Words: ui.T(p.ctx, "design.list.blank")}}
	for _, line := range p.s.Forms {
		if line.Version == nil {
			continue
		}
		other, _ := formdraft.Read([]byte(line.Version.YAML))
		for _, c := range design.ListsIn(other) {
			out = append(out, ui.Option{Value: line.Form + "|" + c.Name, Words: ui.T(p.ctx, "design.list.of", "form", line.Title, "list", c.Name, "n", len(c.Options))})
		}
	}
	return out
}

// copied are the options of the list that a new one begins with.
func copied(lines []design.Line, of string) []formdraft.Option {
	code, name, _ := strings.Cut(of, "|")
	for _, line := range lines {
		if line.Form != code || line.Version == nil {
			continue
		}
		other, _ := formdraft.Read([]byte(line.Version.YAML))
		for _, list := range design.ListsIn(other) {
			if list.Name == name {
				return list.Options
			}
		}
	}
	return nil
}

// pastedOptions reads lines as they come from a sheet: the name, then in columns
// behind it the code and the choices above under which it is offered.
func pastedOptions(text string) []formdraft.Option {
	var out []formdraft.Option
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		cells := append(strings.Split(line, "\t"), "", "")
		name := strings.TrimSpace(cells[0])
		if name == "" {
			continue
		}
		out = append(out, formdraft.Option{Name: name, Code: optionCode(cells[1]), Under: splitWords(cells[2])})
	}
	return out
}

// optionCode is a code as it stands in a sheet; none where it cannot be one, so
// that one is made.
func optionCode(text string) string {
	text = strings.TrimSpace(text)
	if strings.ContainsFunc(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
	}) {
		return ""
	}
	return text
}

// listInput decodes the panel of a list.
func listInput(v door.Values) design.EditList {
	return design.EditList{List: v.Text("list"), To: v.Text("to"), Options: optionsOf(v)}
}
