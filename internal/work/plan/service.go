package plan

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/txn"
)

// Service is the plan work. All members but Gauge and History are needed;
// without them tasks bound to an indicator show no figure.
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
	// Names are the labels of all units by id.
	Names(ctx context.Context, bureau string, day period.Date) (map[string]string, error)
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
	// Now is the newest figure that counts on the day, over the whole bureau;
	// false when there is none yet. An error is for the machine, not for a
	// figure that is missing.
	Now(ctx context.Context, by access.Actor, indicator string, day period.Date) (Reading, bool, error)
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

// day is the bureau's civil day.
func (s *Service) day() period.Date { return calendar.Today(s.Now()) }
