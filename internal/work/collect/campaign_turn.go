package collect

import (
	"context"
	"errors"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// renewParam is how many working days before its approval runs out the owner of a
// recurring campaign is told.
const renewParam = "collect.renew.workdays"

// Turned is what the clock did to a bureau's campaigns.
type Turned struct {
	Ended       int
	Periods     int // begun
	Obligations int // made
}

// TurnCampaigns lets the days pass for a bureau's campaigns: those past their
// last day end, and recurring ones make the obligations of each period that has
// begun and that their approval covers. It may be called at any time and as often
// as one likes; periods that began while nothing ran are made up for.
func (s *Service) TurnCampaigns(ctx context.Context, bureau string) (Turned, error) {
	var done Turned
	days, err := s.Calendar.Calendar(ctx, bureau)
	if err != nil {
		return done, err
	}
	campaigns, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return done, err
	}
	var failed error
	for _, c := range campaigns {
		if c.State == Running {
			err := s.turn(ctx, c, days, &done)
			if fault.Is(err, "campaign.stale") {
				continue // another clock or a person was first; the next turn sees what is left
			}
			failed = errors.Join(failed, err) // one campaign's trouble is not the others'
		}
	}
	return done, failed
}

func (s *Service) turn(ctx context.Context, c Campaign, days workdays.Calendar, done *Turned) error {
	if c.Recurs {
		var err error
		if c, err = s.recur(ctx, c, done); err != nil {
			return err
		}
	}
	if s.today().After(c.EndsOn) {
		done.Ended++
		_, err := s.end(ctx, access.System(c.Bureau), c, EndInput{})
		return err
	}
	return s.warn(ctx, c, days)
}

// recur makes the periods that have begun since the last one, and returns the
// campaign as it stands then.
func (s *Service) recur(ctx context.Context, c Campaign, done *Turned) (Campaign, error) {
	for {
		p, begun := s.begins(c)
		if !begun {
			return c, nil
		}
		var made turned
		err := s.Tx.InTx(ctx, func(ctx context.Context) (err error) {
			if err = s.HoldSquares(ctx, c.Bureau, c.Form); err != nil {
				return err
			}
			made, err = s.ask(ctx, c, p)
			return err
		})
		if err != nil {
			return c, err
		}
		c = made.campaign
		if made.held {
			return c, nil
		}
		done.Periods++
		done.Obligations += made.returns
		if made.next != nil {
			_, err := s.recur(ctx, *made.next, done)
			return c, err
		}
	}
}

// begins is the period of a recurring campaign that has begun and is not made yet.
func (s *Service) begins(c Campaign) (period.Period, bool) {
	if !c.Recurs || len(c.Periods) == 0 {
		return period.Period{}, false
	}
	p := c.Periods[len(c.Periods)-1].Next(c.School)
	return p, !p.Start(c.School).After(s.today()) && !c.Opens(p).After(c.EndsOn)
}

// turned is what became of one period: the campaign as it stands then, and the next
// year's that carries on, if any.
type turned struct {
	campaign Campaign
	next     *Campaign
	returns  int
	held     bool
}

// ask judges a period that has begun and makes it, or keeps it back; in a transaction
// that holds the units and the form, so that what it judges by is what stands when it
// is written.
func (s *Service) ask(ctx context.Context, c Campaign, p period.Period) (turned, error) {
	judged, err := s.judge(ctx, c, p, nil, false)
	if err != nil {
		return turned{campaign: c}, err
	}
	if judged.need != nil {
		c, err = s.hold(ctx, c, judged)
		return turned{campaign: c, held: true}, err
	}
	c.Held, c.Again = nil, joinAgain(c.Again, judged.again)
	if p.Year() != c.Year {
		return s.carryOn(ctx, c, p)
	}
	return s.addPeriod(ctx, c, p)
}

func (s *Service) addPeriod(ctx context.Context, c Campaign, p period.Period) (turned, error) {
	owed, err := s.drawNow(ctx, c, p)
	if err != nil {
		return turned{}, err
	}
	c.Periods = append(c.Periods[:len(c.Periods):len(c.Periods)], p)
	if err := s.Store.UpdateCampaign(ctx, c); err != nil {
		return turned{}, err
	}
	if err := s.Store.AddObligations(ctx, owed); err != nil {
		return turned{}, err
	}
	c.Rev++
	return turned{campaign: c, returns: len(owed)}, s.Audit.Write(ctx, access.System(c.Bureau), audit.Event{Verb: "campaign.period", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
		Data: map[string]any{"period": p, "returns": len(owed)}})
}

// drawNow are the obligations of a period that the clock makes. One that it makes
// late, because nothing ran or the approval was renewed late, still leaves the
// units the rule's working days.
func (s *Service) drawNow(ctx context.Context, c Campaign, p period.Period) ([]Obligation, error) {
	owed, _, err := s.Draw(ctx, c, []period.Period{p})
	if err != nil {
		return nil, err
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	for i := range owed {
		owed[i] = c.Fair(days, s.today(), owed[i])
	}
	return owed, err
}

// carryOn opens the next year's campaign where this one's approval covers its
// first period; from then on that one recurs.
func (s *Service) carryOn(ctx context.Context, c Campaign, first period.Period) (turned, error) {
	year := c
	year.ID, year.Year, year.Periods, year.Follows, year.Rev, year.WarnedOn = id.New(), first.Year(), []period.Period{first}, c.ID, 1, noDay
	owed, err := s.drawNow(ctx, year, first)
	if err != nil {
		return turned{}, err
	}
	c.Recurs = false
	if err := s.Store.UpdateCampaign(ctx, c); err != nil {
		return turned{}, err
	}
	if err := s.Store.AddCampaign(ctx, year); err != nil {
		return turned{}, err
	}
	if err := s.Store.AddObligations(ctx, owed); err != nil {
		return turned{}, err
	}
	c.Rev++
	return turned{campaign: c, next: &year, returns: len(owed)}, s.Audit.Write(ctx, access.System(c.Bureau), audit.Event{Verb: "campaign.carry", Kind: access.Campaign, Thing: year.ID, Unit: c.Owner,
		Data: map[string]any{"follows": c.ID, "year": year.Year, "period": first, "returns": len(owed), "ends": c.EndsOn, "list": c.ListNo}})
}

// warn tells the owner once that the approval of a recurring campaign runs out.
func (s *Service) warn(ctx context.Context, c Campaign, days workdays.Calendar) error {
	if !c.Recurs || !c.WarnedOn.IsZero() {
		return nil
	}
	ahead, known, err := s.Params.Number(ctx, c.Bureau, renewParam, s.today())
	if err != nil || !known || s.today().Before(days.AddWorkdays(c.EndsOn, -int(ahead.IntPart())).Date) {
		return err
	}
	c.WarnedOn = s.today()
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.UpdateCampaign(ctx, c); err != nil {
			return err
		}
		event := audit.Event{Verb: "campaign.warn", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: map[string]any{"ends": c.EndsOn}}
		if err := s.Audit.Write(ctx, access.System(c.Bureau), event); err != nil {
			return err
		}
		return s.Notify.SendAll(ctx, []notify.Notice{{
			Bureau: c.Bureau, Unit: c.Owner, Role: access.Section, Kind: access.Campaign, Thing: c.ID, Link: CampaignLink(c.ID),
			Text: i18n.Msg("collect.notice.renew", "title", c.Title, "ends", c.EndsOn.Text()),
		}})
	})
}

// CampaignLink is the address of a campaign.
func CampaignLink(id string) string { return "/collect/campaigns/" + id }
