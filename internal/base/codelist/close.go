package codelist

import (
	"context"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Close withdraws a list: no further field takes it. Forms that use it keep it, with
// all its versions. Open again with Reopen.
func (s *Service) Close(ctx context.Context, by access.Actor, code string, base int, reason string) (List, error) {
	return s.turn(ctx, by, code, base, reason, "codelist.close", s.Now())
}

// Reopen lets fields take a list again that was closed.
func (s *Service) Reopen(ctx context.Context, by access.Actor, code string, base int, reason string) (List, error) {
	return s.turn(ctx, by, code, base, reason, "codelist.reopen", time.Time{})
}

func (s *Service) turn(ctx context.Context, by access.Actor, code string, base int, reason, verb string, closed time.Time) (List, error) {
	var out List
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		l, err := s.findSeen(ctx, by, code, base)
		if err != nil {
			return err
		}
		if l.Newest == 0 || l.Closed.IsZero() == closed.IsZero() {
			return fault.New(fault.Conflict, "codelist.stale")
		}
		if err := reasoned(reason); err != nil {
			return err
		}
		l.Closed = closed
		if out, err = s.keep(ctx, by, l); err != nil {
			return err
		}
		return s.log(ctx, by, verb, out, map[string]any{"reason": strings.TrimSpace(reason)})
	})
	return out, err
}
