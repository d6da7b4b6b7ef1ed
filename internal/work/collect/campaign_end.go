package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// causeEnd is what lifts the returns that an ending takes away.
const causeEnd = "end"

// EndInput ends a campaign before its last day.
type EndInput struct {
	Seen int // the campaign's revision that the person saw
	Why  string
	// LetGo excuses also what is owed and has begun. Else it stays owed: visible as
	// overdue, and handed in late or excused one by one.
	LetGo bool
}

// Ending says what an ending does to the returns.
type Ending struct {
	Stay   int // begun and still to be handed in: they stay, or are let go
	Lifted int // not begun: nobody has to hand them in any more
	HandIn int // handed in: nothing changes for them
}

// Ending is what ending a campaign today would do.
func (s *Service) Ending(ctx context.Context, by access.Actor, campaign string) (Campaign, Ending, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return c, Ending{}, err
	}
	_, _, out, err := s.ending(ctx, c)
	return c, out, err
}

// ending divides a campaign's returns into those that have begun and those that
// cannot be reported yet.
func (s *Service) ending(ctx context.Context, c Campaign) (stay, lifted []string, out Ending, err error) {
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return nil, nil, out, err
	}
	for _, cell := range cells {
		switch {
		case cell.State.HandedIn():
			out.HandIn++
		case !cell.State.Open():
		case s.begunID(c, cell.Period):
			stay = append(stay, cell.ID)
		default:
			lifted = append(lifted, cell.ID)
		}
	}
	out.Stay, out.Lifted = len(stay), len(lifted)
	return stay, lifted, out, nil
}

// begunID reports whether a period of the campaign can be reported by today.
func (s *Service) begunID(c Campaign, id string) bool {
	p, err := period.Parse(id)
	return err == nil && !s.today().Before(c.Opens(p))
}

// EndCampaign ends a campaign before its last day, by its owner or by the office.
// Returns that cannot be reported yet are lifted; those that can stay owed, unless
// they are let go. What was handed in is reviewed and locked as before.
func (s *Service) EndCampaign(ctx context.Context, by access.Actor, campaign string, in EndInput) (Ending, error) {
	c, err := s.steer(ctx, by, campaign, in.Seen)
	if err != nil {
		return Ending{}, err
	}
	if c.State == Ended {
		return Ending{}, fault.New(fault.Conflict, "campaign.ended")
	}
	bad := fault.New(fault.Invalid, "collect.end")
	NeedText(bad, "why", in.Why, "collect.need.reason")
	if err := orNil(bad); err != nil {
		return Ending{}, err
	}
	return s.end(ctx, by, c, in)
}

// end closes a campaign: for a person with a reason, for the clock without.
func (s *Service) end(ctx context.Context, by access.Actor, c Campaign, in EndInput) (Ending, error) {
	stay, lifted, out, err := s.ending(ctx, c)
	if err != nil {
		return out, err
	}
	if in.LetGo {
		lifted = append(lifted, stay...)
	}
	why := in.Why
	if why == "" {
		why = i18n.Chinese.T("collect.lifted.end", "title", c.Title)
	}
	c.State, c.EndedOn, c.EndedWhy = Ended, s.today(), in.Why
	return out, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.UpdateCampaign(ctx, c); err != nil {
			return err
		}
		if _, err := s.Store.Lift(ctx, c.Bureau, lifted, causeEnd, why); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.end", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
			Data: map[string]any{"why": in.Why, "letGo": in.LetGo, "stay": out.Stay, "lifted": lifted}})
	})
}

// ReopenInput lets an ended campaign run again.
type ReopenInput struct {
	Seen   int
	Why    string
	EndsOn period.Date
	ListNo string // of the approval that covers the new end; as before when empty
}

// Reopen lets an ended campaign run again, with a reason and a new last day. What
// its ending had lifted is owed again as it was.
func (s *Service) Reopen(ctx context.Context, by access.Actor, campaign string, in ReopenInput) (restored int, err error) {
	c, err := s.steer(ctx, by, campaign, in.Seen)
	if err != nil {
		return 0, err
	}
	if c.State != Ended {
		return 0, fault.New(fault.Conflict, "campaign.running")
	}
	bad := fault.New(fault.Invalid, "collect.end")
	NeedText(bad, "why", in.Why, "collect.need.reason")
	if in.EndsOn.Before(s.today()) {
		_ = bad.With("ends", "collect.need.later")
	}
	if err := orNil(bad); err != nil {
		return 0, err
	}
	was := c.EndsOn
	c.State, c.EndedOn, c.EndedWhy, c.EndsOn, c.WarnedOn = Running, noDay, "", in.EndsOn, noDay
	if in.ListNo != "" {
		c.ListNo = in.ListNo
	}
	if err := s.checkOnce(ctx, c); err != nil {
		return 0, err
	}
	return restored, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.OnlyOnce(ctx, c); err != nil {
			return err
		}
		if err := s.Store.UpdateCampaign(ctx, c); err != nil {
			return err
		}
		ids, err := s.Store.Restore(ctx, c.Bureau, c.ID, causeEnd)
		if err != nil {
			return err
		}
		restored = len(ids)
		return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.reopen", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
			Data: map[string]any{"why": in.Why, "was": was, "ends": c.EndsOn, "list": c.ListNo, "restored": ids}})
	})
}

// steer loads a campaign that the actor may change: its own section, or the
// office for every section. seen is the revision that was on the screen.
func (s *Service) steer(ctx context.Context, by access.Actor, campaign string, seen int) (Campaign, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Read)
	if err != nil {
		return c, err
	}
	if !Steers(by, c) {
		return c, fault.New(fault.Denied, "denied")
	}
	if c.Rev != seen {
		return c, fault.New(fault.Conflict, "campaign.stale")
	}
	return c, nil
}

// Steers reports whether the actor may change or end a campaign.
func Steers(by access.Actor, c Campaign) bool {
	return access.Can(by, access.Write, c.thing()) == access.Allowed || access.Can(by, access.Decide, c.thing()) == access.Allowed
}
