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
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
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
	Inbox  Inbox
	People People
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

// Inbox calls the people who administer hooks; base/notify fulfils it.
type Inbox interface {
	Send(ctx context.Context, notice notify.Notice) error
	Withdraw(ctx context.Context, bureau string, kind access.Kind, thing string) error
}

// People knows who holds which role; base/org fulfils it.
type People interface {
	HoldersOf(ctx context.Context, bureau string, day period.Date, roles ...access.Role) ([]org.Holder, error)
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
	if slices.ContainsFunc(there, func(h Hook) bool { return h.Address == address }) { // a form sent twice, too
		return Hook{}, fault.New(fault.Invalid, "hook.wrong").With("address", "hook.need.other")
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
			Data: map[string]any{"name": h.Name, "address": h.Shown(), "events": h.Events}})
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

// Hooks are the bureau's that are on, without secrets: the own one, and those
// that an address may hold.
func (s *Service) Hooks(ctx context.Context, by access.Actor) ([]Hook, error) {
	if err := check(by, access.Read); err != nil {
		return nil, err
	}
	all, err := s.Store.Hooks(ctx, by.Bureau)
	for i := range all {
		all[i] = all[i].open()
	}
	return all, err
}

// Hook is one hook, also one that was taken away, without secrets as in Hooks.
func (s *Service) Hook(ctx context.Context, by access.Actor, hook string) (Hook, error) {
	if err := check(by, access.Read); err != nil {
		return Hook{}, err
	}
	h, err := s.find(ctx, by, hook)
	return h.open(), err
}

// open is the hook without secrets.
func (h Hook) open() Hook {
	h.Address, h.Secret = h.Shown(), ""
	return h
}

// Standings count what has not arrived, by hook.
func (s *Service) Standings(ctx context.Context, by access.Actor) (map[string]Standing, error) {
	if err := check(by, access.Read); err != nil {
		return nil, err
	}
	return s.Store.Standings(ctx, by.Bureau)
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
		if err := s.Inbox.Withdraw(ctx, by.Bureau, access.Hook, h.ID); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "hook.remove", Kind: access.Hook, Thing: h.ID, Unit: by.Post.Unit,
			Data: map[string]any{"name": h.Name, "address": h.Shown()}})
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
