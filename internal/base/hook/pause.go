package hook

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
)

// Pause lets a hook rest: what happens meanwhile is kept and waits. A hook that
// rests stays as it is.
//
// Faults: hook.off when the hook was taken away.
func (s *Service) Pause(ctx context.Context, by access.Actor, hook string) error {
	return s.rest(ctx, by, hook, "hook.pause", s.Now())
}

// Resume lets a hook that rests go on with what waits. Faults as Pause.
func (s *Service) Resume(ctx context.Context, by access.Actor, hook string) error {
	return s.rest(ctx, by, hook, "hook.resume", time.Time{})
}

func (s *Service) rest(ctx context.Context, by access.Actor, hook, verb string, since time.Time) error {
	if err := check(by, access.Write); err != nil {
		return err
	}
	h, err := s.find(ctx, by, hook)
	if err != nil || h.Off.IsZero() && h.Paused.IsZero() == since.IsZero() {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Pause(ctx, by.Bureau, h.ID, since); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit, Data: map[string]any{"name": h.Name}})
	})
}
