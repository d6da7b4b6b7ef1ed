package design

import (
	"context"
	"errors"
	"time"

	"nianlun/internal/kit/fault"
)

// Stale is the cause of the fault design.stale: who changed the draft in the
// meantime, and when.
type Stale struct {
	By string // name
	At time.Time
}

func (s *Stale) Error() string { return "changed by somebody else in the meantime" }

func (s *Service) stale(ctx context.Context, d Draft, head Revision) error {
	names, err := s.Units.PeopleNames(ctx, d.Bureau, []string{head.By})
	if err != nil {
		return err
	}
	stale := &Stale{By: names[head.By], At: head.At}
	return fault.Wrap(stale, fault.Conflict, "design.stale", "who", stale.By)
}

// StaleOf finds who else changed the draft in an error of changing it.
func StaleOf(err error) (*Stale, bool) {
	var stale *Stale
	ok := errors.As(err, &stale)
	return stale, ok
}
