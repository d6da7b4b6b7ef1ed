package levels

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/work/collect"
)

// Turns are the lines of what the bureau above asks in which it is the post's own
// turn: to issue a mandate (the office, as it is told), to collect and hand up (who
// steers the own campaign), or to sign what was handed up.
func (l *Service) Turns(ctx context.Context, by access.Actor) ([]AskedAbove, error) {
	lines, err := l.AskedAboves(ctx, by, false)
	if err != nil {
		return nil, err
	}
	own := map[string]collect.Campaign{}
	var mine []AskedAbove
	for _, a := range lines {
		id := a.Mandate.Campaign
		if _, known := own[id]; id != "" && !known {
			if own[id], err = l.Collect.CampaignOf(ctx, a.Mandate.Bureau, id); err != nil {
				return nil, err
			}
		}
		if a.turnOf(by, own[id]) {
			mine = append(mine, a)
		}
	}
	return mine, nil
}

// turnOf reports whether it is the post's turn; c is the own campaign, empty before
// there is one.
func (a AskedAbove) turnOf(by access.Actor, c collect.Campaign) bool {
	switch {
	case a.ToSign():
		return access.Can(by, access.Sign, access.Thing{Bureau: by.Bureau, Kind: access.Campaign}) == access.Allowed && !a.Period.Above.OwnWork(by.Person)
	case !a.Period.Standing.Acts():
		return false
	case c.ID == "":
		return by.Post.Role == access.Office
	}
	return collect.Steers(by, c)
}

// ToSign reports whether the return above waits for a signature of the own bureau.
func (a AskedAbove) ToSign() bool {
	o := a.Period.Above
	return o.State == collect.Submitted && (o.Awaits == collect.AwaitsChecker || o.Awaits == collect.AwaitsChief)
}
