// Package document owns the texts of a bureau: uploaded plans that are read
// into proposals (readings), and summaries that are written with bound figures,
// checked and issued (drafts).
//
// It never computes a figure and never keeps a task: it asks for both through
// the small interfaces below, which app wires. It never reads a file's format
// itself (engine/docread does) nor writes one (engine/docwrite does).
package document

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/txn"
)

// FigureState says how far a figure has been confirmed.
type FigureState string

// The states, from the weakest.
const (
	FigureDraft    FigureState = "draft"
	FigureReviewed FigureState = "reviewed"
	FigureLocked   FigureState = "locked"
)

// Figure is a figure as a text uses it. Ref is stable: the same ref gives the
// same definition, period and scope for ever, though its value may be corrected.
type Figure struct {
	Ref      string
	Name     string
	Meaning  string
	Version  int
	Value    *decimal.Decimal // nil when it cannot be computed
	Unit     string
	Decimals int32
	Period   string // its id, "2026-06"
	Scope    string // in words
	State    FigureState
	AsOf     time.Time
}

// Figures is what drafts ask of the indicators.
type Figures interface {
	// FindFigures lists the figures whose names fit the words (all when there
	// are none) as they stood at the end of the period, at most limit.
	FindFigures(ctx context.Context, by access.Actor, words, period string, limit int) ([]Figure, error)
	// FigureOf is the figure that ref names, as it is now. A NotFound fault
	// when there is no such figure any more.
	FigureOf(ctx context.Context, by access.Actor, ref string) (Figure, error)
	// FigureAt is an indicator's figure for a period; the same fault when it is
	// not collected in such periods.
	FigureAt(ctx context.Context, by access.Actor, indicator, period string) (Figure, error)
}

// Promise is one task of the year's plan, as an answer to it needs it.
type Promise struct {
	Task      string
	No        string // "1.3"
	Theme     string // the heading of the plan that it stands under
	Title     string
	Due       string // yyyy-mm-dd
	Done      bool
	Late      bool
	Progress  string // the latest report in words, "" when there is none
	Indicator string // code of the indicator that measures it, "" when there is none
}

// Promises is what drafts ask of the plan: all promises of a year, in the order
// of the plan's outline.
type Promises interface {
	Promises(ctx context.Context, by access.Actor, year int) ([]Promise, error)
}

// Log is where what happened is written, in the caller's transaction.
type Log interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// Common is what the package's services share.
type Common struct {
	Tx  txn.Runner
	Log Log
	Now func() time.Time // in the bureau's time zone
}

// thing is a document of the bureau as rights see it.
func thing(by access.Actor) access.Thing {
	return access.Thing{Bureau: by.Bureau, Kind: access.Document}
}
