package collect

import "nianlun/internal/engine/form"

// Share counts how much of a return was filled in for the unit: what is asked of
// a school is counted against what it had to type.
type Share struct {
	Cells   int `json:"cells"`          // that hold an answer somebody gives
	Offered int `json:"offered"`        // among them, those that were filled in from a source
	Kept    int `json:"kept,omitempty"` // among these, those that were left as they were
}

// Prefilled counts a sheet against what its sources offered.
func Prefilled(def *form.Definition, offered, values form.Values) Share {
	cells, filled, kept := form.CountPrefilled(def, offered, values)
	return Share{Cells: cells, Offered: filled, Kept: kept}
}

// share counts the sheet that is handed in.
func (sh *sheet) share() *Share {
	offered := form.Beside(sh.def, form.Prefilled(sh.def, sh.around.sources()), sh.values)
	share := Prefilled(sh.def, offered, sh.values)
	return &share
}
