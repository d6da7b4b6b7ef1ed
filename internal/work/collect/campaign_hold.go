package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// HeldPeriod is a period of a recurring campaign that has begun and that the clock
// does not ask for: something is held already since, or units would go above a cap,
// and the clock can give no reason. Its section decides.
type HeldPeriod struct {
	Period period.Period `json:"period"`
	Since  period.Date   `json:"since"`
	Fields []string      `json:"fields,omitempty"` // paths of fields that are held already and have no reason
	Above  int           `json:"above,omitempty"`  // units that go above a cap
}

// sameCause reports whether two holds are for the same.
func (h HeldPeriod) sameCause(other *HeldPeriod) bool {
	return other != nil && h.Period == other.Period && slices.Equal(h.Fields, other.Fields) && (h.Above > 0) == (other.Above > 0)
}

// next is what the clock, or whoever decides, must know of a period before it is
// asked for.
type next struct {
	period period.Period
	asked  []Asked      // held already
	again  []AskedAgain // with the reasons that still hold
	above  []Above
	need   *fault.Error // what is missing; nil when nothing is
}

// judge looks at a period as at a campaign of its own: what it asks although it is
// held, and who goes above a cap. A reason that was given holds for as long as the
// field is held in the same places; an acceptance of caps for its year.
func (s *Service) judge(ctx context.Context, c Campaign, p period.Period, given map[string]string, accept bool) (next, error) {
	owed, err := s.drawNow(ctx, c, p)
	if err != nil {
		return next{period: p}, err
	}
	n, err := s.weigh(ctx, c, []period.Period{p}, owed, given, accept)
	n.period = p
	return n, err
}

// JudgeAdded looks at periods that a person adds to a campaign, and at the returns that
// they make, as the clock looks at one: the campaign comes back with the reasons and
// the years in which going above caps is accepted. Call it in the transaction that adds
// them, after HoldSquares.
//
// Faults: collect.again, collect.above, as of OpenCampaign.
func (s *Service) JudgeAdded(ctx context.Context, c Campaign, added []period.Period, owed []Obligation, given map[string]string, accept bool) (Campaign, error) {
	n, err := s.weigh(ctx, c, added, owed, given, accept)
	if err != nil {
		return c, err
	}
	if n.need != nil {
		return c, n.need
	}
	c.Again = joinAgain(c.Again, n.again)
	if accept {
		c.AboveYears = yearsOf(c.AboveYears, owed)
	}
	return c, nil
}

// weigh is judge of some periods whose returns are drawn.
func (s *Service) weigh(ctx context.Context, c Campaign, periods []period.Period, owed []Obligation, given map[string]string, accept bool) (next, error) {
	var n next
	version, err := s.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	if err != nil {
		return n, err
	}
	one := c
	one.Periods = periods
	if n.asked, err = s.AskedOf(ctx, one, version.Definition); err != nil {
		return n, err
	}
	still := c.reasonsFor(n.asked)
	for field, reason := range given {
		still[field] = reason
	}
	if n.again, err = reasons(n.asked, still); err != nil {
		n.need = fault.As(err)
	}
	_, err = s.checkAbove(ctx, c, version.Definition, owed, accept)
	if err != nil && !fault.Is(err, "collect.above") {
		return n, err
	}
	n.above = slices.DeleteFunc(AboveOf(err), func(a Above) bool { return slices.Contains(c.AboveYears, a.Year) })
	if len(n.above) > 0 && n.need == nil {
		n.need = fault.As(err)
	}
	return n, nil
}

// reasonsFor are the reasons that the campaign gave for fields that are held now
// where they were held then, by field.
func (c Campaign) reasonsFor(asked []Asked) map[string]string {
	still := map[string]string{}
	for _, again := range c.Again {
		known := func(a Asked) bool {
			return slices.ContainsFunc(again.Held, func(h HeldHere) bool { return h.From == a.From && h.Code == a.Code && h.Path == a.Path })
		}
		fresh := func(a Asked) bool { return a.Field == again.Field && !a.Reused && !known(a) }
		if !slices.ContainsFunc(asked, fresh) {
			still[again.Field] = again.Reason
		}
	}
	return still
}

// joinAgain puts new reasons in the place of those for the same fields.
func joinAgain(old, fresh []AskedAgain) []AskedAgain {
	kept := slices.DeleteFunc(slices.Clone(old), func(o AskedAgain) bool {
		return slices.ContainsFunc(fresh, func(f AskedAgain) bool { return f.Field == o.Field })
	})
	return append(kept, fresh...)
}

// hold keeps a period back and tells the section, once for each cause.
func (s *Service) hold(ctx context.Context, c Campaign, n next) (Campaign, error) {
	held := HeldPeriod{Period: n.period, Since: s.today(), Above: len(n.above)}
	for _, a := range n.again {
		if a.Reason == "" {
			held.Fields = append(held.Fields, a.Field)
		}
	}
	if held.sameCause(c.Held) {
		return c, nil
	}
	c.Held = &held
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.UpdateCampaign(ctx, c); err != nil {
			return err
		}
		if err := s.Audit.Write(ctx, access.System(c.Bureau), audit.Event{Verb: "campaign.hold", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: held}); err != nil {
			return err
		}
		return s.Notify.SendAll(ctx, []notify.Notice{{
			Bureau: c.Bureau, Unit: c.Owner, Role: access.Section, Kind: access.Campaign, Thing: c.ID, Link: CampaignLink(c.ID) + "/held",
			Text: i18n.Msg("collect.notice.held", "title", c.Title, "period", n.period.Text()),
		}})
	})
	c.Rev++
	return c, err
}

// Held is a period that waits for its section's decision.
type Held struct {
	Campaign Campaign
	Asked    []Asked
	Above    []Above
}

// Held is the period of a campaign that the clock held back, with what is to be
// decided as it stands today; the Conflict fault "campaign.notheld" when none is.
func (s *Service) Held(ctx context.Context, by access.Actor, campaign string) (Held, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return Held{}, err
	}
	if !Steers(by, c) {
		return Held{}, fault.New(fault.Denied, "denied")
	}
	if c.Held == nil {
		return Held{}, fault.New(fault.Conflict, "campaign.notheld")
	}
	n, err := s.judge(ctx, c, c.Held.Period, nil, false)
	return Held{c, n.asked, n.above}, err
}

// Release is the decision to ask for a period that was held back.
type Release struct {
	Seen  int               // the campaign's revision that the person saw
	Again map[string]string // why a field is asked although it is held, by its path
	Above bool              // units may go above a cap this year
}

// ReleaseHeld lets the clock go on with a held period: with a reason for each field
// that is held already, and the acceptance that units go above a cap.
//
// Faults: collect.again, collect.above, campaign.stale, campaign.notheld.
func (s *Service) ReleaseHeld(ctx context.Context, by access.Actor, campaign string, in Release) (Turned, error) {
	var done Turned
	c, err := s.steer(ctx, by, campaign, in.Seen)
	if err != nil {
		return done, err
	}
	if c.Held == nil || c.State != Running {
		return done, fault.New(fault.Conflict, "campaign.notheld")
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
		if err = s.HoldSquares(ctx, c.Bureau, c.Form); err != nil {
			return err
		}
		c, err = s.release(ctx, by, c, in)
		return err
	})
	if err != nil {
		return done, err
	}
	_, err = s.recur(ctx, c, &done)
	return done, err
}

// release judges a held period as it stands now, and lets the campaign go on.
func (s *Service) release(ctx context.Context, by access.Actor, c Campaign, in Release) (Campaign, error) {
	held := *c.Held
	n, err := s.judge(ctx, c, held.Period, in.Again, in.Above)
	if err != nil {
		return c, err
	}
	if n.need != nil {
		return c, n.need
	}
	c.Held, c.Again = nil, joinAgain(c.Again, n.again)
	if in.Above { // also where units go above a cap only since it was held
		if c.AboveYears, err = s.dueYears(ctx, c, held.Period); err != nil {
			return c, err
		}
	}
	if err := s.Store.UpdateCampaign(ctx, c); err != nil {
		return c, err
	}
	c.Rev++
	return c, s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.release", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
		Data: map[string]any{"period": held.Period, "again": n.again, "above": held.Above}})
}

// dueYears are the years for which going above caps is accepted, with those in which
// a period's returns are due.
func (s *Service) dueYears(ctx context.Context, c Campaign, p period.Period) ([]int, error) {
	owed, err := s.drawNow(ctx, c, p)
	return yearsOf(c.AboveYears, owed), err
}

func yearsOf(years []int, owed []Obligation) []int {
	for _, o := range owed {
		if !slices.Contains(years, o.Due.Year) {
			years = append(years[:len(years):len(years)], o.Due.Year)
		}
	}
	return years
}
