package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// Accept brings the own campaign into line with a renewed mandate.
type Accept struct {
	Seen int // revision of the mandate that was on the screen
	// Due and Grace are the own days; they hold for the periods that are added and
	// for those that cannot be reported yet.
	Due   collect.DueRule
	Grace int
	// Let excuses the own schools from the periods that are no longer wanted above,
	// and End ends the own campaign when the one above has ended. Without them the
	// bureau goes on collecting for itself.
	Let bool
	End bool
	// Again and AboveCap are as for Issue: the periods that are added may be asked for
	// already, and may take schools above a yearly cap.
	Again    map[string]string
	AboveCap bool
}

// Accepted is what an acceptance did.
type Accepted struct {
	Periods int // added
	Added   int // obligations made
	Lifted  int // obligations excused
	Ended   bool
	Version int // of the own form, when it has moved; else 0
}

// Accept does to the own campaign what the bureau above has changed, in one act:
// it adds the periods with own earlier days, moves to the new version of the form
// (see MoveToVersion), takes over title, basis, list number and end where the own
// ones were those above, and excuses or ends where that was asked for. Nothing of
// it ever happens by itself.
//
// Faults: mandate.stale when the mandate was renewed meanwhile; mandate.same when
// there is nothing to accept; campaign.ended; collect.campaign when the own days
// are not earlier than those above; collect.again and collect.above when periods are
// added, as for Issue; those of MoveToVersion; denied.
func (l *Service) Accept(ctx context.Context, by access.Actor, mandate string, in Accept) (Accepted, error) {
	m, c, err := l.issued(ctx, by, mandate)
	if err != nil {
		return Accepted{}, err
	}
	if !collect.Steers(by, c) {
		return Accepted{}, fault.New(fault.Denied, "denied")
	}
	r := m.Renewal()
	switch {
	case m.Rev != in.Seen:
		return Accepted{}, fault.New(fault.Conflict, "mandate.stale")
	case r.Empty():
		return Accepted{}, fault.New(fault.Conflict, "mandate.same")
	}
	var done Accepted
	return done, l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.accept(ctx, by, m, c, r, in, &done); err != nil {
			return err
		}
		m.Taken = &m.MandateTerms
		if err := l.Mandates.UpdateMandate(ctx, m); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.accept", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
			Data: map[string]any{"mandate": m.ID, "renewal": r, "let": in.Let, "done": done}})
	})
}

func (l *Service) accept(ctx context.Context, by access.Actor, m Mandate, c collect.Campaign, r Renewal, in Accept, done *Accepted) error {
	if r.Ended && in.End && c.State == collect.Running {
		done.Ended = true
		why := i18n.Chinese.T("collect.mandate.ended", "from", m.FromName, "day", m.EndedOn.Text())
		_, err := l.Collect.EndCampaign(ctx, by, c.ID, collect.EndInput{Seen: c.Rev, Why: why, LetGo: in.Let})
		return err
	}
	if c.State == collect.Ended && (len(r.Added) > 0 || r.From != r.To) {
		return fault.New(fault.Conflict, "campaign.ended")
	}
	if c.State == collect.Running {
		if err := l.acceptTerms(ctx, by, m, &c, r, in, done); err != nil {
			return err
		}
	}
	if in.Let {
		return l.letGo(ctx, m, c, r.Withdrawn, done)
	}
	return nil
}

func (l *Service) acceptTerms(ctx context.Context, by access.Actor, m Mandate, c *collect.Campaign, r Renewal, in Accept, done *Accepted) error {
	if err := l.checkEarlier(ctx, m.Bureau, l.movable(m, *c, r), in.Due, in.Grace); err != nil {
		return err
	}
	// Before the campaign is written, as whoever changes or reopens one does: two who
	// take the two in another order would wait for each other.
	if err := l.Collect.HoldSquares(ctx, m.Bureau, c.Form); err != nil {
		return err
	}
	if r.From != r.To {
		if err := l.acceptVersion(ctx, by, m, c, done); err != nil {
			return err
		}
	}
	if terms := m.takenOver(*c, in); differ(terms, c.Terms()) {
		if _, err := l.Collect.ChangeCampaign(ctx, by, c.ID, c.Rev, terms); err != nil {
			return err
		}
		if err := l.reload(ctx, c); err != nil {
			return err
		}
	}
	return l.addPeriods(ctx, *c, r.Added, in, done)
}

// differ reports whether terms are others. Units are left out: they are not what
// a mandate speaks of.
func differ(t, other collect.Terms) bool {
	return t.Title != other.Title || t.Basis != other.Basis || t.ListNo != other.ListNo || t.EndsOn != other.EndsOn ||
		t.Due != other.Due || t.Grace != other.Grace
}

// movable are the periods on which new own days have to be earlier than those
// above: those that are added, and those that cannot be reported yet.
func (l *Service) movable(m Mandate, c collect.Campaign, r Renewal) []MandateDue {
	all := slices.Clone(r.Added)
	for _, d := range m.asked() {
		if slices.Contains(c.Periods, d.Period) && l.today().Before(c.Opens(d.Period)) {
			all = append(all, d)
		}
	}
	return all
}

// acceptVersion publishes the new text of the form and moves the own campaign to it.
func (l *Service) acceptVersion(ctx context.Context, by access.Actor, m Mandate, c *collect.Campaign, done *Accepted) error {
	version, err := l.Forms.Adopt(ctx, by, m.Definition)
	if err != nil {
		return l.lacking(ctx, m, err)
	}
	if version.No == c.Version {
		return nil
	}
	if _, err := l.Collect.MoveToVersion(ctx, by, c.ID, c.Rev, version.No); err != nil {
		return err
	}
	done.Version = version.No
	return l.reload(ctx, c)
}

func (l *Service) reload(ctx context.Context, c *collect.Campaign) error {
	now, err := l.Collect.CampaignOf(ctx, c.Bureau, c.ID)
	*c = now
	return err
}

// takenOver are the own terms with what the bureau above has changed, where the own
// ones were those above.
func (m Mandate) takenOver(c collect.Campaign, in Accept) collect.Terms {
	t := c.Terms()
	if t.Title == m.Taken.Title {
		t.Title = m.Title
	}
	if t.Basis == m.Taken.Basis {
		t.Basis = m.Basis
	}
	if t.ListNo == m.Taken.ListNo {
		t.ListNo = m.ListNo
	}
	if t.EndsOn == m.Taken.EndsOn {
		t.EndsOn = m.EndsOn
	}
	t.Due, t.Grace = in.Due, in.Grace
	return t
}

// addPeriods asks the own schools for more periods.
func (l *Service) addPeriods(ctx context.Context, c collect.Campaign, added []MandateDue, in Accept, done *Accepted) error {
	var fresh []MandateDue
	var periods []period.Period
	for _, d := range added {
		if !slices.Contains(c.Periods, d.Period) {
			fresh, periods = append(fresh, d), append(periods, d.Period)
			c.Periods = append(c.Periods[:len(c.Periods):len(c.Periods)], d.Period)
		}
	}
	if len(fresh) == 0 {
		return l.restore(ctx, c, added, done)
	}
	slices.SortFunc(c.Periods, func(a, b period.Period) int { return a.Start(c.School).Compare(b.Start(c.School)) })
	if err := l.Collect.OnlyOnce(ctx, c); err != nil {
		return err
	}
	owed, err := l.drawAdded(ctx, c, fresh)
	if err != nil {
		return err
	}
	if c, err = l.Collect.JudgeAdded(ctx, c, periods, owed, in.Again, in.AboveCap); err != nil {
		return err
	}
	if err := l.Collect.Store.UpdateCampaign(ctx, c); err != nil {
		return err
	}
	if err := l.Collect.Store.AddObligations(ctx, owed); err != nil {
		return err
	}
	done.Periods, done.Added = len(fresh), len(owed)
	err = l.Collect.Audit.Write(ctx, access.System(c.Bureau), audit.Event{Verb: "campaign.period", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
		Data: map[string]any{"periods": fresh, "returns": len(owed)}})
	if err != nil {
		return err
	}
	return l.restore(ctx, c, added, done)
}

// AskedAdded lists what the periods that are added above would ask of the own schools
// although it is held already, and the own campaign with the reasons of before.
func (l *Service) AskedAdded(ctx context.Context, by access.Actor, mandate string) ([]collect.Asked, collect.Campaign, error) {
	m, c, err := l.issued(ctx, by, mandate)
	if err != nil {
		return nil, c, err
	}
	def, err := l.Forms.ParseAdopted(ctx, m.Bureau, m.Definition)
	if err != nil {
		return nil, c, l.lacking(ctx, m, err)
	}
	one := c
	one.Periods = nil
	for _, d := range m.Renewal().Added {
		one.Periods = append(one.Periods, d.Period)
	}
	asked, err := l.Collect.AskedOf(ctx, one, def)
	return asked, c, err
}

// restore asks again for periods that had been excused when they were withdrawn.
func (l *Service) restore(ctx context.Context, c collect.Campaign, added []MandateDue, done *Accepted) error {
	for _, d := range added {
		ids, err := l.Collect.Store.Restore(ctx, c.Bureau, c.ID, causeAbove+d.Period.String())
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			done.Periods, done.Added = done.Periods+1, done.Added+len(ids)
		}
	}
	return nil
}

// drawAdded makes the obligations of added periods. A period that has begun leaves
// the schools the rule's working days from today, but never a day later than the
// working day before the one above.
func (l *Service) drawAdded(ctx context.Context, c collect.Campaign, added []MandateDue) ([]collect.Obligation, error) {
	days, err := l.Collect.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	var all []collect.Obligation
	for _, d := range added {
		owed, _, err := l.Collect.Draw(ctx, c, []period.Period{d.Period})
		if err != nil {
			return nil, err
		}
		for _, o := range owed {
			all = append(all, l.within(days, c.Fair(days, l.today(), o), d.Due))
		}
	}
	return all, nil
}

// within keeps an obligation's days before the day above; today is the earliest.
func (l *Service) within(days workdays.Calendar, o collect.Obligation, above period.Date) collect.Obligation {
	if o.LateAfter().Before(above) {
		return o
	}
	o.GraceOn = period.Date{}
	if !o.Due.Before(above) {
		o.Due = days.AddWorkdays(above, -1).Date
	}
	if today := l.today(); o.Due.Before(today) {
		o.Due = today
	}
	return o
}

// causeAbove, with a period, is what excuses own schools from a period that the
// bureau above has withdrawn.
const causeAbove = "above:"

// letGo excuses the own schools from periods that are no longer wanted.
func (l *Service) letGo(ctx context.Context, m Mandate, c collect.Campaign, withdrawn []MandateDue, done *Accepted) error {
	cells, err := l.Collect.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return err
	}
	for _, d := range withdrawn {
		var open []string
		for _, cell := range cells {
			if cell.Period == d.Period.String() && cell.State.Open() {
				open = append(open, cell.ID)
			}
		}
		ids, err := l.Collect.Store.Lift(ctx, c.Bureau, open, causeAbove+d.Period.String(), i18n.Chinese.T("collect.lifted.above", "from", m.FromName, "why", d.Why))
		if err != nil {
			return err
		}
		done.Lifted += len(ids)
	}
	return nil
}

// issued loads a mandate with its own campaign; NotFound before it is issued.
func (l *Service) issued(ctx context.Context, by access.Actor, mandate string) (Mandate, collect.Campaign, error) {
	m, err := l.find(ctx, by, mandate)
	if err != nil {
		return m, collect.Campaign{}, err
	}
	if m.Campaign == "" {
		return m, collect.Campaign{}, fault.New(fault.NotFound, "notfound")
	}
	c, err := l.Collect.CampaignOf(ctx, m.Bureau, m.Campaign)
	return m, c, err
}
