package docmark

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
)

// Kind is what sort of mark a correction is about.
type Kind string

// The kinds.
const (
	Figure   Kind = "figure"
	Deadline Kind = "deadline"
	Owner    Kind = "owner" // words that name a unit
)

// Kinds are all kinds.
func Kinds() []Kind { return []Kind{Figure, Deadline, Owner} }

// Op is what somebody did.
type Op string

// The acts.
const (
	Set   Op = "set"
	Drop  Op = "drop"
	Add   Op = "add"
	Merge Op = "merge"
	Split Op = "split"
)

// Correction says which marks of a kind stand in a span of the text.
type Correction struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind"`
	Op    Op     `json:"op"`
	Place Place  `json:"place"`
	Marks []Mark `json:"marks,omitempty"` // in text order, apart from each other
}

// Mark is one mark of a correction. Start and End count the characters of the
// place's words.
type Mark struct {
	Start int           `json:"start"`
	End   int           `json:"end"`
	Value *FigureValue  `json:"figure,omitempty"`
	Due   *DeadlineDate `json:"deadline,omitempty"`
	Unit  string        `json:"unit,omitempty"` // id of the unit that the words name
}

// FigureValue is what a corrected figure says; the meanings are those of
// docread.Figure. UnitLength is how many characters behind the numeral are its
// unit.
type FigureValue struct {
	Value      *decimal.Decimal `json:"value,omitempty"`
	Value2     *decimal.Decimal `json:"value2,omitempty"`
	Kind       docread.Kind     `json:"kind"`
	Unit       string           `json:"unit,omitempty"`
	UnitLength int              `json:"unitLength,omitempty"`
	Subject    string           `json:"subject,omitempty"`
	Approx     docread.Approx   `json:"approx,omitempty"`
	Role       docread.Role     `json:"role"`
	Masked     bool             `json:"masked,omitempty"`
}

// DeadlineDate is the last day that a corrected deadline means, yyyy-mm-dd; ""
// when no single day follows from the words.
type DeadlineDate struct {
	Date string `json:"date,omitempty"`
}

// OwnerMark is a unit that the text names.
type OwnerMark struct {
	Unit       string
	Start, End int
}
