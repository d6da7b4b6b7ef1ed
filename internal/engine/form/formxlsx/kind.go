package formxlsx

import (
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// kind is how a field is written in a cell.
type kind int

const (
	kindText   kind = iota
	kindArea        // several lines
	kindNumber      // a number with the decimals of the field
	kindShare       // a percentage: 52.3 stands as 0.523 and shows as 52.3%
	kindDate
	kindChoice
	kindMany
	kindUnit
	kindPerson
	kindTime   // of the day, 09:30
	kindPeriod // a month, a school year
	kindCode   // digits that are no number: telephone, identity number, credit code
	kindNone   // cannot be answered in a workbook: files
	kindShown  // a number that is computed
	kindNote   // a text to be read
)

// answerable tells whether a cell of the field is read. The other kinds are locked and only shown.
func answerable(f *form.Field) bool {
	switch kindOf(f) {
	case kindNone, kindShown, kindNote:
		return false
	}
	return true
}

func kindOf(f *form.Field) kind {
	switch f.Type.Control() {
	case form.ControlFiles:
		return kindNone
	case form.ControlUnit:
		return kindUnit
	case form.ControlMany:
		return kindMany
	case form.ControlArea:
		return kindArea
	case form.ControlDate:
		return kindDate
	case form.ControlPerson:
		return kindPerson
	case form.ControlTime:
		return kindTime
	case form.ControlPeriod:
		return kindPeriod
	case form.ControlPhone, form.ControlCode:
		return kindCode
	case form.ControlShown:
		return kindShown
	case form.ControlNote:
		return kindNote
	}
	switch {
	case f.Type.Name() == "percent":
		return kindShare
	case f.Type.Holds() == expr.Number:
		return kindNumber
	case f.Type.Holds() == expr.Date:
		return kindDate
	case f.Type.Control() == form.ControlOne && len(f.Options) > 0:
		return kindChoice
	}
	return kindText
}
