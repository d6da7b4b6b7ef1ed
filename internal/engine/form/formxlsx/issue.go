package formxlsx

import "nianlun/internal/engine/form"

// The codes of issues. Each has the message key "formxlsx.issue.<code>"; the placeholders are named here.
const (
	// Nothing was read.
	NotWorkbook   = "not_workbook"   // no workbook at all, whatever it is called
	WordDocument  = "word_document"  //
	OldExcel      = "old_excel"      // .xls or another file of that age
	Encrypted     = "encrypted"      // needs a password
	Damaged       = "damaged"        //
	TooLarge      = "too_large"      //
	TooManyRowsIn = "too_many_rows"  // sheet, max
	TooManyCells  = "too_many_cells" // max
	NotOurs       = "not_ours"       // was not made here, or its hidden sheets are gone
	MapChanged    = "map_changed"    // the hidden sheet was edited
	OtherForm     = "other_form"     // got, want
	OtherPeriod   = "other_period"   // got, want
	OtherUnit     = "other_unit"     // got: the name of the unit
	OtherCampaign = "other_campaign" //
	NotPast       = "not_past"       // is no workbook of past periods
	// A cell, row or column was not read.
	MissingSheet  = "missing_sheet"  // table: of a table, or empty
	MissingField  = "missing_field"  // field
	MissingColumn = "missing_column" // field, table
	MissingRow    = "missing_row"    // row, table
	RepeatedField = "repeated_field" // field, first: a second cell for the same answer
	StrangeRow    = "strange_row"    // a row in a table whose rows are given
	NoUnit        = "no_unit"        // text: a new row without a unit of the campaign
	UnknownCode   = "unknown_code"   // text: the code of no school
	CodeAndName   = "code_and_name"  // code, name: of the code; text: another name stands beside it
	UnknownUnit   = "unknown_unit"   // text
	NearUnit      = "near_unit"      // text, near: a name that is nearly the same
	SeveralUnits  = "several_units"  // text: several units have the name
	UnknownPeriod = "unknown_period" // text
	Merged        = "merged"         // range
	Formula       = "formula"        // formula: one that gives no number
	Danger        = "danger"         // formula: one that calls programs or other files
	ErrorValue    = "error_value"    // text: #REF! and the like
	DigitsLost    = "digits_lost"    // a long code in a cell of numbers, of which Excel keeps 15 digits
	// The cell was read, and should be looked at.
	FormulaTaken = "formula_taken" // formula, value
	ShareDoubt   = "share_doubt"   // value: 0.5 in a cell without percent sign
	TimeDropped  = "time_dropped"  // date: a time of the day was left out
	MovedColumn  = "moved_column"  // field: found by its name, not by its code
	NewerBase    = "newer_base"    // the return was changed since the workbook was made
	OldVersion   = "old_version"   // got, want: of the form; what both versions ask was read
	NewField     = "new_field"     // field: a field or table that the version of the workbook does not have
	GoneField    = "gone_field"    // field: one that the version in use does not have, and was not read
)

// Weight says what became of the place of an issue.
type Weight int

// The weights.
const (
	Told    Weight = iota // was read, and should be looked at
	Refused               // was not read; what is stored stays
	Fatal                 // nothing was read
)

// Issue is something wrong with a workbook.
type Issue struct {
	form.Fault
	Weight Weight
	Return string    // the id of the return, in the workbook of a campaign
	Path   form.Path // of the answer, when it is known
	At     Address   // empty for the whole workbook
}

// Key is the message key.
func (i Issue) Key() string { return "formxlsx.issue." + i.Code }

// Message is the issue in the reader's language; the address is not part of it.
func (i Issue) Message(t form.T) string { return t(i.Key(), i.Args()...) }

// Issues are all issues of a workbook, sheet by sheet and row by row.
type Issues []Issue

// Fatal tells whether nothing was read.
func (is Issues) Fatal() bool {
	for _, i := range is {
		if i.Weight == Fatal {
			return true
		}
	}
	return false
}

// Address is a cell as people name it.
type Address struct{ Sheet, Cell string }

// String is the address as Excel writes it: 填报!C7.
func (a Address) String() string {
	if a.Sheet == "" || a.Cell == "" {
		return a.Sheet + a.Cell
	}
	return a.Sheet + "!" + a.Cell
}

func newIssue(weight Weight, code string, pairs ...string) Issue {
	params := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		params[pairs[i]] = pairs[i+1]
	}
	return Issue{Fault: form.Fault{Code: code, Params: params}, Weight: weight}
}
