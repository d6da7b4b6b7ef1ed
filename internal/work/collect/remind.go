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

// Remind tells the units' clerks that returns of a campaign are wanted. Returns
// that are handed in or excused are passed over with the fault return.moved,
// those reminded today already with return.reminded.
func (s *Service) Remind(ctx context.Context, by access.Actor, campaign string, ids []string) ([]Result, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Remind)
	if err != nil {
		return nil, err
	}
	chosen, results, err := s.open(ctx, c, ids)
	if err != nil || len(chosen) == 0 {
		return results, err
	}
	sent, err := s.remind(ctx, by, c, called{all: chosen}, s.today())
	return told(results, sent), err
}

// told says of each result without a fault whether its reminder went out.
func told(results []Result, sent []string) []Result {
	for i, r := range results {
		if r.Err == nil && !slices.Contains(sent, r.Return) {
			results[i].Err = fault.New(fault.Conflict, "return.reminded")
		}
	}
	return results
}

// called are the returns of one campaign that are to be reminded, and those among
// them of which the head is told, too.
type called struct{ all, heads []Obligation }

// remind counts and sends reminders for open returns of one campaign that were
// not reminded since a day, and returns whose were sent.
func (s *Service) remind(ctx context.Context, by access.Actor, c Campaign, due called, since period.Date) (sent []string, err error) {
	return sent, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if sent, err = s.Store.Remind(ctx, c.Bureau, idsOf(due.all), since, s.today()); err != nil || len(sent) == 0 {
			return err
		}
		names, err := s.heirless(ctx, c.Bureau, due.all)
		if err != nil {
			return err
		}
		notices := slices.Concat(s.reminders(c, only(due.all, sent), names, access.Clerk), s.reminders(c, only(due.heads, sent), names, access.Head))
		if err := s.Notify.SendAll(ctx, notices); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.remind", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
			Data: map[string]any{"returns": sent}})
	})
}

func only(all []Obligation, ids []string) []Obligation {
	in := make(map[string]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(o Obligation) bool { return !in[o.ID] })
}

// reminders are the notices for some returns of a campaign: one a unit, however
// many periods it owes. Those that another unit hands in are told to it, with names
// by unit.
func (s *Service) reminders(c Campaign, chosen []Obligation, names map[string]string, role access.Role) []notify.Notice {
	type addressee struct{ unit, heir string }
	var units []addressee
	owed := map[addressee][]Obligation{}
	for _, o := range chosen {
		to := addressee{o.Unit, o.Heir}
		if owed[to] == nil {
			units = append(units, to)
		}
		owed[to] = append(owed[to], o)
	}
	notices := make([]notify.Notice, len(units))
	for i, unit := range units {
		first := slices.MinFunc(owed[unit], func(a, b Obligation) int { return a.Deadline().Compare(b.Deadline()) })
		notices[i] = notify.Notice{
			Bureau: c.Bureau, Unit: first.Answers(), Role: role, Kind: access.Return, Thing: first.ID, Link: Link(first.ID),
			Text: s.reminderText(titleFor(c, first, names), first, len(owed[unit])),
		}
	}
	return notices
}

// reminderText says what is owed: one period, or the oldest of several.
func (s *Service) reminderText(title any, o Obligation, periods int) i18n.Text {
	day := s.today()
	args := []any{"title", title, "period", o.Period.Text(), "due", o.Deadline().Text(), "n", periods, "days", day.DaysSince(o.Deadline())}
	switch {
	case periods > 1:
		return i18n.Msg("collect.notice.remind.many", args...)
	case o.InGrace(day):
		return i18n.Msg("collect.notice.remind.grace", append(args, "grace", o.LateAfter().Text())...)
	case o.Late(day):
		return i18n.Msg("collect.notice.remind.late", args...)
	default:
		return i18n.Msg("collect.notice.remind", args...)
	}
}
