package design

import (
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
)

// State is how far a draft is.
type State string

// The states. Only a draft that is being written changes; a form has at most one.
const (
	Writing   State = "writing"
	Published State = "published"
	Discarded State = "discarded"
)

// Draft is a form being designed. What it says stands in its newest revision.
type Draft struct {
	ID     string
	Bureau string
	Form   string // code of the form
	Title  string
	Owner  string // the unit whose form it is
	State  State
	// Base is the published version that it began with; 0 for a new form.
	Base int
	// Rev counts its changes, from 1.
	Rev int
	// Reasons say why a field is asked again that another form asks already, by
	// the key of the field.
	Reasons map[string]string
	Sample  Sample

	StartedBy string
	Started   time.Time
	ChangedBy string
	Changed   time.Time

	Version int    // that it was published as
	Reason  string // for which it was published
}

// Sample is what lies beside a form while it is designed: what the designer typed
// to try it, a return of the period, one of the period before, and the others that
// the form reads, which are nobody's data; and what its import left to be looked at.
type Sample struct {
	Now    form.Raw            `json:"now,omitempty"`
	Last   form.Raw            `json:"last,omitempty"`
	Others map[string]form.Raw `json:"others,omitempty"` // by OtherKey
	Notes  []Note              `json:"notes,omitempty"`
}

// Revision is one step of a draft's making.
type Revision struct {
	Rev  int
	YAML string
	// Act is what was done, Target what it was done to: together they join the
	// savings of one field while somebody types.
	Act    string
	Target string
	// Back is the revision whose text undoing brings back, Forth the one that
	// redoing does; 0 for none.
	Back, Forth int
	By          string
	At          time.Time
}

// thing is what rights need to know of a draft.
func (d Draft) thing() access.Thing {
	return access.Thing{Bureau: d.Bureau, Kind: access.Form, Unit: d.Owner}
}
