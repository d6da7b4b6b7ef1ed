package hook

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
)

// Service is a bureau's hooks. Client sends; make it with NewClient.
type Service struct {
	Tx     txn.Runner
	Store  Store
	Audit  Audit
	Client *http.Client
	Now    func() time.Time
	Rules  Rules
	// Public is the address under which people and programs reach the
	// installation, without a slash at the end; "" leaves links relative.
	Public string
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// maxName and maxHooks bound what a bureau keeps.
const (
	maxName  = 80
	maxHooks = 50
)

// Add sets a hook up and returns it with its secret, which is shown this once.
//
// Faults: hook.wrong with the fields; hook.many; denied.
func (s *Service) Add(ctx context.Context, by access.Actor, name, address string, events []Event) (Hook, error) {
	if err := check(by, access.Write); err != nil {
		return Hook{}, err
	}
	name, address = strings.TrimSpace(name), strings.TrimSpace(address)
	if err := s.wrong(name, address, events); err != nil {
		return Hook{}, err
	}
	there, err := s.Store.Hooks(ctx, by.Bureau)
	if err != nil {
		return Hook{}, err
	}
	if len(there) >= maxHooks {
		return Hook{}, fault.New(fault.Conflict, "hook.many", "n", maxHooks)
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return Hook{}, fmt.Errorf("secret: %w", err)
	}
	slices.Sort(events)
	h := Hook{ID: id.New(), Bureau: by.Bureau, Name: name, Address: address, Secret: base64.RawURLEncoding.EncodeToString(secret),
		Events: slices.Compact(events), Person: by.Person, Made: s.Now()}
	return h, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.AddHook(ctx, h); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.add", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit,
			Data: map[string]any{"name": h.Name, "address": h.Address, "events": h.Events}})
	})
}

func (s *Service) wrong(name, address string, events []Event) error {
	bad := fault.New(fault.Invalid, "hook.wrong")
	if name == "" || utf8.RuneCountInString(name) > maxName {
		_ = bad.With("name", "hook.need.name", "n", maxName)
	}
	if code := s.Rules.refuses(address); code != "" {
		_ = bad.With("address", "hook.need."+code)
	}
	if len(events) == 0 || slices.ContainsFunc(events, func(e Event) bool { return !slices.Contains(Events(), e) }) {
		_ = bad.With("events", "hook.need.events")
	}
	if len(bad.Fields) == 0 {
		return nil
	}
	return bad
}

// Hooks are the bureau's, without their secrets.
func (s *Service) Hooks(ctx context.Context, by access.Actor) ([]Hook, error) {
	if err := check(by, access.Read); err != nil {
		return nil, err
	}
	all, err := s.Store.Hooks(ctx, by.Bureau)
	for i := range all {
		all[i].Secret = ""
	}
	return all, err
}

// Remove takes a hook away; what still waits for it is not sent.
func (s *Service) Remove(ctx context.Context, by access.Actor, hook string) error {
	if err := check(by, access.Write); err != nil {
		return err
	}
	h, err := s.find(ctx, by, hook)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.TurnOff(ctx, by.Bureau, h.ID, s.Now()); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.remove", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit,
			Data: map[string]any{"name": h.Name, "address": h.Address}})
	})
}

// listed bounds a list of deliveries.
const listed = 200

// Deliveries are what a hook was told or is to be told, the newest first.
func (s *Service) Deliveries(ctx context.Context, by access.Actor, hook string, state State) ([]Delivery, error) {
	if err := check(by, access.Read); err != nil {
		return nil, err
	}
	h, err := s.find(ctx, by, hook)
	if err != nil {
		return nil, err
	}
	return s.Store.Deliveries(ctx, by.Bureau, h.ID, state, listed)
}

// Again lets a delivery be sent again at once, under the same ID.
//
// Faults: hook.off when the hook was taken away.
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

func (s *Service) find(ctx context.Context, by access.Actor, hook string) (Hook, error) {
	if !id.Valid(hook) {
		return Hook{}, fault.New(fault.NotFound, "notfound")
	}
	return s.Store.Hook(ctx, by.Bureau, hook)
}

func check(by access.Actor, verb access.Verb) error {
	return access.Check(by, verb, access.Thing{Bureau: by.Bureau, Kind: access.Hook, Unit: by.Post.Unit})
}
