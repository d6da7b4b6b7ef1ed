package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// PeriodDays are the days of one period of a campaign, as its rule reckons them.
type PeriodDays struct {
	Period period.Period
	Opens  period.Date // the day on which it can first be reported
	Due    period.Date
	Grace  period.Date // the last day that still counts as on time; zero without grace
	// Usual: the school calendar of its school year is not entered yet, and its
	// days are those of other years.
	Usual bool
	// Gaps: holidays that are not announced yet were not counted.
	Gaps bool
}

// PeriodsAhead are the days that the periods of a campaign would have, before it is
// opened. It writes nothing and refuses only whoever may open none.
func (s *Service) PeriodsAhead(ctx context.Context, by access.Actor, in NewCampaign) ([]PeriodDays, error) {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: by.Post.Unit}); err != nil {
		return nil, err
	}
	days, err := s.Calendar.Calendar(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	c := Campaign{Periods: in.Periods, Due: in.Due, Grace: in.Grace}
	if c.School, err = s.Calendar.Terms(ctx, by.Bureau); err != nil {
		return nil, err
	}
	all := make([]PeriodDays, len(c.Periods))
	for i, p := range c.Periods {
		d := c.Dates(days, p)
		all[i] = PeriodDays{Period: p, Opens: d.Opens, Due: d.Due, Grace: d.Grace, Gaps: len(d.Gaps) > 0,
			Usual: p.Kind() == period.Term && !c.School.Known(p.Year())}
	}
	return all, nil
}
