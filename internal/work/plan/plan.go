// Package plan owns the promise side of a year: plans with their themes, tasks
// with their owners, targets, milestones and progress, and the lights that
// follow from dates and figures.
//
// It never computes an indicator (a Gauge tells it what one shows), never reads
// a document, and never takes a percentage that somebody typed.
package plan

import (
	"time"

	"nianlun/internal/engine/period"
)

// State is how far a plan is.
type State string

// A plan is a draft until it is frozen as the baseline; from then on every
// change of a task keeps the old value and a reason.
const (
	Draft    State = "draft"
	Baseline State = "baseline"
)

// Plan is one plan document of a year (工作要点) as a set of tasks.
type Plan struct {
	ID       string
	Year     int
	Title    string
	Number   string // the document's official number
	Document string // the reading that it came from; empty when typed by hand
	State    State
	FrozenAt time.Time
	FrozenBy string // person
	Themes   []Theme
}

// Theme is a heading of the plan under which tasks stand (主题).
type Theme struct {
	ID    string
	Plan  string
	No    string // as the document numbers it: 一, 二
	Title string
	Sort  int // from 1; the first part of the numbers of its tasks
}

// NewPlan is what a plan starts with.
type NewPlan struct {
	Year     int
	Title    string
	Number   string
	Document string
	Themes   []NewTheme
}

// NewTheme is a theme without its identity.
type NewTheme struct {
	No    string
	Title string
}

// YearOf is the year that a page opens with when none is asked for.
func YearOf(day period.Date) int { return day.Year }
