package formimport

import (
	"strings"

	"nianlun/internal/engine/form/formdraft"
)

// choiceList is a list of the sheet choices.
type choiceList struct {
	name    string
	options []choice
	byName  map[string]string // name in the workbook to code
	filter  string            // the column by which it is narrowed, once a field does so
	used    bool
	copies  map[string]*choiceList // for further filter columns
}

type choice struct {
	formdraft.Option
	row xlsRow
}

const maxOptions = 5_000

func (x *xlsform) readChoices() {
	taken := map[string]*codes{}
	said := map[string]*names{}
	for i := range x.choices.rows {
		row := x.choices.rows[i]
		list, name := row.get("list_name"), row.get("name")
		if list == "" && name == "" {
			continue
		}
		if x.lists[list] == nil {
			x.lists[list] = &choiceList{name: list, byName: map[string]string{}, copies: map[string]*choiceList{}}
			taken[list], said[list] = &codes{map[string]bool{}}, &names{map[string]bool{}}
		}
		l := x.lists[list]
		if len(l.options) >= maxOptions {
			continue
		}
		code := optionCode(name, taken[list])
		if code != name {
			x.notes.add(false, row.at("name"), Recoded, "old", name, "new", code)
		}
		if _, repeated := l.byName[name]; !repeated {
			l.byName[name] = code
		}
		label := x.spoken(row, "label")
		shown := said[list].of(label, name)
		if shown != oneLine(label) && label != "" {
			x.notes.add(false, row.at("label"), Renamed, "old", label, "new", shown)
		}
		l.options = append(l.options, choice{Option: formdraft.Option{Code: code, Name: shown}, row: row})
	}
}

// optionCode keeps a name that may be a code: letters, digits, lines.
func optionCode(name string, taken *codes) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '_', r == '-':
			return r
		case r == ' ', r == '.':
			return '_'
		}
		return -1
	}, name)
	if plain == "" || !onlyASCII(name) {
		return taken.number("o")
	}
	return taken.free(plain[:min(len(plain), maxCode)])
}

// narrowed makes the list depend on another field by a column of the sheet choices. A list that is narrowed by another
// column already is copied.
func (x *xlsform) narrowed(l *choiceList, column string, parent *choiceList) (*choiceList, bool) {
	if l.filter != "" && l.filter != column {
		c := l.copies[column]
		if c == nil {
			c = &choiceList{name: l.name + "_" + column, byName: l.byName, copies: map[string]*choiceList{}}
			for _, o := range l.options {
				o.Under = nil
				c.options = append(c.options, o)
			}
			l.copies[column] = c
			x.lists[c.name] = c
		}
		l = c
	}
	if l.filter == column {
		return l, true
	}
	under := make([][]string, len(l.options))
	for i, o := range l.options {
		for _, word := range strings.Fields(o.row.get(column)) {
			code, found := parent.byName[word]
			if !found {
				return l, false
			}
			under[i] = append(under[i], code)
		}
		if len(under[i]) == 0 { // would be offered always, which the filter does not say
			return l, false
		}
	}
	l.filter = column
	for i := range l.options {
		l.options[i].Under = under[i]
	}
	return l, true
}

// writeLists writes the lists that fields choose from, in the order of the fields.
func (x *xlsform) writeLists() {
	for _, it := range x.items {
		l := it.list
		if l == nil || l.used {
			continue
		}
		l.used = true
		list := formdraft.List{Name: l.name}
		for _, o := range l.options {
			list.Options = append(list.Options, o.Option)
		}
		x.draft.Lists = append(x.draft.Lists, list)
	}
}
