package formxlsx

import (
	"iter"

	"nianlun/internal/engine/form"
)

// Form is the version of a form for a period that a workbook is made for.
type Form struct {
	Def        *form.Definition
	Version    string // of the definition; a workbook of another version is refused
	Period     string // the id of the period
	PeriodName string // as people read it; empty takes the words of the period itself
	// Directory gives whom the cells of a return may name, by the id of the return, in a workbook of past periods "";
	// nil leaves ids to be typed. The units that it offers are the same for all returns of a workbook.
	Directory func(returnID string) Directory
	// Masked writes personal numbers as people who need not know them are shown them: 138****5678. A cell that comes
	// back as it was written changes nothing.
	Masked bool
}

// Return is one unit's answer.
type Return struct {
	ID       string
	UnitID   string
	Unit     string // the unit's name
	Base     string // the revision that the values are of; handed back, so that a newer one is not written over
	Values   form.Values
	Raw      form.Raw     // texts that are no values, as they were typed; other paths are not looked at
	Known    form.Values  // what was filled in for the person; a cell that still holds its own is marked
	Previous *form.Values // the period before: keys of its rows are not given to new rows
}

// Book is the workbook of one return.
type Book struct {
	Form
	Return
	Spare int // blank rows at the end of each open table, as far as it may have so many; 0 is DefaultSpare
	T     form.T
}

// Campaign is one workbook for the returns of many units: a sheet with a row for each unit, and a sheet for each table
// with the rows of all units.
type Campaign struct {
	Form
	ID      string // of the campaign
	Scope   string // whose returns these are, for the title: a zone; may be empty
	Returns iter.Seq2[Return, error]
	Spare   int // blank rows at the end of the sheet of each open table; 0 is DefaultCampaignSpare
	T       form.T
}

// The blank rows that are offered when nobody says how many.
const (
	DefaultSpare         = 10
	DefaultCampaignSpare = 200
)
