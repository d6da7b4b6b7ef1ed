package levels

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/work/collect"
)

// Issue is how a bureau asks its own schools for what the bureau above wants.
type Issue struct {
	Owner      string
	Due        collect.DueRule // earlier than the day above in every period
	Grace      int
	Remind     collect.ReminderPlan
	Signatures []collect.SignRole
	Units      collect.UnitRule
	// Again and AboveCap are as for NewCampaign: the own schools may be asked for
	// some of it already.
	Again    map[string]string
	AboveCap bool
	// Fresh gives periods whose own days are over already a new day (see FreshDay), and
	// FreshWhy says why one is not before the day above.
	Fresh    bool
	FreshWhy string
}

// Issue opens the lower bureau's own campaign for a mandate: the same version of
// the form, the same periods, basis, list number and end, and its own earlier due
// days. From then on it is a campaign like any other of that bureau, which reviews
// what its schools state. The office may issue it in the name of the section that is
// to answer for it.
//
// Faults: mandate.issued; mandate.ended when the campaign above has ended; those of
// OpenCampaign; mandate.refers when the form reads others that are not issued yet.
func (l *Service) Issue(ctx context.Context, by access.Actor, mandate string, in Issue) (collect.Opened, error) {
	m, err := l.issuable(ctx, by, mandate)
	if err != nil {
		return collect.Opened{}, err
	}
	if err := l.checkEarlier(ctx, m.Bureau, m.asked(), in.Due, in.Grace); err != nil {
		return collect.Opened{}, err
	}
	var opened collect.Opened
	return opened, l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		// Before anything is written: see Accept.
		if err := l.Collect.HoldSquares(ctx, m.Bureau, m.Form); err != nil {
			return err
		}
		if _, err := l.Forms.Adopt(ctx, by, m.Definition); err != nil {
			return l.lacking(ctx, m, err)
		}
		if opened, err = l.Collect.OpenIssued(ctx, by, m.campaign(in)); err != nil {
			return err
		}
		if in.Fresh {
			if err := l.freshen(ctx, by, m, opened.Campaign, in); err != nil {
				return err
			}
		}
		m.Campaign, m.Taken = opened.Campaign.ID, &m.MandateTerms
		if err := l.Mandates.UpdateMandate(ctx, m); err != nil {
			return err
		}
		return l.logIssue(ctx, by, m, opened.Campaign)
	})
}

// logIssue writes who has issued a mandate, and for which section where it is not his
// own: that one is told, since it answers for it from now on.
func (l *Service) logIssue(ctx context.Context, by access.Actor, m Mandate, c collect.Campaign) error {
	data := map[string]any{"mandate": m.ID, "from": m.From, "above": m.Above}
	if by.Post.Unit != c.Owner {
		data["by"], data["for"] = by.Post.Unit, c.Owner
	}
	err := l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.issue", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: data})
	if err != nil || by.Post.Unit == c.Owner {
		return err
	}
	return l.Collect.Notify.SendAll(ctx, collect.ToSection(notify.Notice{
		Bureau: c.Bureau, Kind: access.Campaign, Thing: c.ID, Link: MandateLink(m.ID),
		Text: i18n.Msg("collect.notice.issued", "who", by.Name, "title", c.Title, "from", m.FromName),
	}, c.Owner))
}

// issuable loads a mandate that is still to be issued.
func (l *Service) issuable(ctx context.Context, by access.Actor, mandate string) (Mandate, error) {
	m, err := l.find(ctx, by, mandate)
	switch {
	case err != nil:
		return m, err
	case m.Campaign != "":
		return m, fault.New(fault.Conflict, "mandate.issued")
	case !m.EndedOn.IsZero():
		return m, fault.New(fault.Conflict, "mandate.ended")
	}
	return m, nil
}

// asked are the periods of a mandate that are wanted.
func (t MandateTerms) asked() []MandateDue {
	var all []MandateDue
	for _, d := range t.Due {
		if !d.Lifted {
			all = append(all, d)
		}
	}
	return all
}

// campaign is the own campaign that a mandate is issued as.
func (m Mandate) campaign(in Issue) collect.NewCampaign {
	return collect.NewCampaign{
		Form: m.Form, Title: m.Title, Owner: in.Owner, Year: m.Year, Due: in.Due, Basis: m.Basis, ListNo: m.ListNo, EndsOn: m.EndsOn,
		Signatures: in.Signatures, Units: in.Units, Grace: in.Grace, Remind: in.Remind, Again: in.Again, AboveCap: in.AboveCap,
		Periods: m.wanted(),
	}
}

// checkEarlier refuses days that leave no time to review and to hand up.
func (l *Service) checkEarlier(ctx context.Context, bureau string, asked []MandateDue, rule collect.DueRule, grace int) error {
	days, err := l.Collect.Calendar.Calendar(ctx, bureau)
	if err != nil {
		return err
	}
	terms, err := l.Collect.Calendar.Terms(ctx, bureau)
	if err != nil {
		return err
	}
	own := collect.Campaign{Due: rule, Grace: grace, School: terms}
	for _, d := range asked {
		if !lastOwn(own, days, d.Period).Before(d.Due) {
			return fault.New(fault.Invalid, "collect.campaign", "n", 1).With("due", "collect.need.earlier", "period", d.Period.Text(), "due", d.Due.Text())
		}
	}
	return nil
}

// lastOwn is the last day on which an own school's return of a period is on time.
func lastOwn(c collect.Campaign, days workdays.Calendar, p period.Period) period.Date {
	dates := c.Dates(days, p)
	if dates.Grace.After(dates.Due) {
		return dates.Grace
	}
	return dates.Due
}

// IssueChoices is what a mandate may be issued with, and what is offered at first:
// the terms of last year's own campaign when the mandate carries on with it.
type IssueChoices struct {
	Mandate    Mandate
	Definition *form.Definition
	Choices    collect.Choices
	Before     *collect.Campaign
}

// IssueChoices lists what the actor may choose from.
//
// Faults: mandate.issued, mandate.ended, denied.
func (l *Service) IssueChoices(ctx context.Context, by access.Actor, mandate string) (IssueChoices, error) {
	m, err := l.issuable(ctx, by, mandate)
	if err != nil {
		return IssueChoices{}, err
	}
	out := IssueChoices{Mandate: m}
	if out.Choices, err = l.Collect.IssueChoices(ctx, by); err != nil {
		return out, err
	}
	if out.Definition, err = l.Forms.ParseAdopted(ctx, m.Bureau, m.Definition); err != nil {
		return out, l.lacking(ctx, m, err)
	}
	if m.Follows == "" {
		return out, nil
	}
	last, err := l.Mandates.MandateOf(ctx, m.Bureau, m.From, m.Follows)
	if err != nil || last.Campaign == "" {
		return out, notFoundIsNone(err)
	}
	before, err := l.Collect.CampaignOf(ctx, m.Bureau, last.Campaign)
	out.Before = &before
	return out, err
}

func notFoundIsNone(err error) error {
	if err != nil && fault.KindOf(err) == fault.NotFound {
		return nil
	}
	return err
}

// WouldAskBelow lists what issuing a mandate would ask of the own schools although
// it is held already.
func (l *Service) WouldAskBelow(ctx context.Context, by access.Actor, mandate string, in Issue) ([]collect.Asked, error) {
	m, err := l.issuable(ctx, by, mandate)
	if err != nil {
		return nil, err
	}
	if err := collect.MayIssue(by, in.Owner); err != nil {
		return nil, err
	}
	def, err := l.Forms.ParseAdopted(ctx, m.Bureau, m.Definition)
	if err != nil {
		return nil, l.lacking(ctx, m, err)
	}
	n := m.campaign(in)
	c := collect.Campaign{
		ID: id.New(), Bureau: m.Bureau, Form: n.Form, Title: n.Title, Owner: n.Owner, Kind: def.Period, Year: n.Year, Periods: n.Periods,
		Due: n.Due, Basis: n.Basis, ListNo: n.ListNo, EndsOn: n.EndsOn, Signatures: n.Signatures, Units: n.Units, Grace: n.Grace, State: collect.Running,
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	return l.Collect.AskedOf(ctx, c, def)
}

// find loads a mandate of the actor's bureau, for whoever may see its campaigns.
func (l *Service) find(ctx context.Context, by access.Actor, mandate string) (Mandate, error) {
	if !access.Scope(by, access.Read, access.Campaign).All || !id.Valid(mandate) {
		return Mandate{}, fault.New(fault.NotFound, "notfound")
	}
	m, err := l.Mandates.Mandate(ctx, by.Bureau, mandate)
	if err != nil {
		return m, err
	}
	ours, err := l.ours(ctx, m)
	if err == nil && !ours {
		err = fault.New(fault.NotFound, "notfound")
	}
	return m, err
}

// OwnDay is a period of a mandate with the days that own schools would have.
type OwnDay struct {
	MandateDue
	Own, Grace period.Date // Grace is zero without one
	Early      bool        // both are before the day above
	// Fresh is the new day that is offered when both are over; nil when they are not.
	Fresh *FreshDay
}

// OwnDays are the days that a rule would give the own schools.
func (l *Service) OwnDays(ctx context.Context, by access.Actor, mandate string, rule collect.DueRule, grace int) ([]OwnDay, error) {
	m, err := l.find(ctx, by, mandate)
	if err != nil || rule.Workdays < 1 {
		return nil, err
	}
	days, err := l.Collect.Calendar.Calendar(ctx, m.Bureau)
	if err != nil {
		return nil, err
	}
	terms, err := l.Collect.Calendar.Terms(ctx, m.Bureau)
	if err != nil {
		return nil, err
	}
	own := collect.Campaign{Due: rule, Grace: grace, School: terms}
	var all []OwnDay
	for _, d := range m.asked() {
		dates := own.Dates(days, d.Period)
		one := OwnDay{MandateDue: d, Own: dates.Due, Grace: dates.Grace, Early: lastOwn(own, days, d.Period).Before(d.Due)}
		if f, over := freshDay(own, days, d, l.today()); over {
			one.Fresh = &f
		}
		all = append(all, one)
	}
	return all, nil
}
