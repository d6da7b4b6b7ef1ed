package collect

import (
	"context"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/id"
)

// draw are the obligations that a campaign's rule makes for some periods. A unit
// that does not exist on the day from which a period can be reported owes nothing
// for it. The second answer are the years whose holidays are not announced yet.
func (s *Service) draw(ctx context.Context, c Campaign, periods []period.Period) ([]Obligation, []int, error) {
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return nil, nil, err
	}
	units, err := s.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return nil, nil, err
	}
	all, gaps := c.drawFor(days, periods, units, s.today())
	return all, gaps, nil
}

// drawFor is draw among some units.
func (c Campaign) drawFor(days workdays.Calendar, periods []period.Period, units []org.Unit, made period.Date) ([]Obligation, []int) {
	var all []Obligation
	var gaps []int
	for _, p := range periods {
		dates := c.dates(days, p)
		gaps = joinYears(gaps, dates.gaps)
		for _, u := range units {
			if u.On(dates.opens) && c.Units.Takes(u) && asked(u, dates.opens) {
				all = append(all, c.owe(u, p, dates, made))
			}
		}
	}
	return all, gaps
}

// asked tells whether units of this sort are asked for returns: schools and other
// institutions, and the bureaus below this one, but neither sections nor the bureau
// itself.
func asked(u org.Unit, day period.Date) bool {
	return u.Type != org.Section && (u.Type != org.BureauUnit || u.ParentOn(day) != "")
}

// dates are the days of one period of a campaign.
type dates struct {
	opens, due, grace period.Date
	gaps              []int
}

// dates reckons when a period can be reported, is due, and is late.
func (c Campaign) dates(days workdays.Calendar, p period.Period) dates {
	opens := c.opens(p)
	due := days.AddWorkdays(opens, c.Due.Workdays)
	d := dates{opens: opens, due: due.Date, gaps: due.Gaps}
	d.grace = c.graceOf(days, d.due)
	return d
}

// graceOf is the last day that still counts as on time for a due day; zero when
// the campaign has no grace.
func (c Campaign) graceOf(days workdays.Calendar, due period.Date) period.Date {
	if c.Grace == 0 {
		return noDay
	}
	return days.AddWorkdays(due, c.Grace).Date
}

// fair gives an obligation that is made late at least the rule's working days
// from today.
func (c Campaign) fair(days workdays.Calendar, today period.Date, o Obligation) Obligation {
	if earliest := days.AddWorkdays(today, c.Due.Workdays).Date; o.Due.Before(earliest) {
		o.Due, o.GraceOn = earliest, c.graceOf(days, earliest)
	}
	return o
}

func (c Campaign) owe(u org.Unit, p period.Period, d dates, made period.Date) Obligation {
	return Obligation{
		ID: id.New(), Bureau: c.Bureau, Campaign: c.ID, Owner: c.Owner, Form: c.Form, Version: c.Version,
		Unit: u.ID, Period: p, State: Owed, Opens: d.opens, Due: d.due, GraceOn: d.grace, RemindedOn: made, Rev: 1,
	}
}

// begun are the campaign's periods that have begun by a day; the first of all when
// none has.
func (c Campaign) begun(day period.Date) []period.Period {
	for i, p := range c.Periods {
		if p.Start(c.School).After(day) {
			return c.Periods[:max(i, 1)]
		}
	}
	return c.Periods
}
