package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// AskedAbove is a line of what the bureau above asks: one period of a mandate, or a
// whole mandate that is still to be issued.
type AskedAbove struct {
	Mandate Mandate
	Period  MandatePeriod // of a mandate to be issued the earliest that is wanted
	Periods int           // how many the line stands for
	Changed bool          // the bureau above has changed something that is not accepted yet
	Today   period.Date
}

// AskedAboves are the lines of all mandates, what is the bureau's turn first, the
// earliest day above before the others; nothing for whoever may not see the
// bureau's campaigns. Without all, those that are over, or cannot be reported yet,
// are left out.
func (l *Service) AskedAboves(ctx context.Context, by access.Actor, all bool) ([]AskedAbove, error) {
	if !access.Scope(by, access.Read, access.Campaign).All {
		return nil, nil
	}
	mandates, err := l.Mandates.Mandates(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var lines []AskedAbove
	for _, m := range mandates {
		if ours, err := l.ours(ctx, m); err != nil {
			return nil, err
		} else if !ours {
			continue
		}
		some, err := l.lines(ctx, m)
		if err != nil {
			return nil, err
		}
		lines = append(lines, some...)
	}
	if !all {
		lines = slices.DeleteFunc(lines, AskedAbove.later)
	}
	slices.SortStableFunc(lines, func(a, b AskedAbove) int {
		if n := a.rank() - b.rank(); n != 0 {
			return n
		}
		return a.Period.Above.Deadline().Compare(b.Period.Above.Deadline())
	})
	return lines, nil
}

// lines are those of one mandate.
func (l *Service) lines(ctx context.Context, m Mandate) ([]AskedAbove, error) {
	periods, _, err := l.periods(ctx, m)
	if err != nil {
		return nil, err
	}
	today, changed := l.today(), !m.Renewal().Empty()
	var lines []AskedAbove
	for _, p := range periods {
		if p.Standing == NotIssued && len(lines) > 0 && lines[len(lines)-1].Period.Standing == NotIssued {
			lines[len(lines)-1].Periods++
			continue
		}
		lines = append(lines, AskedAbove{Mandate: m, Period: p, Periods: 1, Changed: changed, Today: today})
	}
	return lines, nil
}

// later reports whether a line is over, or cannot be worked on yet.
func (a AskedAbove) later() bool {
	switch a.Period.Standing {
	case NotIssued, NotAsked:
		return !a.Mandate.EndedOn.IsZero()
	case Collecting:
		return !a.Changed && !a.Period.Above.Begun(a.Today)
	}
	return a.Period.Standing.Over()
}

// rank sorts what is the bureau's turn before what lies above, and that before what
// is over.
func (a AskedAbove) rank() int {
	switch {
	case a.Period.Standing.Acts():
		return 0
	case !a.Period.Standing.Over():
		return 1
	}
	return 2
}
