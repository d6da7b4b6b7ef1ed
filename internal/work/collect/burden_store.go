package collect

import (
	"context"
	"slices"
	"time"
)

// Burdens keeps what returns cost the units that fill them. A return counts in
// the month in which it is due, for that is when the work is done; what is exempt
// costs nothing and is left out.
type Burdens interface {
	// Opened notes the moment at which a return was first opened; a later one
	// changes nothing, nor does it touch the return's revision.
	Opened(ctx context.Context, bureau, id string, at time.Time) error
	// Costs are those of the returns due in a year, of one unit or, for "", of
	// all; in no order.
	Costs(ctx context.Context, bureau string, year int, unit string) ([]Cost, error)
	// Due are a unit's returns that are due in a year and not exempt, the earliest
	// first.
	Due(ctx context.Context, bureau string, year int, unit string) ([]Obligation, error)
}

// Cost is what one return costs its unit.
type Cost struct {
	Unit    string // that answers for it
	Month   int    // 1 to 12
	Form    FormVersion
	Done    bool // handed in at least once
	Counted bool // Cells and Kept are known
	Cells   int
	Kept    int
	Active  time.Duration
}

// FormVersion names one version of a form.
type FormVersion struct {
	Form string
	No   int
}

// Load is what several returns cost: those of a form, or of a unit in a month.
type Load struct {
	Returns int // that are due
	Done    int // that were handed in
	Cells   int // answered; of a return that is not handed in, those that its form asks
	Counted int // cells of returns whose prefilled ones are counted
	Kept    int // of which were prefilled and left as they were
	Timed   int // returns handed in that were filled on the screen
	Active  time.Duration
	Median  time.Duration // of one timed return
}

// add counts one more return, of whose form asks are asked.
func (l *Load) add(c Cost, asks int) {
	l.Returns++
	if c.Counted {
		l.Cells += c.Cells
		l.Counted += c.Cells
		l.Kept += c.Kept
	} else {
		l.Cells += asks
	}
	if c.Done {
		l.Done++
	}
	if c.timed() {
		l.Timed++
		l.Active += c.Active
	}
}

// timed reports whether somebody filled the return on the screen and handed it in.
func (c Cost) timed() bool { return c.Done && c.Active > 0 }

// join adds another load, of which the median is lost.
func (l *Load) join(m Load) {
	l.Returns += m.Returns
	l.Done += m.Done
	l.Cells += m.Cells
	l.Counted += m.Counted
	l.Kept += m.Kept
	l.Timed += m.Timed
	l.Active += m.Active
}

// Minutes is the time in whole minutes, rounded up: a minute begun is a minute.
func (l Load) Minutes() int { return WholeMinutes(l.Active) }

// KeptShare is how many of a hundred counted cells were prefilled and left as
// they were; known is false while nothing is counted.
func (l Load) KeptShare() (percent int, known bool) {
	if l.Counted == 0 {
		return 0, false
	}
	return (l.Kept*100 + l.Counted/2) / l.Counted, true
}

// WholeMinutes is a time in minutes, a minute begun counted whole.
func WholeMinutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// median is the middle of several times, 0 of none. It sorts them.
func median(all []time.Duration) time.Duration {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}
