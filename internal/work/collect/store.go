package collect

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// Store keeps campaigns and obligations. A missing row is the NotFound fault
// "notfound".
type Store interface {
	// Hold lets the transaction wait until no other holds the name, and then holds
	// it until it ends: hold, read, judge, write.
	Hold(ctx context.Context, bureau, name string) error

	AddCampaign(ctx context.Context, c Campaign) error
	Campaign(ctx context.Context, bureau, id string) (Campaign, error)
	// Signers are the names that a campaign wants under its returns, in their order.
	Signers(ctx context.Context, bureau, campaign string) ([]SignRole, error)
	// Campaigns are those of a year, newest first; year 0 is every year.
	Campaigns(ctx context.Context, bureau string, year int) ([]Campaign, error)
	// UpdateCampaign changes the row while its revision is still c.Rev, and
	// raises it; otherwise it is the Conflict fault "campaign.stale".
	UpdateCampaign(ctx context.Context, c Campaign) error

	AddObligations(ctx context.Context, all []Obligation) error
	Obligation(ctx context.Context, bureau, id string) (Obligation, error)
	// Obligations are those with these ids, in no order; unknown ids are left out.
	Obligations(ctx context.Context, bureau string, ids []string) ([]Obligation, error)
	// Update changes state, record, times and paper while the row's revision is
	// still o.Rev, and raises it; otherwise it is the Conflict fault
	// "return.moved". Due day and reminders have writes of their own, so that
	// chasing never disturbs whoever is typing.
	Update(ctx context.Context, o Obligation) error
	// MoveVersion changes version and record while the row's revision is still
	// o.Rev, and raises it; otherwise it is the Conflict fault "return.moved".
	MoveVersion(ctx context.Context, o Obligation) error
	// Remind counts one reminder of a day on each return that is still to be handed
	// in and was not reminded on or after since, and returns those that it counted:
	// of two at once, one sends. With since on the day itself, one that was made
	// today and never reminded counts, too.
	Remind(ctx context.Context, bureau string, ids []string, since, day period.Date) ([]string, error)
	// Extend moves the deadline of each return that is not handed in yet: the due
	// day with the end of its grace (zero: none), or the day set when it was sent
	// back.
	Extend(ctx context.Context, bureau string, ids []string, due, grace period.Date) error
	// Lift excuses returns that are still to be handed in, all for one cause, and
	// Restore gives those of a cause back as they were; each returns the ids.
	Lift(ctx context.Context, bureau string, ids []string, cause, why string) ([]string, error)
	Restore(ctx context.Context, bureau, campaign, cause string) ([]string, error)
	// Redate gives one period's returns of a campaign that cannot be reported yet
	// on a day other days, and returns how many.
	Redate(ctx context.Context, bureau, campaign, period string, notBegun period.Date, opens, due, grace period.Date) (int, error)
	// PassOn changes who answers for a return while the row's revision is still
	// o.Rev, and raises it; otherwise it is the Conflict fault "return.moved".
	PassOn(ctx context.Context, o Obligation) error
	// HandOver gives a campaign's returns and their corrections to another section.
	HandOver(ctx context.Context, bureau, campaign, owner string) error

	// Open are a campaign's returns that have begun by a day and are still to be
	// handed in.
	Open(ctx context.Context, bureau, campaign string, day period.Date) ([]Obligation, error)
	// Overdue are the returns whose deadline and grace have passed, the oldest
	// deadline first, and how many there are of each campaign.
	Overdue(ctx context.Context, q OverdueQuery) ([]Obligation, map[string]int, error)

	// Cells are all obligations of a campaign for its matrix, by unit and period.
	Cells(ctx context.Context, bureau, campaign string) ([]Cell, error)
	// OwedBy are the returns that a unit has to hand in, its own and those for which
	// it answers, and that have begun,
	// the earliest deadline first.
	OwedBy(ctx context.Context, bureau, unit string, day period.Date) ([]Obligation, error)
	// Find are the returns that a query asks for, newest due day first.
	Find(ctx context.Context, q Query) ([]Obligation, error)
	// WaitingFor are the returns that wait for one of these, answered for by
	// one unit or of one owner (the other is empty), the longest waiting first, at most limit.
	WaitingFor(ctx context.Context, bureau string, whom []Awaits, unit, owner string, limit int) ([]Obligation, error)
	// Tallies count a year's obligations by campaign, period and state.
	Tallies(ctx context.Context, bureau string, year int, day period.Date) ([]Tally, error)

	// Before is the unit's latest earlier return on the same form that has values.
	Before(ctx context.Context, bureau, form, unit string, p period.Period) (Obligation, error)
	// HandedIn are the returns of a unit that are wanted and lie with the section or
	// have passed it; of several that answer the same, the last that was handed in
	// comes first, and nothing is said of what is not there.
	HandedIn(ctx context.Context, bureau, unit string, wanted []Wanted) ([]Obligation, error)
	// Facts are the returns of one form for some periods, by period and unit: with
	// the record that states figures once they are handed in, without while they are
	// still owed. What is exempt is left out.
	Facts(ctx context.Context, bureau, form string, periods []string) ([]Stated, error)
	// Stamps are the stamps of the periods for which a form is owed by anybody. There
	// are none inside a transaction: what it sees may yet be undone.
	Stamps(ctx context.Context, bureau, form string, periods []string) (map[string]Stamp, error)
}

// Query asks for returns of one bureau; empty members ask for all.
type Query struct {
	Bureau  string
	Unit    string // whose figures they are
	Answers string // the unit that answers for them
	State   State
	Period  string
	Begun   period.Date // only what can be reported by this day
	Limit   int

	Campaign string
	Nothing  bool        // only what says that there is nothing to report
	DueBy    period.Date // only what is due by this day; zero is any
	After    Cursor      // only what follows it in the list
}

// Cursor is a place in a list of returns: the last one that was seen, by its due
// day and id. The zero Cursor is the beginning.
type Cursor struct {
	Due period.Date
	ID  string
}

// OverdueQuery asks for late returns of one bureau; empty members ask for all.
type OverdueQuery struct {
	Bureau   string
	Day      period.Date
	Owner    string // section
	Campaign string
	Limit    int
}

// Cell is one square of the matrix: what Obligation knows, without its paper.
type Cell struct {
	ID         string
	Unit       string
	Heir       string
	Period     string
	State      State
	Due        period.Date
	GraceOn    period.Date
	BackDue    period.Date
	HandedInOn period.Date
	Backs      int
	Reminders  int
	Nothing    bool // it says that there is nothing to report
	LiftedBy   string
}

// Tally counts the obligations of one campaign and period in one state. Late
// counts those among them whose deadline and grace have passed.
type Tally struct {
	Campaign string
	Period   string
	State    State
	Count    int
	Late     int
	Due      period.Date // the latest due day among them
}

// Stated is a return that states figures, or should: Record is the one that holds
// them, empty while the return is owed, being typed or being mended.
type Stated struct {
	Return string
	Unit   string
	Period string
	State  State
	Opens  period.Date // the first day on which it can be reported
	Record string
	At     time.Time // when it was handed in or reviewed
}

// Stamp tells two states of the returns of one form and period apart. Returns are
// never removed, and whatever changes what Facts tells of one raises its revision:
// two equal stamps are of the same state.
type Stamp struct {
	Returns int64 // how many there are
	Moves   int64 // the sum of their revisions
	Records int64 // the sum of their records' revisions
}

// Fact is what a unit stated for a period, or owes: a number for each field that was
// asked for, nil while it is owed and not there.
type Fact struct {
	Unit   string
	Period string
	Values []*decimal.Decimal
	State  State
	Return string
	Record string
	At     time.Time
}
