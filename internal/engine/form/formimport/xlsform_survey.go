package formimport

import (
	"regexp"
	"slices"
	"strings"

	"nianlun/internal/engine/form/formdraft"
)

// item is a row of the survey that became a field.
type item struct {
	row     xlsRow
	kind    string // the word of the type: select_one, integer, …
	section int    // in the draft
	field   int    // in the section
	table   string // the code of the table, empty outside of one
	rows    string // the name of the table
	list    *choiceList
	order   int
}

// group is a group or repeat that is open.
type group struct {
	row     xlsRow
	title   string
	repeat  bool
	section int // of a repeat; of a group its last one, -1 before its first question
	rows    formdraft.Rows
	names   *names
}

// maxRows and maxDepth bound what is looked at.
const (
	maxSurveyRows = 5_000
	maxDepth      = 20
)

func (x *xlsform) readSurvey() {
	for i, row := range x.survey.rows {
		if i == maxSurveyRows {
			x.notes.add(true, row.at("type"), ManyHeads, "max", itoa(maxSurveyRows))
			return
		}
		x.surveyRow(row)
	}
	for _, g := range x.groups {
		x.notes.add(true, g.row.at("type"), OpenGroup, "text", g.row.get("type")+" "+g.row.get("name"))
	}
}

func (x *xlsform) surveyRow(row xlsRow) {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(row.get("type"), "_", " ")))
	if len(words) == 0 || strings.HasPrefix(words[0], "#") {
		return
	}
	if len(words) > 1 && (words[0] == "begin" || words[0] == "end") {
		x.bracket(row, words[0] == "begin", words[1] == "repeat" || words[1] == "loop")
		return
	}
	x.question(row)
}

func (x *xlsform) bracket(row xlsRow, begins, repeat bool) {
	if !begins {
		if len(x.groups) == 0 || x.groups[len(x.groups)-1].repeat != repeat {
			x.notes.add(true, row.at("type"), OpenGroup, "text", row.get("type"))
			return
		}
		x.groups = x.groups[:len(x.groups)-1]
		x.leave()
		return
	}
	if len(x.groups) >= maxDepth {
		x.notes.add(true, row.at("type"), OpenGroup, "text", row.get("type"))
		return
	}
	g := &group{row: row, title: oneLine(x.label(row)), repeat: repeat, section: -1}
	if g.title == "" {
		g.title = oneLine(row.get("name"))
	}
	if repeat {
		x.beginTable(g)
	}
	x.groups = append(x.groups, g)
}

// leave makes what follows an inner group begin a section of its own again.
func (x *xlsform) leave() {
	for _, g := range x.groups {
		if !g.repeat {
			g.section = -1
		}
	}
}

func (x *xlsform) beginTable(g *group) {
	if outer := x.table(); outer != nil {
		x.notes.add(true, g.row.at("type"), Nested, "name", g.title, "outer", outer.title)
	}
	g.names = &names{map[string]bool{}}
	g.rows = formdraft.Rows{Code: x.code(g.row, "t"), Name: x.names.of(g.title, g.row.get("name"))}
	x.repeats[g.row.get("name")] = g.rows.Code
	if count := g.row.get("repeat_count"); count != "" {
		if wholeNumber.MatchString(count) && count != "0" && len(count) < 4 {
			g.rows.Min, g.rows.Max = count, count
		} else {
			x.notes.add(true, g.row.at("repeat_count"), Expression, "column", "repeat_count", "text", count, "why", count)
		}
	}
	rows := g.rows
	x.draft.Sections = append(x.draft.Sections, formdraft.Section{Title: x.title(g), Rows: &rows})
	g.section = len(x.draft.Sections) - 1
	x.within(g.section, append(slices.Clone(x.groups), g))
	x.leave()
}

var wholeNumber = regexp.MustCompile(`^[0-9]{1,9}$`)

// table is the repeat that is open, the innermost; nil for none.
func (x *xlsform) table() *group {
	for i := len(x.groups) - 1; i >= 0; i-- {
		if x.groups[i].repeat {
			return x.groups[i]
		}
	}
	return nil
}

// title joins the titles of the groups around a section.
func (x *xlsform) title(last *group) string {
	var parts []string
	for _, g := range x.groups {
		if g != last && g.title != "" && !g.repeat {
			parts = append(parts, g.title)
		}
	}
	if last != nil {
		parts = append(parts, last.title)
	}
	if len(parts) == 0 {
		return firstFilled(x.draft.Title, x.draft.Code)
	}
	return strings.Join(parts, " · ")
}

// place is the section into which the next question goes.
func (x *xlsform) place() int {
	if t := x.table(); t != nil {
		return t.section
	}
	if len(x.groups) == 0 {
		if n := len(x.draft.Sections); n > 0 && x.loose == n {
			return n - 1
		}
		x.draft.Sections = append(x.draft.Sections, formdraft.Section{Title: x.title(nil)})
		x.loose = len(x.draft.Sections)
		return x.loose - 1
	}
	g := x.groups[len(x.groups)-1]
	if g.section < 0 {
		x.draft.Sections = append(x.draft.Sections, formdraft.Section{Title: x.title(g)})
		g.section = len(x.draft.Sections) - 1
		x.within(g.section, x.groups)
	}
	return g.section
}

// within remembers the groups around a section; expressions writes their conditions once every field is known.
func (x *xlsform) within(section int, groups []*group) {
	for _, g := range groups {
		x.around = append(x.around, sectionGroup{section, len(x.items), g.row})
	}
}

// sectionGroup says that a section lies within a group.
type sectionGroup struct {
	section int
	order   int // of the first question in it
	row     xlsRow
}

// code gives a row of the survey its code.
func (x *xlsform) code(row xlsRow, base string) string {
	name := row.get("name")
	code := x.codes.of(name, base)
	if code != name && name != "" {
		x.notes.add(false, row.at("name"), Recoded, "old", name, "new", code)
	}
	return code
}

var (
	markup = regexp.MustCompile(`<[^<>]{0,200}>|\*\*|__`)
	shown  = regexp.MustCompile(`\$\{[^}]*\}`)
)

// label is the text of a question, without marks of layout.
func (x *xlsform) label(row xlsRow) string {
	text := strings.TrimSpace(markup.ReplaceAllString(x.spoken(row, "label"), ""))
	if shown.MatchString(text) {
		x.notes.add(true, row.at("label"), Live, "text", text)
	}
	return text
}

func firstFilled(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
