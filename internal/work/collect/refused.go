package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// RefusedReturn is a return on which an act was not done, with why.
type RefusedReturn struct {
	Obligation
	Title    string // of its campaign
	UnitName string
	Err      error
}

// Refused are the returns of some results on which the act was not done, by unit and
// period. What only the section that asks may do is refused in its name. Returns of
// campaigns that the actor cannot see stay without a name: only Err is set.
func (s *Service) Refused(ctx context.Context, by access.Actor, results []Result) ([]RefusedReturn, error) {
	why := map[string]error{}
	var ids []string
	for _, r := range results {
		if r.Err != nil {
			why[r.Return], ids = r.Err, append(ids, r.Return)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	all, err := s.Store.Obligations(ctx, by.Bureau, ids)
	if err != nil {
		return nil, err
	}
	campaigns, err := s.CampaignsOf(ctx, by.Bureau, 0)
	if err != nil {
		return nil, err
	}
	names, err := s.unitNames(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var refused []RefusedReturn
	for _, o := range all {
		at := slices.IndexFunc(campaigns, func(c Campaign) bool { return c.ID == o.Campaign })
		if at < 0 || access.Can(by, access.Read, campaigns[at].thing()) != access.Allowed {
			continue
		}
		one := RefusedReturn{Obligation: o, Title: campaigns[at].Title, UnitName: names[o.Unit], Err: why[o.ID]}
		if fault.KindOf(one.Err) == fault.Denied {
			one.Err = fault.New(fault.Denied, "collect.owner", "section", names[o.Owner])
		}
		refused = append(refused, one)
		delete(why, o.ID)
	}
	slices.SortStableFunc(refused, func(a, b RefusedReturn) int {
		return compareText(a.UnitName+a.Title+a.Period.String(), b.UnitName+b.Title+b.Period.String())
	})
	for _, id := range ids {
		if err, nameless := why[id]; nameless {
			refused = append(refused, RefusedReturn{Err: err})
		}
	}
	return refused, nil
}
