package document

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// ProposalState is what people decided about a proposal.
type ProposalState string

// The states.
const (
	Proposed  ProposalState = "proposed"
	Confirmed ProposalState = "confirmed"
	Dropped   ProposalState = "dropped"
	Merged    ProposalState = "merged" // its words belong to another one now
)

// DueFrom says where a proposal's deadline comes from.
type DueFrom string

// The sources of a deadline.
const (
	DueNone DueFrom = ""
	DueText DueFrom = "text" // the text names the day or the month
	DueTerm DueFrom = "term" // the text names a season or a term, whose last day is a parameter
	DueYear DueFrom = "year" // the text speaks of the year or of something that recurs in it
	DueHand DueFrom = "hand" // somebody typed it
)

// Proposal is a commitment found in a document, on its way to becoming a task.
// Rev grows with every change; an act names the one that it saw.
type Proposal struct {
	ID           string        `json:"id"`
	No           int           `json:"-"` // place among those that stand, from 1
	Start        int           `json:"start"`
	End          int           `json:"end"`
	Text         string        `json:"text"`
	Title        string        `json:"title"`
	Kind         string        `json:"kind,omitempty"` // docread.Act, "" when added by hand
	Owner        string        `json:"owner,omitempty"`
	Lead         string        `json:"lead,omitempty"`         // unit
	Participants []string      `json:"participants,omitempty"` // units
	Leader       string        `json:"leader,omitempty"`       // person
	Due          period.Date   `json:"due"`
	DueWords     string        `json:"dueWords,omitempty"`
	DueFrom      DueFrom       `json:"dueFrom,omitempty"`
	Target       *Target       `json:"target,omitempty"`
	Confidence   float64       `json:"confidence"`
	State        ProposalState `json:"state"`
	Into         string        `json:"into,omitempty"` // the proposal that it was merged into
	Made         bool          `json:"made,omitempty"` // a task was made of it
	Task         string        `json:"task,omitempty"` // that task, when it is known
	Lost         bool          `json:"lost,omitempty"` // its words are not in the text that was read last
	Rev          int           `json:"rev"`
	ByName       string        `json:"by,omitempty"` // who changed it last
}

// Op is how a target compares.
type Op string

// The comparisons.
const (
	AtLeast Op = "≥"
	AtMost  Op = "≤"
	Exactly Op = "="
)

// Ops are all comparisons in the order in which they are offered.
func Ops() []Op { return []Op{AtLeast, AtMost, Exactly} }

// Target is the figure that a commitment promises.
type Target struct {
	Op        Op              `json:"op"`
	Value     decimal.Decimal `json:"value"`
	Unit      string          `json:"unit"`
	Indicator string          `json:"indicator,omitempty"` // code
}

// Complete tells whether a proposal can be confirmed without a further look:
// what, who and by when are known.
func (p Proposal) Complete() bool {
	return strings.TrimSpace(p.Title) != "" && p.Lead != "" && !p.Due.IsZero()
}

// same tells whether two states of a proposal say the same.
func (p Proposal) same(q Proposal) bool {
	return p.Start == q.Start && p.End == q.End && p.Text == q.Text && p.Title == q.Title && p.Lead == q.Lead &&
		slices.Equal(p.Participants, q.Participants) && p.Leader == q.Leader && p.Due == q.Due && p.DueWords == q.DueWords &&
		p.DueFrom == q.DueFrom && sameTarget(p.Target, q.Target) && p.State == q.State && p.Into == q.Into &&
		p.Made == q.Made && p.Task == q.Task && p.Lost == q.Lost
}

func sameTarget(a, b *Target) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Op == b.Op && a.Value.Equal(b.Value) && a.Unit == b.Unit && a.Indicator == b.Indicator
}

func sortProposals(all []Proposal) {
	slices.SortStableFunc(all, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), strings.Compare(a.ID, b.ID))
	})
}

// cloned copies a proposal so that a change of the copy leaves the first alone.
func cloned(p Proposal) Proposal {
	p.Participants = slices.Clone(p.Participants)
	if p.Target != nil {
		target := *p.Target
		p.Target = &target
	}
	return p
}
