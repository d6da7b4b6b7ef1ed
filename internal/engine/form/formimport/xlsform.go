package formimport

import (
	"strings"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formxlsx"
)

// XLSForm makes a draft of a workbook with the sheets survey, choices and settings. The refusal is nil unless nothing
// could be read.
func XLSForm(data []byte, limits formxlsx.Limits) (Result, *Note) {
	sheets, issue := formxlsx.Sheets(data, limits)
	if issue != nil {
		return Result{}, ofBook(issue)
	}
	survey, found := sheetNamed(sheets, "survey")
	if !found {
		return Result{}, refusal(NoSurvey)
	}
	x := &xlsform{lists: map[string]*choiceList{}, codes: codes{map[string]bool{}}, names: names{map[string]bool{}}, known: map[string]*item{}, repeats: map[string]string{}}
	x.survey = tableOf(survey)
	if !x.survey.has("type") || !x.survey.has("name") {
		return Result{}, refusal(NoSurvey)
	}
	if sheet, found := sheetNamed(sheets, "choices"); found {
		x.choices = tableOf(sheet)
	}
	if sheet, found := sheetNamed(sheets, "settings"); found {
		x.settings = tableOf(sheet)
	}
	x.survey.link()
	x.choices.link()
	x.settings.link()
	x.head()
	x.languages()
	x.readChoices()
	x.readSurvey()
	x.expressions()
	x.unknownColumns()
	x.finish()
	return Result{Draft: x.draft, Notes: x.notes.all}, nil
}

// IsXLSForm reports whether a workbook has a sheet survey with the columns type and name.
func IsXLSForm(sheets []formxlsx.Sheet) bool {
	survey, found := sheetNamed(sheets, "survey")
	if !found {
		return false
	}
	t := tableOf(survey)
	return t.has("type") && t.has("name")
}

// xlsform is one XLSForm that is being taken over.
type xlsform struct {
	survey, choices, settings xlsTable

	draft Draft
	notes notes
	codes codes
	names names // of fields outside of tables, and of tables

	lang    string // the column tag of the language that is taken; empty for columns without one
	lists   map[string]*choiceList
	items   []*item           // in the order of the survey
	known   map[string]*item  // by the name in the survey
	repeats map[string]string // the code of the table by the name of its repeat

	groups []*group // those that are open
	loose  int      // the number of sections when the last one outside of groups was begun
	around []sectionGroup
	help   []string // notes at the top
}

// head takes title and code from the settings.
func (x *xlsform) head() {
	title, id := "", ""
	if len(x.settings.rows) > 0 {
		row := x.settings.rows[0]
		title, id = row.get("form_title"), row.get("form_id")
		if id == "" {
			id = row.get("id_string")
		}
		for _, column := range x.settings.columns() {
			switch column {
			case "form_title", "form_id", "id_string", "version", "default_language":
			default:
				if text := row.get(column); text != "" {
					x.notes.add(true, row.at(column), Setting, "column", column, "text", text, "name", "settings")
				}
			}
		}
	}
	x.draft.Title = oneLine(title)
	if x.draft.Title == "" {
		x.draft.Title = oneLine(id)
	}
	forms := codes{map[string]bool{}}
	x.draft.Code = strings.ReplaceAll(forms.of(id, "form"), "_", "-")
}

// languages chooses the language of labels: Chinese where there is one, then the default language, then columns without
// a language, then the first.
func (x *xlsform) languages() {
	var tags []string
	for _, column := range x.survey.columns() {
		if base, tag := splitTag(column); base == "label" {
			tags = append(tags, tag)
		}
	}
	if len(tags) == 0 {
		return
	}
	x.lang = x.preferred(tags)
	var left []string
	for _, tag := range tags {
		if tag != x.lang && tag != "" {
			left = append(left, tag)
		}
	}
	if len(left) > 0 {
		x.notes.add(false, x.survey.atHead("label"), Language, "taken", x.lang, "left", strings.Join(left, ", "))
	}
}

func (x *xlsform) preferred(tags []string) string {
	for _, tag := range tags {
		plain := strings.ToLower(tag)
		if strings.Contains(plain, "中文") || strings.Contains(plain, "汉") || strings.Contains(plain, "chinese") || strings.Contains(plain, "(zh") {
			return tag
		}
	}
	if len(x.settings.rows) > 0 {
		wanted := x.settings.rows[0].get("default_language")
		for _, tag := range tags {
			if wanted != "" && strings.EqualFold(tag, wanted) {
				return tag
			}
		}
	}
	for _, tag := range tags {
		if tag == "" {
			return tag
		}
	}
	return tags[0]
}

// spoken is a text in the chosen language, or in the columns without one.
func (x *xlsform) spoken(row xlsRow, column string) string {
	if x.lang != "" {
		for _, sign := range []string{"::", ":"} {
			if text := row.get(column + sign + strings.ToLower(x.lang)); text != "" {
				return text
			}
		}
	}
	if text := row.get(column); text != "" {
		return text
	}
	for _, c := range row.table.columns() { // rather another language than nothing
		if base, _ := splitTag(c); base == column && row.get(c) != "" {
			return row.get(c)
		}
	}
	return ""
}

// knownColumns are those of the survey that are taken over.
var knownColumns = []string{"type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "constraint_message", "calculation",
	"choice_filter", "appearance", "default", "repeat_count", "parameters", "readonly", "read_only"}

// unknownColumns tells of columns in which something is written that no form has.
func (x *xlsform) unknownColumns() {
	for _, column := range x.survey.columns() {
		base, _ := splitTag(column)
		if containsWord(knownColumns, base) || base == "note" || base == "comment" || base == "comments" {
			continue
		}
		code := Setting
		if strings.HasPrefix(base, "media") || containsWord([]string{"image", "audio", "video", "big-image"}, base) {
			code = Media
		}
		for _, row := range x.survey.rows {
			if text := row.get(column); text != "" {
				x.notes.add(true, row.at(column), code, "column", column, "text", text, "name", row.get("name"))
			}
		}
	}
}

// finish drops what has nothing in it and writes the lists that are used.
func (x *xlsform) finish() {
	x.draft.Help = strings.TrimSpace(strings.Join(x.help, "\n"))
	var sections []formdraft.Section
	for _, s := range x.draft.Sections {
		if len(s.Fields) > 0 {
			sections = append(sections, s)
		}
	}
	x.draft.Sections = sections
	x.writeLists()
}

func containsWord(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

func sheetNamed(sheets []formxlsx.Sheet, name string) (formxlsx.Sheet, bool) {
	for _, s := range sheets {
		if strings.EqualFold(strings.TrimSpace(s.Name), name) {
			return s, true
		}
	}
	return formxlsx.Sheet{}, false
}
