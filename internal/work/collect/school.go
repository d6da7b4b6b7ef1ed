package collect

import (
	"context"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// school are the bureau's terms where a kind of periods needs them, nil otherwise.
func (s *Service) school(ctx context.Context, bureau string, kinds ...period.Kind) (*period.Terms, error) {
	for _, kind := range kinds {
		if kind == period.Term {
			return s.Calendar.Terms(ctx, bureau)
		}
	}
	return nil, nil
}

// CampaignOf is one campaign with the terms that it reckons by. It judges no rights.
func (s *Service) CampaignOf(ctx context.Context, bureau, id string) (Campaign, error) {
	c, err := s.Store.Campaign(ctx, bureau, id)
	if err != nil {
		return c, err
	}
	c.School, err = s.school(ctx, bureau, c.Kind)
	return c, err
}

// CampaignsOf are those of a year, newest first, with the terms that they reckon by;
// year 0 is every year. It judges no rights.
func (s *Service) CampaignsOf(ctx context.Context, bureau string, year int) ([]Campaign, error) {
	all, err := s.Store.Campaigns(ctx, bureau, year)
	if err != nil {
		return nil, err
	}
	var terms *period.Terms
	for i := range all {
		if all[i].Kind != period.Term {
			continue
		}
		if terms == nil {
			if terms, err = s.school(ctx, bureau, period.Term); err != nil {
				return nil, err
			}
		}
		all[i].School = terms
	}
	return all, nil
}

// ForeseeTerms implements calendar.Follower: which campaigns get new days.
func (s *Service) ForeseeTerms(ctx context.Context, bureau string, year int, terms *period.Terms) ([]i18n.Text, error) {
	byTerm, err := s.byTerm(ctx, bureau, year, terms)
	if err != nil {
		return nil, err
	}
	var texts []i18n.Text
	for _, t := range byTerm {
		for _, p := range t.move {
			days, err := s.Calendar.Calendar(ctx, bureau)
			if err != nil {
				return nil, err
			}
			texts = append(texts, i18n.Msg("collect.terms.moved", "title", t.c.Title, "period", p.Text(), "due", t.c.Dates(days, p).Due.Text()))
		}
		for _, p := range t.stay {
			texts = append(texts, i18n.Msg("collect.terms.stay", "title", t.c.Title, "period", p.Text()))
		}
	}
	return texts, nil
}

// FollowTerms implements calendar.Follower: returns for a term that cannot be
// reported yet get the days that the new calendar gives them. What has begun keeps
// its days.
func (s *Service) FollowTerms(ctx context.Context, by access.Actor, year int, terms *period.Terms) error {
	byTerm, err := s.byTerm(ctx, by.Bureau, year, terms)
	if err != nil {
		return err
	}
	for _, t := range byTerm {
		if len(t.move) == 0 {
			continue
		}
		if err := s.redate(ctx, t.c, t.move); err != nil {
			return err
		}
		err := s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.redate", Kind: access.Campaign, Thing: t.c.ID, Unit: t.c.Owner, Data: map[string]any{"periods": t.move}})
		if err != nil {
			return err
		}
	}
	return nil
}

// termed is a running campaign by terms, with the periods of a school year that move
// with its calendar and those that have begun.
type termed struct {
	c          Campaign
	move, stay []period.Period
}

// byTerm are the running campaigns that ask for terms of a school year, reckoning by
// the new terms. A term that they ask for cannot be taken out of the calendar.
func (s *Service) byTerm(ctx context.Context, bureau string, year int, terms *period.Terms) ([]termed, error) {
	campaigns, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	var all []termed
	for _, c := range campaigns {
		if c.State != Running || c.Kind != period.Term {
			continue
		}
		t := termed{c: c}
		t.c.School = terms
		for _, p := range c.Periods {
			switch {
			case p.Year() != year:
			case terms.Count(year) < p.Number():
				return nil, fault.New(fault.Invalid, "calendar.terms", "n", 1).With("first."+strconv.Itoa(p.Number()), "collect.terms.asked", "title", c.Title, "period", p.Text())
			case s.today().Before(c.Opens(p)):
				t.move = append(t.move, p)
			default:
				t.stay = append(t.stay, p)
			}
		}
		if len(t.move)+len(t.stay) > 0 {
			all = append(all, t)
		}
	}
	return all, nil
}
