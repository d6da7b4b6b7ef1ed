package collect

import (
	"time"

	"nianlun/internal/engine/period"
)

// Obligation says that one unit owes one campaign's form for one period. It is
// the envelope of the return: its state, its times and the record that holds
// the values. Its ID is the return's id.
type Obligation struct {
	ID       string
	Bureau   string
	Campaign string
	Owner    string // the section that asks, copied from the campaign for rights
	Form     string
	Version  int
	Unit     string
	Period   period.Period
	State    State
	Awaits   Awaits      // who must act next on what is handed in
	Opens    period.Date // first day on which the period can be reported
	Due      period.Date
	BackDue  period.Date // set while sent back
	Record   string      // "" before the first save
	RecordNo int         // the record's revision that the state speaks of

	SubmittedBy string // person
	SubmittedAt time.Time
	HandedInOn  period.Date // the day of the first hand-in that was not withdrawn
	ReviewedBy  string
	ReviewedAt  time.Time
	Backs       int // how often it was sent back
	Reminders   int

	// Rev counts every change of the envelope or of its values; a writer names
	// the revision that it has seen.
	Rev   int
	Paper Paper
}

// Paper is what travels with a return beside its values: signatures, the marks
// of those who sent it back, and explanations.
type Paper struct {
	Signatures   []Signature   `json:"signatures,omitempty"`
	Marks        []BackMark    `json:"marks,omitempty"`
	Explanations []Explanation `json:"explanations,omitempty"`
	Nothing      string        `json:"nothing,omitempty"` // why an empty return is the statement (零报告)
	Excuse       string        `json:"excuse,omitempty"`  // why it is exempt
	// Corrected are the cells that changed after the return was locked.
	Corrected []Corrected `json:"corrected,omitempty"`
}

// Deadline is the day by which the unit must act: the due day, or the day that
// was set when the return was sent back.
func (o Obligation) Deadline() period.Date {
	if o.State == Back && !o.BackDue.IsZero() {
		return o.BackDue
	}
	return o.Due
}

// Late reports whether the deadline has passed while the return is not handed
// in. It is computed, never stored, so that no nightly job can be wrong.
func (o Obligation) Late(day period.Date) bool {
	return o.State.Open() && day.After(o.Deadline())
}

// DaysLeft counts the calendar days to the deadline; negative when it has passed.
func (o Obligation) DaysLeft(day period.Date) int { return o.Deadline().DaysSince(day) }

// Begun reports whether the period can be reported yet.
func (o Obligation) Begun(day period.Date) bool { return !day.Before(o.Opens) }

// OnTime tells whether the return was first handed in by its due day; known is
// false while that is still open, and for what is exempt.
func (o Obligation) OnTime(day period.Date) (onTime, known bool) {
	switch {
	case o.State == Exempt:
		return false, false
	case !o.HandedInOn.IsZero():
		return !o.HandedInOn.After(o.Due), true
	default:
		return false, day.After(o.Due)
	}
}
