package collect

import (
	"slices"
	"strings"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// Correction is one request to change cells of a locked return. It keeps what
// was there, what shall be there and why, whoever asked, signed and decided: the
// law (统计法) wants each of them for as long as the figure stands.
type Correction struct {
	ID       string
	Bureau   string
	Return   string
	Campaign string
	Owner    string // the section that decides, copied from the return for rights
	Unit     string
	Heir     string // the unit that answers for the return in its place; "" for none
	Form     string
	Version  int
	Period   period.Period
	State    CorrectionState
	Base     int // the record's revision on which it was asked
	Result   int // the revision that the approval wrote, 0 before
	Rev      int // counts every change of the request

	AskedBy   string // person
	AskedAt   time.Time
	SignedBy  string
	SignedAt  time.Time
	DecidedBy string // who approved, refused, declined or withdrew
	DecidedAt time.Time

	Paper CorrectionPaper
}

// Answers is the unit whose people ask, sign and are told.
func (c Correction) Answers() string { return orHeir(c.Unit, c.Heir) }

// owed is the return that the request is about, as far as a request knows it.
func (c Correction) owed() Obligation {
	return Obligation{ID: c.Return, Bureau: c.Bureau, Campaign: c.Campaign, Owner: c.Owner, Unit: c.Unit, Heir: c.Heir, Form: c.Form, Version: c.Version, Period: c.Period}
}

// CorrectionPaper is what a request says, as one document.
type CorrectionPaper struct {
	Cells        []CorrectedCell `json:"cells"`
	Reason       string          `json:"reason"`
	Evidence     []string        `json:"evidence,omitempty"` // files, by id
	Explanations []Explanation   `json:"explanations,omitempty"`
	Answer       string          `json:"answer,omitempty"` // why it was refused or declined
	Asked        string          `json:"asked"`            // names, as they were on the day
	Signed       string          `json:"signed,omitempty"`
	Decided      string          `json:"decided,omitempty"`
	// Uses are the figures and documents that had used the cells when the request
	// was approved.
	Uses []Use `json:"uses,omitempty"`
}

// CorrectedCell is one cell with both its values, as Type.Text writes them and
// as people read them. An empty text is an empty cell.
type CorrectedCell struct {
	Path    string `json:"path"`
	Old     string `json:"old"`
	New     string `json:"new"`
	OldShow string `json:"oldShow"`
	NewShow string `json:"newShow"`
	// Personal is a cell whose values people see masked; so the log keeps them, for
	// nothing can ever be taken out of it.
	Personal bool `json:"personal,omitempty"`
}

// logged is the cell as the log keeps it.
func (c CorrectedCell) logged() cellData {
	if c.Personal {
		return cellData{Path: c.Path, Old: c.OldShow, New: c.NewShow}
	}
	return cellData{Path: c.Path, Old: c.Old, New: c.New}
}

// CorrectionState is where a request stands; see correction.flow.yaml.
type CorrectionState string

// The states of a request.
const (
	CorrectionOpen      CorrectionState = "open"      // waits for the school's head
	CorrectionSigned    CorrectionState = "signed"    // waits for the section
	CorrectionApproved  CorrectionState = "approved"  // the return has the new values
	CorrectionRefused   CorrectionState = "refused"   // by the head or the section, with a reason
	CorrectionWithdrawn CorrectionState = "withdrawn" // by who asked
)

// CorrectionStates are all states in the order of a request's life.
func CorrectionStates() []CorrectionState {
	return []CorrectionState{CorrectionOpen, CorrectionSigned, CorrectionApproved, CorrectionRefused, CorrectionWithdrawn}
}

// Pending reports whether somebody still has to decide.
func (s CorrectionState) Pending() bool { return s == CorrectionOpen || s == CorrectionSigned }

// touches reports whether the request is about a cell.
func (c Correction) touches(path string) bool {
	return slices.ContainsFunc(c.Paper.Cells, func(cell CorrectedCell) bool { return cell.Path == path })
}

// keys are the fields of the cells without rows, each once: what an indicator
// reads.
func (c Correction) keys() []string {
	var keys []string
	for _, cell := range c.Paper.Cells {
		keys = append(keys, form.Path(cell.Path).Key())
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Corrected is the mark that an approved request leaves on a cell of its return.
// The newest mark of a cell comes last.
type Corrected struct {
	Path       string    `json:"path"`
	Was        string    `json:"was"` // as people read it
	Now        string    `json:"now"`
	By         string    `json:"by"` // name of who approved
	At         time.Time `json:"at"`
	Correction string    `json:"correction"`
}

// CorrectionLink is the address of a request.
func CorrectionLink(id string) string { return "/collect/corrections/" + id }

// correctedCells are the changes as a request keeps them, in the order of the
// form. A change of rows has no cell of its own.
func correctedCells(def *form.Definition, changes []form.Change) []CorrectedCell {
	var cells []CorrectedCell
	for _, c := range changes {
		f, ok := def.Field(c.Path.Key())
		if !ok {
			continue
		}
		cells = append(cells, CorrectedCell{
			Path: c.Path.String(), Old: f.Type.Text(f, c.Old), New: f.Type.Text(f, c.New),
			OldShow: shownValue(f, c.Old), NewShow: shownValue(f, c.New), Personal: f.Masked(),
		})
	}
	return cells
}

// shownValue is a value as people read it, with its unit.
func shownValue(f *form.Field, v form.Value) string {
	if v.IsMissing() {
		return ""
	}
	return strings.TrimSpace(f.Type.Show(f, v) + " " + f.Unit)
}
