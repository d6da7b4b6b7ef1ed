package collect

import (
	"context"

	"nianlun/internal/base/org"
)

// Nothing is a return that states that there is nothing to report (空数据说明),
// with the reason that the unit gave.
type Nothing struct {
	Return string // id
	Unit   string // its name
	Period string // its id
	State  State
	Reason string
}

// nothingShown bounds the list; the newest come first.
const nothingShown = 200

// nothings are the returns of a campaign that were handed in with nothing to
// report. Cells know which they are; only the paper knows the reasons.
func (s *Service) nothings(ctx context.Context, c Campaign, cells []Cell, units []org.Unit) ([]Nothing, error) {
	some := false
	for _, cell := range cells {
		some = some || cell.Nothing && cell.State.HandedIn()
	}
	if !some {
		return nil, nil
	}
	found, err := s.Store.Find(ctx, Query{Bureau: c.Bureau, Campaign: c.ID, Nothing: true, Begun: s.today(), Limit: nothingShown})
	if err != nil {
		return nil, err
	}
	names := make(map[string]string, len(units))
	for _, u := range units {
		names[u.ID] = u.Label()
	}
	var all []Nothing
	for _, o := range found {
		if o.State.HandedIn() {
			all = append(all, Nothing{Return: o.ID, Unit: names[o.Unit], Period: o.Period.String(), State: o.State, Reason: o.Paper.Nothing})
		}
	}
	return all, nil
}
