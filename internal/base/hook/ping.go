package hook

import (
	"context"
	"encoding/json"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Ping sends a hook a word at once and waits for what becomes of it, at most ten
// seconds: so somebody who has just set a hook up sees whether it arrives. It is
// sent also to a hook that rests, and is not tried again by itself.
//
// Faults: hook.off when the hook was taken away.
func (s *Service) Ping(ctx context.Context, by access.Actor, hook string) (Delivery, error) {
	if err := check(by, access.Write); err != nil {
		return Delivery{}, err
	}
	h, err := s.find(ctx, by, hook)
	if err != nil {
		return Delivery{}, err
	}
	if !h.Off.IsZero() {
		return Delivery{}, fault.New(fault.Conflict, "hook.off")
	}
	now := s.Now()
	d := Delivery{ID: id.New(), Bureau: h.Bureau, Hook: h.ID, Event: Ping, State: Failed, Attempts: 1, Next: now, Made: now}
	if d.Body, err = json.Marshal(message{ID: d.ID, Event: Ping, At: now.UTC(), Bureau: h.Bureau}); err != nil {
		return Delivery{}, err
	}
	if d.Status, d.Error = s.send(ctx, h, d); d.Error == "" {
		d.State = Done
	}
	d.Sent = s.Now()
	return d, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddDelivery(ctx, d); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.ping", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit,
			Data: map[string]any{"delivery": d.ID, "status": d.Status, "error": d.Error}})
	})
}
