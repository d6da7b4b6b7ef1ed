package record

import (
	"time"

	"nianlun/internal/engine/form"
)

// Version is a published version of a form. It never changes.
type Version struct {
	Form       string
	No         int // 1 for the first
	Definition *form.Definition
	YAML       string
	Published  time.Time
	By         string // person's ID
}

// Record is filled values at one revision. Raw is what was typed, where the
// owner gave it; it shows a cell with a fault as it was written.
type Record struct {
	ID      string
	Form    string
	Version int
	Rev     int // 1 for the first
	Values  form.Values
	Raw     form.Raw
	Person  string
	At      time.Time
}

// Save is what to write: values for a new record when ID is empty, otherwise the
// next revision on top of revision Base.
type Save struct {
	ID      string
	Form    string
	Version int
	Base    int
	Values  form.Values
	Raw     form.Raw
	// Over is revision Base as it was loaded, where nobody signed it, decided on it or
	// otherwise speaks of it: then it may be kept as what it had otherwise. Nil keeps
	// it whole.
	Over *Record
}

// Revision is a revision without its document, for a history.
type Revision struct {
	Rev     int
	Version int
	Person  string
	At      time.Time
}
