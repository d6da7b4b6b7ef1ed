package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
)

// Issue is how a bureau asks its own schools for what the bureau above wants.
type Issue struct {
	Owner      string
	Due        DueRule // earlier than the day above in every period
	Grace      int
	Remind     ReminderPlan
	Signatures []SignRole
	Units      UnitRule
	// Again and AboveCap are as for NewCampaign: the own schools may be asked for
	// some of it already.
	Again    map[string]string
	AboveCap bool
}

// Issue opens the lower bureau's own campaign for a mandate: the same version of
// the form, the same periods, basis, list number and end, and its own earlier due
// days. From then on it is a campaign like any other of that bureau, which reviews
// what its schools state.
//
// Faults: mandate.issued; those of OpenCampaign.
func (l *Levels) Issue(ctx context.Context, by access.Actor, mandate string, in Issue) (Opened, error) {
	m, err := l.find(ctx, by, mandate)
	if err != nil {
		return Opened{}, err
	}
	if m.Campaign != "" {
		return Opened{}, fault.New(fault.Conflict, "mandate.issued")
	}
	if err := l.checkEarlier(ctx, m, in); err != nil {
		return Opened{}, err
	}
	var opened Opened
	return opened, l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if _, err := l.Forms.Publish(ctx, by, m.Definition); err != nil {
			return err
		}
		c := NewCampaign{
			Form: m.Form, Title: m.Title, Owner: in.Owner, Year: m.Year, Due: in.Due, Basis: m.Basis, ListNo: m.ListNo, EndsOn: m.EndsOn,
			Signatures: in.Signatures, Units: in.Units, Grace: in.Grace, Remind: in.Remind, Again: in.Again, AboveCap: in.AboveCap,
		}
		for _, d := range m.Due {
			c.Periods = append(c.Periods, d.Period)
		}
		if opened, err = l.Collect.OpenCampaign(ctx, by, c); err != nil {
			return err
		}
		if err := l.Mandates.Issued(ctx, by.Bureau, m.ID, opened.Campaign.ID); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.issue", Kind: access.Campaign, Thing: opened.Campaign.ID, Unit: in.Owner,
			Data: map[string]any{"mandate": m.ID, "from": m.From, "above": m.Above}})
	})
}

// checkEarlier refuses days that leave no time to review and to hand up.
func (l *Levels) checkEarlier(ctx context.Context, m Mandate, in Issue) error {
	days, err := l.Collect.Calendar.Calendar(ctx, m.Bureau)
	if err != nil {
		return err
	}
	own := Campaign{Due: in.Due, Grace: in.Grace}
	for _, d := range m.Due {
		dates := own.dates(days, d.Period)
		last := dates.due
		if dates.grace.After(last) {
			last = dates.grace
		}
		if !last.Before(d.Due) {
			return fault.New(fault.Invalid, "collect.campaign", "n", 1).With("due", "collect.need.earlier", "period", d.Period.Text(), "due", d.Due.Text())
		}
	}
	return nil
}

// find loads a mandate of the actor's bureau.
func (l *Levels) find(ctx context.Context, by access.Actor, mandate string) (Mandate, error) {
	if !access.Scope(by, access.Read, access.Campaign).All {
		return Mandate{}, fault.New(fault.NotFound, "notfound")
	}
	return l.Mandates.Mandate(ctx, by.Bureau, mandate)
}
