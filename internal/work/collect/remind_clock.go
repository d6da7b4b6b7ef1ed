package collect

import (
	"context"
	"errors"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
)

// hourParam is the hour of a working day from which the clock reminds.
const hourParam = "collect.remind.hour"

// RemindByClock sends what the reminder plans of a bureau's running campaigns ask
// for today, and returns how many returns were reminded. It may be called at any
// time and as often as one likes: on days off and before the bureau's hour it does
// nothing, a reminder goes out once, and after days of standing still each return
// is reminded once and not for each day that was missed.
func (s *Service) RemindByClock(ctx context.Context, bureau string) (int, error) {
	days, err := s.Calendar.Calendar(ctx, bureau)
	if err != nil || !days.IsWorkday(s.today()) {
		return 0, err
	}
	hour, known, err := s.Params.Number(ctx, bureau, hourParam, s.today())
	if err != nil || known && int64(s.Now().In(calendar.Zone).Hour()) < hour.IntPart() {
		return 0, err
	}
	campaigns, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return 0, err
	}
	total := 0
	var failed error
	for _, c := range campaigns {
		if c.State != Running || c.Remind.Empty() {
			continue
		}
		n, err := s.remindCampaign(ctx, c, days)
		total, failed = total+n, errors.Join(failed, err) // one campaign's trouble is not the others'
	}
	return total, failed
}

func (s *Service) remindCampaign(ctx context.Context, c Campaign, days workdays.Calendar) (int, error) {
	open, err := s.Store.Open(ctx, c.Bureau, c.ID, s.today())
	if err != nil {
		return 0, err
	}
	total := 0
	for since, due := range s.called(c, open, days) {
		sent, err := s.remind(ctx, access.System(c.Bureau), c, due, since)
		if err != nil {
			return total, err
		}
		total += len(sent)
	}
	return total, nil
}

// called are the returns that a reminder is due for, by the day on which it fell.
func (s *Service) called(c Campaign, open []Obligation, days workdays.Calendar) map[period.Date]called {
	found := map[period.Date]called{}
	for _, o := range open {
		next, ok := c.Remind.latest(days, o, s.today())
		fresh := o.RemindedOn.Before(next.On) || o.Reminders == 0 && next.On == s.today()
		if !ok || !fresh {
			continue
		}
		due := found[next.On]
		due.all = append(due.all, o)
		if c.Remind.headToo(next) {
			due.heads = append(due.heads, o)
		}
		found[next.On] = due
	}
	return found
}
