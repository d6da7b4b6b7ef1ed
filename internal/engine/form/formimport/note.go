package formimport

import (
	"maps"
	"strconv"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
)

// The codes of notes. Each has the message key "formimport.note.<code>"; the placeholders are named here.
const (
	// Lost: a person must write it anew.
	Expression  = "expression"   // column, text, why: a word or function that has no exact equal
	UnknownType = "unknown_type" // text, name: taken as a line of text
	NoList      = "no_list"      // text, name: the list of choices is not in the workbook
	Filter      = "filter"       // text, name: how choices depend on another field
	Setting     = "setting"      // column, text, name: a setting that forms do not have
	Media       = "media"        // column, text: picture, sound or film beside a question
	Nested      = "nested"       // name, outer: a repeat within a repeat, taken as a table beside it
	TableNote   = "table_note"   // text: a note within a table, put into the help of the table
	OpenGroup   = "open_group"   // text: begun and not ended, or ended and not begun
	NoName      = "no_name"      // text: a row without a name
	Live        = "live"         // text: a value shown within a label
	Calculation = "calculation"  // name, formula: a column whose cells are computed
	ManyHeads   = "many_heads"   // max: more head rows or columns than are looked at
	// Told: taken over, and should be looked at.
	Recoded     = "recoded"      // old, new: the code
	Renamed     = "renamed"      // old, new: the name
	TypeNear    = "type_near"    // text, name, type: the nearest type
	TwoFields   = "two_fields"   // name: date and time became two fields
	Automatic   = "automatic"    // text: kept without being asked
	Language    = "language"     // taken, left
	Guessed     = "guessed"      // name, type, values: the type was guessed from the values
	UnitColumn  = "unit_column"  // name: names who answers; each unit answers its own row
	Numbering   = "numbering"    // name: a column or row of numbers, left out
	TotalRow    = "total_row"    // name: a row of totals, left out; the columns have totals
	TotalColumn = "total_column" // name, parts: a column that holds the sum of others is checked
	TableFixed  = "table_fixed"  // n: the rows are given
	TableOpen   = "table_open"   // name, n: each unit writes its rows, known by the first column
	OtherSheets = "other_sheets" // names: not looked at
	OtherOption = "other_option" // name: a field for what is meant by other
)

// The codes of refusals, beside those of formxlsx.
const (
	NoSurvey = "no_survey" // a workbook without the sheet survey, or with none of its columns
	NoTable  = "no_table"  // sheet: no head row was found
	NoSheet  = "no_sheet"  // sheet
)

// Note is something to look at after an import.
type Note struct {
	form.Fault
	// Lost says that something has to be written anew; otherwise it was taken over.
	Lost bool
	At   formxlsx.Address
	key  string
}

// Key is the message key.
func (n Note) Key() string { return n.key + n.Code }

// Message is the note in the reader's language; the address is not part of it.
func (n Note) Message(t form.T) string {
	if typ := n.Params["type"]; typ != "" {
		n.Params = maps.Clone(n.Params)
		n.Params["type"] = t(typeKey + typ)
	}
	return t(n.Key(), n.Args()...)
}

const (
	noteKey    = "formimport.note."
	refusalKey = "formimport.refusal."
	bookKey    = "formxlsx.issue."
	typeKey    = "formimport.type."
)

// Result is a draft with what to look at, in the order of the workbook.
type Result struct {
	Draft Draft
	Notes []Note
}

func refusal(code string, pairs ...string) *Note {
	return &Note{Fault: form.Fault{Code: code, Params: paramsOf(pairs)}, Lost: true, key: refusalKey}
}

// ofBook is what formxlsx says against a workbook.
func ofBook(issue *formxlsx.Issue) *Note {
	return &Note{Fault: issue.Fault, Lost: true, At: issue.At, key: bookKey}
}

func paramsOf(pairs []string) map[string]string {
	params := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		params[pairs[i]] = clip(pairs[i+1])
	}
	return params
}

// maxNotes bounds what a hostile workbook can make us say.
const maxNotes = 500

// notes gathers notes.
type notes struct{ all []Note }

func (n *notes) add(lost bool, at formxlsx.Address, code string, pairs ...string) {
	if len(n.all) < maxNotes {
		n.all = append(n.all, Note{Fault: form.Fault{Code: code, Params: paramsOf(pairs)}, Lost: lost, At: at, key: noteKey})
	}
}

func clip(text string) string {
	if runes := []rune(text); len(runes) > 120 {
		return string(runes[:120]) + "…"
	}
	return text
}

func itoa(n int) string { return strconv.Itoa(n) }
