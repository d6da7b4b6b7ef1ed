package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// causeUnit, with an event, is what lifts the returns of a unit that is no more.
const causeUnit = "unit:"

// moves are what a change of structure does to one campaign.
type moves struct {
	c      Campaign
	added  []Obligation
	lifted []string
	stay   int  // owed for the time before: they stay with the unit
	grown  bool // the successor was added to the campaign's units
}

// Foresee implements org.Follower: what the event would do to running campaigns.
func (s *Service) Foresee(ctx context.Context, bureau string, e org.Event) ([]i18n.Text, error) {
	all, err := s.moves(ctx, bureau, e)
	if err != nil {
		return nil, err
	}
	var texts []i18n.Text
	for _, m := range all {
		args := []any{"title", m.c.Title, "year", m.c.Year, "added", len(m.added), "lifted", len(m.lifted), "stay", m.stay}
		if len(m.added) > 0 {
			texts = append(texts, i18n.Msg("collect.structure.added", args...))
		}
		if len(m.lifted) > 0 {
			texts = append(texts, i18n.Msg("collect.structure.lifted", args...))
		}
		if m.stay > 0 {
			texts = append(texts, i18n.Msg("collect.structure.stay", args...))
		}
	}
	return texts, nil
}

// Follow implements org.Follower: a unit that is opened owes the periods from the
// present one on, as the campaigns' rules say. Of one that is closed or merged,
// what can only be reported afterwards is lifted, and the unit that carries on
// owes it; what it stated, and what it owes for the time before, stays its own.
func (s *Service) Follow(ctx context.Context, by access.Actor, e org.Event) error {
	all, err := s.moves(ctx, by.Bureau, e)
	if err != nil {
		return err
	}
	for _, m := range all {
		// Also a campaign whose terms stay gets another revision: who changes or
		// ends it at the same moment reckoned with the units as they were.
		if err := s.Store.UpdateCampaign(ctx, m.c); err != nil {
			return err
		}
		if err := s.Store.AddObligations(ctx, m.added); err != nil {
			return err
		}
		if _, err := s.Store.Lift(ctx, by.Bureau, m.lifted, causeUnit+e.ID, liftedWhy(e)); err != nil {
			return err
		}
		err := s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.structure", Kind: access.Campaign, Thing: m.c.ID, Unit: m.c.Owner,
			Data: map[string]any{"event": e.ID, "unit": e.Unit, "into": e.Into, "added": idsOf(m.added), "lifted": m.lifted}})
		if err != nil {
			return err
		}
	}
	return nil
}

// liftedWhy is the reason on the returns of a unit that is no more.
func liftedWhy(e org.Event) string {
	return i18n.Chinese.T("collect.structure.why."+string(e.Kind), "day", e.On.Text(), "paper", e.DocNo)
}

// moves are what an event does, campaign by campaign; those that it does not touch
// are left out.
func (s *Service) moves(ctx context.Context, bureau string, e org.Event) ([]moves, error) {
	if e.Kind == org.Renamed {
		return nil, nil
	}
	campaigns, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, err
	}
	units = with(units, e.Subject)
	var all []moves
	for _, c := range campaigns {
		m, err := s.move(ctx, c, e, units)
		if err != nil {
			return nil, err
		}
		if len(m.added)+len(m.lifted)+m.stay > 0 || m.grown {
			all = append(all, m)
		}
	}
	return all, nil
}

// with are units with one of them as it will be.
func with(units []org.Unit, one org.Unit) []org.Unit {
	out := slices.Clone(units)
	for i, u := range out {
		if u.ID == one.ID {
			out[i] = one
			return out
		}
	}
	return append(out, one)
}

func (s *Service) move(ctx context.Context, c Campaign, e org.Event, units []org.Unit) (moves, error) {
	m := moves{c: c}
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return m, err
	}
	has := map[string]bool{}
	for _, cell := range cells {
		has[cell.Unit+" "+cell.Period] = true
		if orHeir(cell.Unit, cell.Heir) != e.Unit || e.Kind == org.Opened || !cell.State.Open() {
			continue
		}
		if cell.Heir != "" { // the time before is all that it hands in for another
			m.stay++
			continue
		}
		if p, err := period.Parse(cell.Period); err == nil && c.Opens(p).Before(e.On) {
			m.stay++
			continue
		}
		m.lifted = append(m.lifted, cell.ID)
	}
	if c.State != Running {
		return m, nil
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return m, err
	}
	heir, periods := m.heir(e, units, s.today())
	owed, _ := m.c.drawFor(days, periods, heir, s.today())
	for _, o := range owed {
		if !has[o.Unit+" "+o.Period.String()] {
			m.added = append(m.added, m.c.Fair(days, s.today(), o))
		}
	}
	return m, nil
}

// heir is the unit that begins to owe, and for which periods: a unit that is
// opened from the present one on, one that carries on from the day of the merger.
func (m *moves) heir(e org.Event, units []org.Unit, today period.Date) ([]org.Unit, []period.Period) {
	one := e.Unit
	if e.Kind == org.Merged {
		one = e.Into
	}
	at := slices.IndexFunc(units, func(u org.Unit) bool { return u.ID == one })
	if at < 0 || e.Kind == org.Closed {
		return nil, nil
	}
	if e.Kind == org.Opened {
		return units[at : at+1], m.c.from(m.c.current(today))
	}
	was := e.Subject
	was.Until = period.Date{}
	if m.c.Units.Takes(was) && !m.c.Units.Takes(units[at]) && !slices.Contains(m.c.Units.Exclude, one) {
		m.c.Units.Include, m.grown = append(slices.Clone(m.c.Units.Include), one), true
	}
	after := slices.DeleteFunc(slices.Clone(m.c.Periods), func(p period.Period) bool { return m.c.Opens(p).Before(e.On) })
	return units[at : at+1], after
}

// NameOn is a unit under the name that it bore when a period of the campaign ended, or
// bears today while the period runs.
func (c Campaign) NameOn(u org.Unit, p period.Period, today period.Date) org.Unit {
	day := p.End(c.School)
	if day.After(today) {
		day = today
	}
	return u.AsOf(day)
}
