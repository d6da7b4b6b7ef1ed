package collect

import (
	"context"

	"nianlun/internal/base/access"
)

// nextAmong bounds the search for the next return of the same campaign.
const nextAmong = 40

// NextWaiting is the id of the return that waits for the actor's review besides
// one that is on the screen: of the same campaign if there is one, the longest
// waiting first; "" when none waits. Who reviews goes from one to the next
// without the list between.
func (s *Service) NextWaiting(ctx context.Context, by access.Actor, seen Obligation) (string, error) {
	own := access.Scope(by, access.Review, access.Return).Concerned
	if own == "" {
		return "", nil
	}
	all, err := s.Store.WaitingFor(ctx, by.Bureau, []Awaits{AwaitsSection}, "", own, nextAmong)
	if err != nil {
		return "", err
	}
	next := ""
	for _, o := range all {
		if o.ID == seen.ID {
			continue
		}
		if o.Campaign == seen.Campaign {
			return o.ID, nil
		}
		if next == "" {
			next = o.ID
		}
	}
	return next, nil
}
