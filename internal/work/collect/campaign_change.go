package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Terms are what can be changed of a running campaign. Its form, version, kind of
// period and signatures cannot: what units have begun to fill stays as it was.
type Terms struct {
	Title  string
	Owner  string
	Basis  string
	ListNo string
	EndsOn period.Date // a later day is a renewed approval
	Due    DueRule     // for periods that cannot be reported yet
	Grace  int         // likewise
	Remind ReminderPlan
	Recurs bool
	Units  UnitRule
}

// Terms are a campaign's terms as they stand.
func (c Campaign) Terms() Terms {
	return Terms{
		Title: c.Title, Owner: c.Owner, Basis: c.Basis, ListNo: c.ListNo, EndsOn: c.EndsOn,
		Due: c.Due, Grace: c.Grace, Remind: c.Remind, Recurs: c.Recurs, Units: c.Units,
	}
}

func (c Campaign) with(t Terms) Campaign {
	if t.EndsOn != c.EndsOn {
		c.WarnedOn = noDay
	}
	c.Title, c.Owner, c.Basis, c.ListNo, c.EndsOn = t.Title, t.Owner, t.Basis, t.ListNo, t.EndsOn
	c.Due, c.Grace, c.Remind, c.Recurs, c.Units = t.Due, t.Grace, t.Remind, t.Recurs, t.Units
	return c
}

// Changed is what a change of terms does, or did.
type Changed struct {
	Joining []org.Unit // units that begin to owe
	Leaving []org.Unit // units whose returns to come are lifted
	Added   int        // obligations made
	Lifted  int
	Redated []period.Period // periods with new days
	Handed  bool            // to another section
}

// ForeseeChange says what a change of terms would do, and writes nothing.
func (s *Service) ForeseeChange(ctx context.Context, by access.Actor, campaign string, terms Terms) (Changed, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return Changed{}, err
	}
	m, err := s.change(ctx, c, terms)
	return m.told, err
}

// ChangeCampaign changes the terms of a running campaign, by its owner or by the
// office. Units that join owe the present period and those to come at once, with
// the rule's working days from today at least; units that leave keep what has
// begun, and what is to come is lifted. New days hold for periods that cannot be
// reported yet.
//
// Faults: collect.campaign with the wrong fields; collect.twice; campaign.stale;
// campaign.ended.
func (s *Service) ChangeCampaign(ctx context.Context, by access.Actor, campaign string, seen int, terms Terms) (Changed, error) {
	c, err := s.steer(ctx, by, campaign, seen)
	if err != nil {
		return Changed{}, err
	}
	var m changing
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.HoldSquares(ctx, c.Bureau, c.Form); err != nil {
			return err
		}
		if m, err = s.change(ctx, c, terms); err != nil { // reckons with the units as they are, and with what is asked now
			return err
		}
		if err := s.Store.UpdateCampaign(ctx, m.next); err != nil {
			return err
		}
		if err := s.carryOut(ctx, m); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.change", Kind: access.Campaign, Thing: c.ID, Unit: m.next.Owner, Data: map[string]any{
			"old": c.Terms(), "new": terms, "added": m.told.Added, "lifted": m.told.Lifted, "redated": m.told.Redated,
		}})
	})
	if err != nil {
		return Changed{}, err
	}
	return m.told, nil
}

// changing is a change of terms worked out and not yet written.
type changing struct {
	next   Campaign
	added  []Obligation
	lifted map[string][]string // ids by unit
	told   Changed
}

func (s *Service) change(ctx context.Context, c Campaign, terms Terms) (changing, error) {
	m := changing{next: c.with(terms), lifted: map[string][]string{}}
	if c.State == Ended {
		return m, fault.New(fault.Conflict, "campaign.ended")
	}
	if err := s.checkTerms(ctx, c, m.next); err != nil {
		return m, err
	}
	if err := s.changeUnits(ctx, c, &m); err != nil {
		return m, err
	}
	if m.next.Due != c.Due || m.next.Grace != c.Grace {
		for _, p := range c.Periods {
			if s.today().Before(c.Opens(p)) {
				m.told.Redated = append(m.told.Redated, p)
			}
		}
	}
	m.told.Handed = m.next.Owner != c.Owner
	return m, nil
}

func (s *Service) checkTerms(ctx context.Context, c, next Campaign) error {
	if err := next.Check(); err != nil {
		return err
	}
	bad := fault.New(fault.Invalid, "collect.campaign")
	if next.EndsOn != c.EndsOn && next.EndsOn.Before(s.today()) {
		_ = bad.With("ends", "collect.need.later")
	}
	if next.Owner != c.Owner {
		u, err := s.Units.Unit(ctx, c.Bureau, next.Owner)
		if err != nil || u.Type != org.Section || !u.On(s.today()) {
			_ = bad.With("owner", "collect.need.owner")
		}
	}
	if err := orNil(bad); err != nil {
		return err
	}
	return s.checkOnce(ctx, next)
}

// changeUnits finds what the new rule adds and takes away.
func (s *Service) changeUnits(ctx context.Context, c Campaign, m *changing) error {
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return err
	}
	wanted, _, err := s.Draw(ctx, m.next, c.from(c.current(s.today())))
	if err != nil {
		return err
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return err
	}
	type square struct{ unit, period string }
	has, wants := map[square]Cell{}, map[square]bool{}
	for _, cell := range cells {
		has[square{cell.Unit, cell.Period}] = cell
	}
	var joining, leaving []string
	for _, o := range wanted {
		at := square{o.Unit, o.Period.String()}
		wants[at] = true
		if cell, there := has[at]; there {
			if cell.LiftedBy == causeRule+o.Unit {
				joining, m.told.Added = append(joining, o.Unit), m.told.Added+1
			}
			continue
		}
		m.added = append(m.added, m.next.Fair(days, s.today(), o))
		joining = append(joining, o.Unit)
	}
	for at, cell := range has {
		if cell.State != Owed || wants[at] || s.begunID(c, at.period) {
			continue
		}
		m.lifted[at.unit] = append(m.lifted[at.unit], cell.ID)
		leaving = append(leaving, at.unit)
		m.told.Lifted++
	}
	m.told.Added += len(m.added)
	m.told.Joining, m.told.Leaving, err = s.named(ctx, c.Bureau, joining, leaving)
	return err
}

// from are the campaign's periods from one on; all of them for the zero period.
func (c Campaign) from(p period.Period) []period.Period {
	return c.Periods[max(0, slices.Index(c.Periods, p)):]
}

// named are two lists of units by their ids, in the bureau's order.
func (s *Service) named(ctx context.Context, bureau string, a, b []string) (first, second []org.Unit, err error) {
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, nil, err
	}
	inA, inB := setOf(a), setOf(b)
	for _, u := range units {
		if inA[u.ID] {
			first = append(first, u)
		}
		if inB[u.ID] {
			second = append(second, u)
		}
	}
	return first, second, nil
}

func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// carryOut writes what a change of terms does to the returns.
func (s *Service) carryOut(ctx context.Context, m changing) error {
	c := m.next
	if err := s.Store.AddObligations(ctx, m.added); err != nil {
		return err
	}
	for unit, ids := range m.lifted {
		if _, err := s.Store.Lift(ctx, c.Bureau, ids, causeRule+unit, i18n.Chinese.T("collect.lifted.rule", "title", c.Title)); err != nil {
			return err
		}
	}
	for _, u := range m.told.Joining {
		if _, err := s.Store.Restore(ctx, c.Bureau, c.ID, causeRule+u.ID); err != nil {
			return err
		}
	}
	if err := s.redate(ctx, c, m.told.Redated); err != nil || !m.told.Handed {
		return err
	}
	if err := s.Store.HandOver(ctx, c.Bureau, c.ID, c.Owner); err != nil {
		return err
	}
	return s.Notify.SendAll(ctx, []notify.Notice{{
		Bureau: c.Bureau, Unit: c.Owner, Role: access.Section, Kind: access.Campaign, Thing: c.ID, Link: CampaignLink(c.ID),
		Text: i18n.Msg("collect.notice.handed", "title", c.Title),
	}})
}

// causeRule, with a unit, is what lifts the returns of a unit that left.
const causeRule = "rule:"

// redate gives periods that cannot be reported yet the days of the new rule.
func (s *Service) redate(ctx context.Context, c Campaign, periods []period.Period) error {
	if len(periods) == 0 {
		return nil
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return err
	}
	for _, p := range periods {
		d := c.Dates(days, p)
		if _, err := s.Store.Redate(ctx, c.Bureau, c.ID, p.String(), s.today(), d.Opens, d.Due, d.Grace); err != nil {
			return err
		}
	}
	return nil
}
