package api

import (
	"context"
	"time"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Returns are what the API needs of collecting. Every method checks the actor's
// rights; a return that the post may not see is the NotFound fault.
type Returns interface {
	// List gives a page of the returns that the post may see, the newest due day
	// first, and the cursor of the next page, empty when there is none.
	List(ctx context.Context, by access.Actor, in ReturnFilter) (heads []ReturnHead, next string, err error)
	// Get gives one return with its values and findings. Personal numbers are whole
	// for whoever fills it now; others see them masked unless they have a part in
	// the return and give a purpose, which is recorded.
	Get(ctx context.Context, by access.Actor, id, purpose string) (Return, error)
	// Save saves a draft, of a whole sheet or of some cells; keep, unless nil, is
	// called with the revision in the transaction of the save. Conflict fault
	// return.stale when the values have a newer revision than Base.
	Save(ctx context.Context, by access.Actor, id string, in SaveValues, part bool, keep func(context.Context, SavedAs) error) (SavedAs, error)
	// Submit hands in; keep, unless nil, is called with the receipt in the
	// transaction of the hand-in, and not when it was handed in before. Invalid
	// fault return.checks with a field for each cell to mend; Conflict faults
	// return.stale and return.moved.
	Submit(ctx context.Context, by access.Actor, id string, in SubmitReturn, keep func(context.Context, Receipt) error) (Receipt, error)
}

// ReturnFilter says which returns to list; empty members ask for all.
type ReturnFilter struct {
	State    string
	Period   string
	Unit     string
	Campaign string
	DueBy    period.Date
	After    string // the cursor of a page
	Limit    int
}

// SavedAs is the revision that a save made.
type SavedAs struct {
	Revision int `json:"revision"`
}

// ReturnHead is a return without its values.
type ReturnHead struct {
	ID       string `json:"id"`
	Campaign string `json:"campaign" doc:"Id of the campaign that asks for it"`
	Form     string `json:"form" doc:"Code of the form"`
	Version  int    `json:"version" doc:"Published version of the form that the return is filled on"`
	Title    string `json:"title"`
	Unit     string `json:"unit" doc:"Id of the unit that owes it"`
	UnitName string `json:"unitName"`
	Heir     string `json:"heir,omitempty" doc:"Id of the unit that hands it in for one that is no more; the figures stay those of unit"`
	HeirName string `json:"heirName,omitempty"`
	Period   string `json:"period"`
	State    string `json:"state" enum:"owed,draft,submitted,back,reviewed,locked,exempt"`
	Due      string `json:"due" doc:"Day by which the unit must act"`
	Late     bool   `json:"late"`
	Revision int    `json:"revision" doc:"Of the values; send it as base when you write"`
}

// Return is a return with everything that a filling program needs.
type Return struct {
	ReturnHead
	Values     map[string]string `json:"values" doc:"By path: spent, list[r1].paid; at list stand the keys of its rows, divided by commas"`
	Findings   []Finding         `json:"findings" doc:"Checks that do not hold"`
	Marks      []Mark            `json:"marks" doc:"Reasons for which it was sent back"`
	Signatures []Signature       `json:"signatures"`
}

// Receipt says that a return has been handed in. Its values are those that were
// sent; whoever wants them as they are written now reads the return.
type Receipt struct {
	ID         string      `json:"id"`
	State      string      `json:"state" enum:"submitted,reviewed,locked"`
	Revision   int         `json:"revision" doc:"Of the values"`
	Signatures []Signature `json:"signatures"`
}

// Finding is a check that does not hold.
type Finding struct {
	Key         string   `json:"key" doc:"Name an explanation by it"`
	Class       string   `json:"class" enum:"logic,experience" doc:"logic must be mended; experience mended or explained"`
	Paths       []string `json:"paths"`
	Message     string   `json:"message"`
	Explanation string   `json:"explanation,omitempty"`
}

// Mark is one reason for which a return was sent back.
type Mark struct {
	Path   string `json:"path" doc:"Name an answer by it; empty for the return as a whole"`
	Reason string `json:"reason"`
	By     string `json:"by"`
	Answer string `json:"answer,omitempty"`
	Open   bool   `json:"open"`
}

// Signature is one name under a return.
type Signature struct {
	Role string    `json:"role" enum:"filler,checker,chief"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// SaveValues is a sheet as it was filled.
type SaveValues struct {
	Base         int               `json:"base" minimum:"0" doc:"The revision that the values were read at; 0 when nothing was saved yet"`
	Values       map[string]string `json:"values,omitempty" doc:"By path. With POST the whole sheet: a path that is not named is emptied. With PATCH some cells: the others stay, and an empty text empties one. Left out, the values stay"`
	Explanations map[string]string `json:"explanations,omitempty" doc:"By key of a finding; an empty text takes one back"`
	Answers      map[string]string `json:"answers,omitempty" doc:"By path of a mark"`
}

func (SaveValues) empty() SaveValues { return SaveValues{Base: -1} }

func (v SaveValues) within() bool { return v.Base >= 0 }

// SubmitReturn is a sheet that is handed in.
type SubmitReturn struct {
	SaveValues
	Nothing string `json:"nothing,omitempty" maxLength:"1000" doc:"Why there is nothing to report: an empty return is a statement with a reason"`
}

func (v SubmitReturn) empty() SubmitReturn { return SubmitReturn{SaveValues: v.SaveValues.empty()} }

func (v SubmitReturn) within() bool {
	return v.SaveValues.within() && utf8.RuneCountInString(v.Nothing) <= 1000
}
