package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// Item is a return in somebody's list.
type Item struct {
	Obligation
	Title    string // of the campaign
	UnitName string // whose figures they are
	HeirName string // of the unit that hands it in in its place; "" for none
	Today    period.Date
	Near     bool // the deadline is near
}

// listed bounds the lists of the desk.
const listed = 200

// Owed are the returns that the actor's unit has to hand in, by deadline: what
// the desk of a school shows.
func (s *Service) Owed(ctx context.Context, by access.Actor) ([]Item, error) {
	if own := access.Scope(by, access.Fill, access.Return).Unit; own != "" {
		all, err := s.Store.OwedBy(ctx, by.Bureau, own, s.today())
		return s.items(ctx, by.Bureau, all, err)
	}
	return nil, nil
}

// Mine are the latest returns of the actor's own unit, in any state; none for a
// post that belongs to the bureau.
func (s *Service) Mine(ctx context.Context, by access.Actor) ([]Item, error) {
	if access.Scope(by, access.Read, access.Return).Unit == "" {
		return nil, nil
	}
	return s.List(ctx, by, Filter{})
}

// Filter says which returns to list; empty members ask for all.
type Filter struct {
	State    State
	Period   string
	Limit    int // at most 500; 0 is 200
	Unit     string
	Campaign string
	DueBy    period.Date // zero is any
	After    Cursor
}

// most bounds one list, whatever is asked for.
const most = 500

// List are the returns that have begun and that the actor may see, the newest
// due day first: a school's own, for the bureau those of every unit.
func (s *Service) List(ctx context.Context, by access.Actor, f Filter) ([]Item, error) {
	scope := access.Scope(by, access.Read, access.Return)
	if scope.Empty() {
		return nil, nil
	}
	if f.Limit == 0 {
		f.Limit = listed
	}
	q := Query{Bureau: by.Bureau, State: f.State, Period: f.Period, Begun: s.today(), Limit: min(f.Limit, most),
		Unit: f.Unit, Campaign: f.Campaign, DueBy: f.DueBy, After: f.After}
	if !scope.All {
		q.Answers = scope.Unit
	}
	all, err := s.Store.Find(ctx, q)
	return s.items(ctx, by.Bureau, all, err)
}

// Waiting are the returns that wait for the actor: for a head the own school's
// that he has still to sign, for a section those that it asked for, signed in
// full. The longest waiting come first.
func (s *Service) Waiting(ctx context.Context, by access.Actor) ([]Item, error) {
	if own := access.Scope(by, access.Sign, access.Return).Unit; own != "" {
		all, err := s.Store.WaitingFor(ctx, by.Bureau, []Awaits{AwaitsChecker, AwaitsChief}, own, "", listed)
		return s.items(ctx, by.Bureau, unsignedBy(all, by.Person), err)
	}
	if own := access.Scope(by, access.Review, access.Return).Concerned; own != "" {
		all, err := s.Store.WaitingFor(ctx, by.Bureau, []Awaits{AwaitsSection}, "", own, listed)
		return s.items(ctx, by.Bureau, all, err)
	}
	return nil, nil
}

func unsignedBy(all []Obligation, person string) []Obligation {
	var left []Obligation
	for _, o := range all {
		if !signedBy(o.Paper.Signatures, person) {
			left = append(left, o)
		}
	}
	return left
}

// items names the returns of a list.
func (s *Service) items(ctx context.Context, bureau string, all []Obligation, err error) ([]Item, error) {
	if err != nil || len(all) == 0 {
		return nil, err
	}
	campaigns, err := s.CampaignsOf(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	of := make(map[string]Campaign, len(campaigns))
	for _, c := range campaigns {
		of[c.ID] = c
	}
	units, err := s.unitsOf(ctx, bureau, all)
	if err != nil {
		return nil, err
	}
	known := make(map[string]org.Unit, len(units))
	for _, u := range units {
		known[u.ID] = u
	}
	near, err := s.Nearness(ctx, bureau)
	if err != nil {
		return nil, err
	}
	items := make([]Item, len(all))
	for i, o := range all {
		c := of[o.Campaign]
		items[i] = Item{
			Obligation: o, Title: c.Title, UnitName: c.NameOn(known[o.Unit], o.Period, s.today()).Label(), HeirName: known[o.Heir].Label(),
			Today: s.today(), Near: near(o.Deadline()),
		}
	}
	return items, nil
}

// few is up to how many units are read by their ids instead of with all others.
const few = 50

// unitsOf are the units of a list's returns; a school's own list has one of hundreds.
func (s *Service) unitsOf(ctx context.Context, bureau string, all []Obligation) ([]org.Unit, error) {
	var ids []string
	for _, o := range all {
		for _, unit := range []string{o.Unit, o.Heir} {
			if unit != "" && !slices.Contains(ids, unit) {
				ids = append(ids, unit)
			}
		}
		if len(ids) > few {
			return s.Units.AllUnits(ctx, bureau)
		}
	}
	return s.Units.UnitsByID(ctx, bureau, ids)
}

// Summary is a campaign in a list, with the state of its current period.
type Summary struct {
	Campaign Campaign
	Owner    string // name
	Current  period.Period
	Due      period.Date
	Count    Count
	Today    period.Date
	Near     bool // the current period is due soon
}

// Campaigns are the campaigns of a year that the actor may see, newest first.
func (s *Service) Campaigns(ctx context.Context, by access.Actor, year int) ([]Summary, error) {
	scope := access.Scope(by, access.Read, access.Campaign)
	if !scope.All {
		return nil, nil
	}
	all, err := s.CampaignsOf(ctx, by.Bureau, year)
	if err != nil {
		return nil, err
	}
	tallies, err := s.Store.Tallies(ctx, by.Bureau, year, s.today())
	if err != nil {
		return nil, err
	}
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Label()
	}
	near, err := s.Nearness(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	summaries := make([]Summary, len(all))
	for i, c := range all {
		summaries[i] = summary(c, names[c.Owner], tallies, s.today())
		summaries[i].Near = near(summaries[i].Due)
	}
	return summaries, nil
}

func summary(c Campaign, owner string, tallies []Tally, day period.Date) Summary {
	sum := Summary{Campaign: c, Owner: owner, Current: c.current(day), Today: day}
	current := sum.Current.String()
	for _, t := range tallies {
		if t.Campaign != c.ID || t.Period != current {
			continue
		}
		sum.Count.Add(t.State, true, t.Late)
		sum.Count.Add(t.State, false, t.Count-t.Late)
		if t.Due.After(sum.Due) {
			sum.Due = t.Due
		}
	}
	return sum
}
