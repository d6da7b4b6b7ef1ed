package hook

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// Again lets a delivery be sent again at once, under the same ID.
//
// Faults: hook.off when the hook was taken away; hook.ping for what only tried it;
// hook.moved when it is being sent.
func (s *Service) Again(ctx context.Context, by access.Actor, delivery string) (Delivery, error) {
	if err := check(by, access.Write); err != nil {
		return Delivery{}, err
	}
	if !id.Valid(delivery) {
		return Delivery{}, fault.New(fault.NotFound, "notfound")
	}
	d, err := s.Store.Delivery(ctx, by.Bureau, delivery)
	if err != nil {
		return Delivery{}, err
	}
	if d.Event == Ping {
		return Delivery{}, fault.New(fault.Conflict, "hook.ping")
	}
	h, err := s.find(ctx, by, d.Hook)
	if err != nil {
		return Delivery{}, err
	}
	if !h.Off.IsZero() {
		return Delivery{}, fault.New(fault.Conflict, "hook.off")
	}
	was := d.Attempts
	d.State, d.Attempts, d.Next = Waiting, 0, s.Now()
	return d, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.UpdateDelivery(ctx, d, was); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.again", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit, Data: map[string]any{"delivery": d.ID}})
	})
}

// AgainAll lets everything that was given up for a hook be sent again, as after
// days on which the receiver was down, and counts it.
//
// Faults: hook.off when the hook was taken away.
func (s *Service) AgainAll(ctx context.Context, by access.Actor, hook string) (n int, err error) {
	if err := check(by, access.Write); err != nil {
		return 0, err
	}
	h, err := s.find(ctx, by, hook)
	if err != nil {
		return 0, err
	}
	if !h.Off.IsZero() {
		return 0, fault.New(fault.Conflict, "hook.off")
	}
	return n, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if n, err = s.Store.AgainAll(ctx, by.Bureau, h.ID, s.Now()); err != nil || n == 0 {
			return err
		}
		if err := s.Inbox.Withdraw(ctx, by.Bureau, access.Hook, h.ID); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.again.all", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit, Data: map[string]any{"deliveries": n}})
	})
}
