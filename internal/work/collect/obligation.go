package collect

import (
	"time"

	"nianlun/internal/base/calendar"
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
	Unit     string // whose figures they are
	// Heir is the unit that hands the return in for one that is no more (代报); "" while
	// the unit does so itself. The figures stay those of Unit.
	Heir     string
	Period   period.Period
	State    State
	Awaits   Awaits      // who must act next on what is handed in
	Opens    period.Date // first day on which the period can be reported
	Due      period.Date
	GraceOn  period.Date // the last day that still counts as on time; zero is the due day
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
	RemindedOn  period.Date // the last reminder; before the first, the day the row was made

	// LiftedBy names what took the obligation away without a person deciding on
	// this return: the campaign's end, a change of structure. LiftedWhy is its reason.
	LiftedBy  string
	LiftedWhy string

	// Rev counts every change of the envelope or of its values; a writer names
	// the revision that it has seen.
	Rev   int
	Paper Paper
	Work  Work // what filling it took
}

// Paper is what travels with a return beside its values: signatures, the marks
// of those who sent it back, and explanations.
type Paper struct {
	Signatures   []Signature   `json:"signatures,omitempty"`
	Marks        []BackMark    `json:"marks,omitempty"`
	Explanations []Explanation `json:"explanations,omitempty"`
	Nothing      string        `json:"nothing,omitempty"` // why an empty return is the statement (零报告)
	Excuse       string        `json:"excuse,omitempty"`  // why it is exempt
	// Entered are those of the section who put values into the return for the unit.
	Entered []Entry `json:"entered,omitempty"`
	// Fillers are the persons who typed into the return: none of them approves it.
	Fillers []string `json:"fillers,omitempty"`
	// Prefilled is counted when the return is handed in; nil before.
	Prefilled *Share `json:"prefilled,omitempty"`
	// Imported is set on returns of the time before the bureau collected here.
	Imported *Imported `json:"imported,omitempty"`
	// Stated is the newest revision of the record that was handed in: it and those
	// before it are kept whole. What is typed after it is a draft.
	Stated int `json:"stated,omitempty"`
	// Corrected are the cells that changed after the return was locked.
	Corrected []Corrected `json:"corrected,omitempty"`
}

// Answers is the unit whose people fill, sign and are reminded of the return.
func (o Obligation) Answers() string { return orHeir(o.Unit, o.Heir) }

func orHeir(unit, heir string) string {
	if heir != "" {
		return heir
	}
	return unit
}

// Deadline is the day by which the unit must act: the due day, or the day that
// was set when the return was sent back.
func (o Obligation) Deadline() period.Date {
	if o.State == Back && !o.BackDue.IsZero() {
		return o.BackDue
	}
	return o.Due
}

// LateAfter is the last day on which the return is not late: the end of the
// grace, or the day that was set when it was sent back (which has no grace).
func (o Obligation) LateAfter() period.Date {
	if o.State == Back && !o.BackDue.IsZero() || o.GraceOn.Before(o.Due) {
		return o.Deadline()
	}
	return o.GraceOn
}

// Late reports whether deadline and grace have passed while the return is not
// handed in. It is computed, never stored, so that no nightly job can be wrong.
func (o Obligation) Late(day period.Date) bool {
	return o.State.Open() && day.After(o.LateAfter())
}

// InGrace reports whether the due day has passed and the grace has not.
func (o Obligation) InGrace(day period.Date) bool {
	return o.State.Open() && day.After(o.Deadline()) && !o.Late(day)
}

// Excuse is why the return is not wanted, whoever said so.
func (o Obligation) Excuse() string {
	if o.Paper.Excuse != "" {
		return o.Paper.Excuse
	}
	return o.LiftedWhy
}

// DaysLeft counts the calendar days to the deadline; negative when it has passed.
func (o Obligation) DaysLeft(day period.Date) int { return o.Deadline().DaysSince(day) }

// Begun reports whether the period can be reported yet.
func (o Obligation) Begun(day period.Date) bool { return !day.Before(o.Opens) }

// OnTime tells whether the return was first handed in by its due day or within
// the grace; known is false while that is still open, and for what is exempt.
func (o Obligation) OnTime(day period.Date) (onTime, known bool) {
	switch {
	case o.State == Exempt:
		return false, false
	case !o.HandedInOn.IsZero():
		return !o.HandedInOn.After(o.lastOnTime()), true
	default:
		return false, day.After(o.lastOnTime())
	}
}

// sentBackOn is the day on which the return was sent back last, zero unless it is
// being mended: whoever sent it back has told the unit then.
func (o Obligation) sentBackOn() period.Date {
	if o.State != Back || len(o.Paper.Marks) == 0 {
		return noDay
	}
	return calendar.Today(o.Paper.Marks[len(o.Paper.Marks)-1].At)
}

// lastOnTime is the last day of the first hand-in that counts as on time.
func (o Obligation) lastOnTime() period.Date {
	if o.GraceOn.After(o.Due) {
		return o.GraceOn
	}
	return o.Due
}
