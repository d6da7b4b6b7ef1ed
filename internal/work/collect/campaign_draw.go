package collect

import (
	"context"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/id"
)

// Draw are the obligations that a campaign's rule makes for some periods. A unit
// that does not exist on the day from which a period can be reported owes nothing
// for it. The second answer are the years whose holidays are not announced yet. It
// judges no rights and writes nothing.
func (s *Service) Draw(ctx context.Context, c Campaign, periods []period.Period) ([]Obligation, []int, error) {
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

// drawFor is Draw among some units.
func (c Campaign) drawFor(days workdays.Calendar, periods []period.Period, units []org.Unit, made period.Date) ([]Obligation, []int) {
	var all []Obligation
	var gaps []int
	for _, p := range periods {
		dates := c.Dates(days, p)
		gaps = joinYears(gaps, dates.Gaps)
		for _, u := range units {
			if u.On(dates.Opens) && c.Units.Takes(u) && asked(u, dates.Opens) {
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

// Dates are the days of one period of a campaign.
type Dates struct {
	Opens, Due, Grace period.Date
	Gaps              []int
}

// Dates reckons when a period can be reported, is due, and is late.
func (c Campaign) Dates(days workdays.Calendar, p period.Period) Dates {
	opens := c.Opens(p)
	due := days.AddWorkdays(opens, c.Due.Workdays)
	d := Dates{Opens: opens, Due: due.Date, Gaps: due.Gaps}
	d.Grace = c.graceOf(days, d.Due)
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

// Fair gives an obligation that is made late at least the rule's working days
// from today.
func (c Campaign) Fair(days workdays.Calendar, today period.Date, o Obligation) Obligation {
	if earliest := days.AddWorkdays(today, c.Due.Workdays).Date; o.Due.Before(earliest) {
		o.Due, o.GraceOn = earliest, c.graceOf(days, earliest)
	}
	return o
}

func (c Campaign) owe(u org.Unit, p period.Period, d Dates, made period.Date) Obligation {
	return Obligation{
		ID: id.New(), Bureau: c.Bureau, Campaign: c.ID, Owner: c.Owner, Form: c.Form, Version: c.Version,
		Unit: u.ID, Period: p, State: Owed, Opens: d.Opens, Due: d.Due, GraceOn: d.Grace, RemindedOn: made, Rev: 1,
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
