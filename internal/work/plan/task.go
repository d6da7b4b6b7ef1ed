package plan

import (
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// TaskState is what people decided about a task. Late and near are no states:
// they follow from the day.
type TaskState string

// The states of a task.
const (
	Open   TaskState = "open"
	Paused TaskState = "paused"
	Done   TaskState = "done"
)

// Task is one promise of a plan: what, who answers, by when, how much.
type Task struct {
	ID    string
	Plan  string
	Year  int
	Theme string // the theme's id
	No    string // theme's place and place within the theme: 1.3
	Sort  int    // place within the theme
	Title string
	Kind  string // what kind of promise the reader took it for; empty when typed by hand

	// Where it comes from: the reading, the range of characters in its text,
	// and the sentence itself.
	Document    string
	SourceStart int
	SourceEnd   int
	Quote       string

	Leader       string   // person: 分管领导
	Lead         string   // unit: 牵头单位
	Participants []string // units: 配合单位
	Start        period.Date
	Due          period.Date
	DueWords     string // as the document says it: 秋季学期
	Target       *Target

	State    TaskState
	DoneOn   period.Date
	Paused   *Pausing
	Asked    *Asking   // an extension that somebody asked for and nobody decided yet
	Latest   *Latest   // the newest report, so that a list needs no other table
	Baseline *Promised // what was promised when the plan was frozen
	Rev      int       // grows with every change; a write names the one it saw
}

// Op is how a target compares.
type Op string

// The comparisons.
const (
	AtLeast Op = "≥"
	AtMost  Op = "≤"
	Exactly Op = "="
)

// Target is the figure that a task promises. With an indicator its value is
// read from there; without one it comes with the progress reports.
type Target struct {
	Op        Op               `json:"op"`
	Value     decimal.Decimal  `json:"value"`
	Unit      string           `json:"unit"`
	Indicator string           `json:"indicator,omitempty"` // the indicator's code
	Base      *decimal.Decimal `json:"base,omitempty"`      // where it stood at the start, when no indicator tells
}

// Met tells whether value keeps the promise.
func (t Target) Met(value decimal.Decimal) bool {
	switch t.Op {
	case AtMost:
		return value.LessThanOrEqual(t.Value)
	case Exactly:
		return value.Equal(t.Value)
	default:
		return value.GreaterThanOrEqual(t.Value)
	}
}

// Pausing is an approved pause.
type Pausing struct {
	By     string    `json:"by"` // person
	At     time.Time `json:"at"`
	Reason string    `json:"reason"`
	Basis  string    `json:"basis,omitempty"` // the minutes or document that approve it
}

// Asking is an extension that waits for a decision.
type Asking struct {
	By     string      `json:"by"`
	Name   string      `json:"name"`
	At     time.Time   `json:"at"`
	Due    period.Date `json:"due"`
	Reason string      `json:"reason"`
}

// Latest is the newest report on a task. Value is the newest figure that any
// report gave.
type Latest struct {
	At    time.Time        `json:"at"`
	By    string           `json:"by"`
	Name  string           `json:"name"`
	Text  string           `json:"text"`
	Value *decimal.Decimal `json:"value,omitempty"`
}

// Promised is what a task promised when its plan was frozen.
type Promised struct {
	Title  string      `json:"title"`
	Leader string      `json:"leader"`
	Lead   string      `json:"lead"`
	Due    period.Date `json:"due"`
	Target *Target     `json:"target,omitempty"`
}

// NewTask is a task as it is proposed: by the reader of a document, or by hand.
type NewTask struct {
	ThemeNo      string // 一; the theme is made when the plan has none of this title
	ThemeTitle   string
	Title        string
	Kind         string
	Document     string
	SourceStart  int
	SourceEnd    int
	Quote        string
	Leader       string
	Lead         string
	Participants []string
	Start        period.Date
	Due          period.Date
	DueWords     string
	Target       *Target
	Milestones   []NewMilestone
}

// Milestone is a step of a task with its own day (节点).
type Milestone struct {
	ID    string
	Task  string
	Title string
	Due   period.Date
	Done  period.Date // zero while it is not done
	Owner string      // person or section, as the plan names it
	Sort  int
}

// NewMilestone is a milestone without its identity.
type NewMilestone struct {
	Title string
	Due   period.Date
	Owner string
}

// Progress is a dated report on a task. It holds no percentage: how far a task
// is follows from its figure or its milestones.
type Progress struct {
	ID    string
	Task  string
	At    time.Time
	By    string // person
	Name  string
	Unit  string
	Text  string
	Value *decimal.Decimal // the figure reached, for a target without an indicator
	Files []File
}

// File is evidence kept by base/blob.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// thing is what rights need to know of a task.
func (t Task) thing(bureau string) access.Thing {
	concerned := make([]string, 0, len(t.Participants)+1)
	if t.Lead != "" {
		concerned = append(concerned, t.Lead)
	}
	concerned = append(concerned, t.Participants...)
	return access.Thing{Bureau: bureau, Kind: access.Task, Unit: t.Lead, Concerned: concerned, Leader: t.Leader}
}

func planThing(bureau string) access.Thing {
	return access.Thing{Bureau: bureau, Kind: access.Plan}
}
