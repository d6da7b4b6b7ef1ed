package cli

import (
	"context"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
)

type hookListCommand struct{ hooking }

// Run prints a line a hook.
func (c hookListCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		all, err := hooks.Hooks(ctx, by)
		if err != nil {
			return err
		}
		standings, err := hooks.Standings(ctx, by)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			s.say("cli.hook.none")
		}
		for _, h := range all {
			key := "cli.hook.on"
			if !h.Paused.IsZero() {
				key = "cli.hook.paused"
			}
			s.say("cli.hook.row", "id", h.ID, "name", h.Name, "address", h.Address, "events", eventNames(h.Events), "state", s.lang.T(key),
				"waiting", standings[h.ID].Waiting, "failed", standings[h.ID].Failed)
		}
		return nil
	})
}

func eventNames(events []hook.Event) string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = string(e)
	}
	return strings.Join(names, ",")
}

type hookAddCommand struct {
	hooking
	Name    string   `arg:"" help:"${hookname}"`
	Address string   `arg:"" help:"${hookaddress}"`
	Events  []string `help:"${hookevents}" default:"return.locked,return.corrected"`
}

// Run prints the secret, which is shown this once.
func (c hookAddCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		events := make([]hook.Event, len(c.Events))
		for i, e := range c.Events {
			events[i] = hook.Event(e)
		}
		h, err := hooks.Add(ctx, by, c.Name, c.Address, events)
		if err != nil {
			return err
		}
		s.say("cli.hook.added", "id", h.ID, "secret", h.Secret)
		return nil
	})
}

// oneHook is a command about one hook.
type oneHook struct {
	hooking
	ID string `arg:"" help:"${hookid}"`
}

// act does one thing with the hook and says so.
func (c oneHook) act(s streams, do func(hooks *hook.Service) func(context.Context, access.Actor, string) error, said string) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		if err := do(hooks)(ctx, by, c.ID); err != nil {
			return err
		}
		s.say(said)
		return nil
	})
}

type hookPauseCommand struct{ oneHook }

// Run lets a hook rest.
func (c hookPauseCommand) Run(s streams) error {
	return c.act(s, func(h *hook.Service) func(context.Context, access.Actor, string) error { return h.Pause }, "hook.paused.now")
}

type hookResumeCommand struct{ oneHook }

// Run lets a hook go on.
func (c hookResumeCommand) Run(s streams) error {
	return c.act(s, func(h *hook.Service) func(context.Context, access.Actor, string) error { return h.Resume }, "hook.resumed")
}

type hookRemoveCommand struct{ oneHook }

// Run takes a hook away.
func (c hookRemoveCommand) Run(s streams) error {
	return c.act(s, func(h *hook.Service) func(context.Context, access.Actor, string) error { return h.Remove }, "hook.removed")
}

type hookPingCommand struct{ oneHook }

// Run tries a hook; it exits with 1 when nothing arrived.
func (c hookPingCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		d, err := hooks.Ping(ctx, by, c.ID)
		if err != nil {
			return err
		}
		s.say("cli.hook.delivery", deliveryArgs(d)...)
		if d.State != hook.Done {
			return errFound
		}
		return nil
	})
}

type hookDeliveriesCommand struct {
	oneHook
	State string `help:"${hookstate}" enum:"waiting,done,failed," default:""`
	Limit int    `help:"${hooklimit}" default:"50"`
}

// Run prints a line a delivery, the newest first.
func (c hookDeliveriesCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		page, next, err := hooks.Deliveries(ctx, by, hook.Query{Hook: c.ID, State: hook.State(c.State), Limit: c.Limit})
		if err != nil {
			return err
		}
		for _, d := range page {
			s.say("cli.hook.delivery", deliveryArgs(d)...)
		}
		if next != "" {
			s.say("cli.hook.more")
		}
		return nil
	})
}

func deliveryArgs(d hook.Delivery) []any {
	next := ""
	if d.State == hook.Waiting {
		next = d.Next.Format(time.RFC3339)
	}
	return []any{"id", d.ID, "event", string(d.Event), "about", d.Return(), "state", string(d.State), "attempts", d.Attempts, "status", d.Status, "error", d.Error,
		"made", d.Made.Format(time.RFC3339), "next", next}
}

type hookAgainCommand struct {
	oneHook
	Delivery string `help:"${hookdelivery}"`
}

// Run lets what was given up be sent again; the server sends it.
func (c hookAgainCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, hooks *hook.Service, by access.Actor) error {
		if c.Delivery == "" {
			n, err := hooks.AgainAll(ctx, by, c.ID)
			if err != nil {
				return err
			}
			s.say("hook.again.done", "n", n)
			return nil
		}
		if _, err := hooks.Again(ctx, by, c.Delivery); err != nil {
			return err
		}
		s.say("hook.again.done", "n", 1)
		return nil
	})
}
