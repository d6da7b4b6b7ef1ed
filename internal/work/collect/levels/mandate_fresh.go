package levels

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// FreshDay is a new day for a period whose own days are over before the mandate is
// issued: as many working days from today as the rule gives.
type FreshDay struct {
	Due, Grace period.Date
	Late       bool // not before the day above: it needs a reason
}

// freshDay is the new day of a period, and false for one that is not over. A grace that
// would reach the day above is left out.
func freshDay(c collect.Campaign, days workdays.Calendar, d MandateDue, today period.Date) (FreshDay, bool) {
	if !lastOwn(c, days, d.Period).Before(today) {
		return FreshDay{}, false
	}
	o := c.Fair(days, today, collect.Obligation{})
	f := FreshDay{Due: o.Due, Grace: o.GraceOn}
	if !f.Grace.Before(d.Due) {
		f.Grace = period.Date{}
	}
	f.Late = !f.Due.Before(d.Due)
	return f, true
}

// freshen gives the schools a new day for each period that is over, in the transaction
// that issues the mandate. A day that is not before the one above needs a reason: the
// county will hand up late, and the log says why.
func (l *Service) freshen(ctx context.Context, by access.Actor, m Mandate, c collect.Campaign, in Issue) error {
	days, err := l.Collect.Calendar.Calendar(ctx, m.Bureau)
	if err != nil {
		return err
	}
	if c.School, err = l.Collect.Calendar.Terms(ctx, m.Bureau); err != nil {
		return err
	}
	cells, err := l.Collect.Store.Cells(ctx, m.Bureau, c.ID)
	if err != nil {
		return err
	}
	moved := map[string]FreshDay{}
	for _, d := range m.asked() {
		f, over := freshDay(c, days, d, l.today())
		if !over {
			continue
		}
		if f.Late && strings.TrimSpace(in.FreshWhy) == "" {
			return fault.New(fault.Invalid, "collect.campaign", "n", 1).With("freshwhy", "collect.need.freshwhy", "period", d.Period.Text(), "due", d.Due.Text())
		}
		var ids []string
		for _, cell := range cells {
			if cell.Period == d.Period.String() {
				ids = append(ids, cell.ID)
			}
		}
		if err := l.Collect.Store.Extend(ctx, m.Bureau, ids, f.Due, f.Grace); err != nil {
			return err
		}
		moved[d.Period.String()] = f
	}
	if len(moved) == 0 {
		return nil
	}
	return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.fresh", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
		Data: map[string]any{"mandate": m.ID, "days": moved, "why": strings.TrimSpace(in.FreshWhy)}})
}
