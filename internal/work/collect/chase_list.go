package collect

import (
	"context"
	"errors"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// ChaseFilter narrows the chase list; empty members ask for all.
type ChaseFilter struct {
	Campaign string
	Zone     string
}

// ChaseList is everything that is overdue, by unit: across campaigns, also of
// those that have ended and of years that are over. Nothing leaves it but by being
// handed in or excused.
type ChaseList struct {
	Today     period.Date
	Units     []ChaseUnit // those that are no more first, then the unit with the most overdue returns
	Campaigns []ChaseCampaign
	Zones     []string
	Total     int  // overdue in the filter's campaign, or in all
	More      bool // there are more than are listed
}

// ChaseUnit is a unit with what it owes too late and who answers for it.
type ChaseUnit struct {
	Unit   org.Unit
	Clerks []Contact
	Heads  []Contact
	Rows   []ChaseRow // the oldest deadline first
	// Gone tells that the unit is no more, and Into which one carries it on, "" for none:
	// what it owes for the time before is excused by the section, passed on to another
	// unit, or handed in by those who still hold its posts.
	Gone bool
	Into string
}

// Contact is somebody to call.
type Contact struct{ Name, Phone string }

// ChaseRow is one overdue return.
type ChaseRow struct {
	Obligation
	Title string
	For   string // the unit that is no more and whose return it is; "" for the unit's own
	Owner string // the section's name
	Ended bool   // the campaign has ended
	// Decides tells that the actor may excuse from it or pass it on where its unit is no
	// more; to remind of it takes less.
	Decides bool
}

// ChaseCampaign is a campaign with how many returns of it are overdue.
type ChaseCampaign struct {
	ID, Title string
	Year      int
	Count     int
	Ended     bool
}

// chased bounds the list; what is longer is narrowed by campaign.
const chased = 2000

// Overdue is the chase list of whoever may remind: a section's own campaigns, for
// the office those of all sections.
func (s *Service) Overdue(ctx context.Context, by access.Actor, f ChaseFilter) (ChaseList, error) {
	scope := access.Scope(by, access.Remind, access.Campaign)
	if scope.Empty() {
		return ChaseList{}, fault.New(fault.NotFound, "notfound")
	}
	q := OverdueQuery{Bureau: by.Bureau, Day: s.today(), Campaign: f.Campaign, Limit: chased + 1}
	if !scope.All {
		q.Owner = scope.Concerned
	}
	rows, counts, err := s.Store.Overdue(ctx, q)
	if err != nil {
		return ChaseList{}, err
	}
	list := ChaseList{Today: s.today(), More: len(rows) > chased}
	rows = rows[:min(len(rows), chased)]
	campaigns, err := s.CampaignsOf(ctx, by.Bureau, 0)
	if err != nil {
		return list, err
	}
	list.count(campaigns, counts, f.Campaign)
	return list, s.byUnit(ctx, by, &list, rows, campaigns, f.Zone)
}

func (l *ChaseList) count(campaigns []Campaign, counts map[string]int, only string) {
	for _, c := range campaigns {
		n := counts[c.ID]
		if n == 0 {
			continue
		}
		l.Campaigns = append(l.Campaigns, ChaseCampaign{ID: c.ID, Title: c.Title, Year: c.Year, Count: n, Ended: c.State == Ended})
		if only == "" || only == c.ID {
			l.Total += n
		}
	}
}

// byUnit groups the rows and says whom to call.
func (s *Service) byUnit(ctx context.Context, by access.Actor, list *ChaseList, rows []Obligation, campaigns []Campaign, zone string) error {
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return err
	}
	holders, err := s.Units.HoldersOf(ctx, by.Bureau, s.today(), access.Clerk, access.Head)
	if err != nil {
		return err
	}
	known := make(map[string]Campaign, len(campaigns))
	for _, c := range campaigns {
		known[c.ID] = c
	}
	perUnit := map[string][]Obligation{}
	for _, o := range rows {
		perUnit[o.Answers()] = append(perUnit[o.Answers()], o)
	}
	clerks, heads := contacts(holders, access.Clerk), contacts(holders, access.Head)
	names, into := map[string]string{}, map[string]string{}
	for _, u := range units {
		names[u.ID], into[u.ID] = u.Label(), u.Into
	}
	for _, u := range units {
		owed := perUnit[u.ID]
		if len(owed) > 0 && u.Zone != "" && !slices.Contains(list.Zones, u.Zone) {
			list.Zones = append(list.Zones, u.Zone)
		}
		if len(owed) == 0 || zone != "" && u.Zone != zone {
			continue
		}
		one := ChaseUnit{Unit: u, Clerks: answering(clerks, into, u.ID), Heads: answering(heads, into, u.ID)}
		if !u.Until.IsZero() && u.Until.Before(list.Today) {
			one.Gone, one.Into = true, names[u.Into]
		}
		for _, o := range owed {
			c := known[o.Campaign]
			row := ChaseRow{Obligation: o, Title: c.Title, Owner: names[o.Owner], Ended: c.State == Ended}
			row.Decides = one.Gone && access.Can(by, access.Write, c.thing()) == access.Allowed
			if o.Heir != "" {
				row.For = names[o.Unit]
			}
			one.Rows = append(one.Rows, row)
		}
		list.Units = append(list.Units, one)
	}
	slices.Sort(list.Zones)
	slices.SortStableFunc(list.Units, func(a, b ChaseUnit) int {
		if a.Gone != b.Gone {
			return goneFirst(a) - goneFirst(b)
		}
		return len(b.Rows) - len(a.Rows)
	})
	return nil
}

// goneFirst puts units that are no more first: nobody is reminded of what they owe until
// somebody of the section decides on it.
func goneFirst(u ChaseUnit) int {
	if u.Gone {
		return 0
	}
	return 1
}

// answering are the contacts of a unit; where a merged one has none left, those of the
// unit that took it over, or of the one that took that over.
func answering(contacts map[string][]Contact, into map[string]string, unit string) []Contact {
	for range into {
		if unit == "" || len(contacts[unit]) > 0 {
			break
		}
		unit = into[unit]
	}
	return contacts[unit]
}

// contacts are those who hold a role, by unit.
func contacts(holders []org.Holder, role access.Role) map[string][]Contact {
	all := map[string][]Contact{}
	for _, h := range holders {
		if h.Post.Role == role {
			all[h.Post.Unit] = append(all[h.Post.Unit], Contact{h.Person.Name, h.Person.Phone})
		}
	}
	return all
}

// RemindAll reminds of returns of any campaigns, and tells of each what came of
// it. Campaigns that the actor may not remind of are refused row by row.
func (s *Service) RemindAll(ctx context.Context, by access.Actor, ids []string) ([]Result, error) {
	return s.eachCampaign(ctx, by, ids, func(campaign string, ids []string) ([]Result, error) { return s.Remind(ctx, by, campaign, ids) })
}

// ExemptAll excuses units from returns of any campaigns, with one reason, and tells of
// each what came of it; campaigns that are not the actor's are refused row by row.
//
// Faults: collect.exempt without a reason; collect.none.
func (s *Service) ExemptAll(ctx context.Context, by access.Actor, ids []string, reason string) ([]Result, error) {
	bad := fault.New(fault.Invalid, "collect.exempt")
	NeedText(bad, "reason", reason, "collect.need.reason")
	if err := orNil(bad); err != nil {
		return nil, err
	}
	return s.eachCampaign(ctx, by, ids, func(campaign string, ids []string) ([]Result, error) {
		return s.Exempt(ctx, by, campaign, ids, reason)
	})
}

// eachCampaign does something to returns, campaign by campaign.
func (s *Service) eachCampaign(ctx context.Context, by access.Actor, ids []string, act func(campaign string, ids []string) ([]Result, error)) ([]Result, error) {
	all, err := s.Store.Obligations(ctx, by.Bureau, ids)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Invalid, "collect.none")
	}
	var order []string
	byCampaign := map[string][]string{}
	for _, o := range all {
		if byCampaign[o.Campaign] == nil {
			order = append(order, o.Campaign)
		}
		byCampaign[o.Campaign] = append(byCampaign[o.Campaign], o.ID)
	}
	var results []Result
	for _, campaign := range order {
		some, err := act(campaign, byCampaign[campaign])
		var refused *fault.Error
		if err != nil && !errors.As(err, &refused) {
			return results, err
		}
		if err != nil {
			some = nil
			for _, id := range byCampaign[campaign] {
				some = append(some, Result{id, err})
			}
		}
		results = append(results, some...)
	}
	return results, nil
}

// RemindOverdue reminds of every overdue return of one campaign.
func (s *Service) RemindOverdue(ctx context.Context, by access.Actor, campaign string) ([]Result, error) {
	if _, err := s.findCampaign(ctx, by, campaign, access.Remind); err != nil {
		return nil, err
	}
	late, _, err := s.Store.Overdue(ctx, OverdueQuery{Bureau: by.Bureau, Day: s.today(), Campaign: campaign, Limit: everyone})
	if err != nil {
		return nil, err
	}
	if len(late) == 0 {
		return nil, fault.New(fault.Invalid, "collect.none")
	}
	return s.Remind(ctx, by, campaign, idsOf(late))
}

// everyone bounds what one act may remind of: more than a campaign can hold.
const everyone = 100_000
