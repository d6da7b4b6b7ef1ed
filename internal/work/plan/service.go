package plan

import (
	"context"
	"io"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/txn"
)

// Service is the plan work. Gauge, History, Uses and Files may be nil: then tasks
// bound to an indicator show no figure, nothing is known of who uses a task, and
// reports take no evidence.
type Service struct {
	Tx       txn.Runner
	Store    Store
	Audit    Audit
	Org      Org
	Inbox    Inbox
	Calendar Calendar
	Params   Params
	Gauge    Gauge
	History  History
	Uses     Uses
	Files    Files
	Now      func() time.Time
}

// Audit is the log: a task's timeline is read from it.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
	// Of is the history of one thing, newest first.
	Of(ctx context.Context, bureau string, kind access.Kind, thing string) ([]audit.Entry, error)
}

// Org tells who is who.
type Org interface {
	// Names are the labels of units by id: of those named, or of all.
	Names(ctx context.Context, bureau string, day period.Date, ids ...string) (map[string]string, error)
	Units(ctx context.Context, bureau string, day period.Date) ([]org.Unit, error)
	// People are the people with these ids.
	PeopleNames(ctx context.Context, bureau string, ids []string) (map[string]string, error)
	Leaders(ctx context.Context, bureau string, day period.Date) ([]org.Holder, error)
	// LeadersOf maps each section to the person in charge.
	LeadersOf(ctx context.Context, bureau string, day period.Date) (map[string]string, error)
	PostsOfUnit(ctx context.Context, bureau, unit string, role access.Role, day period.Date) ([]org.Holder, error)
}

// Gauge tells what an indicator shows on a day.
type Gauge interface {
	// Now are the newest figures of some indicators that count on the day, over the
	// whole bureau, by code; of an indicator without one nothing is said. An error is
	// for the machine, not for a figure that is missing.
	Now(ctx context.Context, by access.Actor, indicators []string, day period.Date) (map[string]Reading, error)
}

// Reading is a figure that a task is measured by. Base is where it stood when
// the year began; nil for a figure that grows from nothing.
type Reading struct {
	Value  *decimal.Decimal
	Base   *decimal.Decimal
	Unit   string
	Period string // the period's id: 2026-09
	State  string // draft, reviewed, locked
	Ref    string // the figure's stable name, for bindings
	Href   string // its page
	Note   string // the definition in words, with its version
}

// History tells how an indicator went through a year.
type History interface {
	Series(ctx context.Context, by access.Actor, indicator string, year int) ([]Point, error)
}

// Point is one figure of a series: Day is the last day of its period.
type Point struct {
	Day   period.Date
	Value decimal.Decimal
}

// Uses tells which documents answer or quote a task.
type Uses interface {
	UsesOf(ctx context.Context, by access.Actor, task string) ([]Use, error)
}

// Use is one such document.
type Use struct {
	Title string
	Href  string
	Hint  string // where in it, how far it is; in the words of its owner
}

// Files keep the evidence of reports.
type Files interface {
	Put(ctx context.Context, by access.Actor, name string, r io.Reader, rules blob.Rules) (blob.File, error)
	Open(ctx context.Context, bureau, id string) (blob.Content, blob.File, error)
}

// day is the bureau's civil day.
func (s *Service) day() period.Date { return calendar.Today(s.Now()) }
