// Package hook owns the pages on which the office lets other programs be told what
// happens: the hooks, one hook with what it was told, and trying one.
//
// It never decides anything: every act ends in one method of base/hook.
package hook

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
	"nianlun/internal/web/door"
)

// Hooks are the programs that are told what happens; base/hook fulfils it. Every
// method checks the actor's rights.
type Hooks interface {
	Hooks(ctx context.Context, by access.Actor) ([]hook.Hook, error)
	Hook(ctx context.Context, by access.Actor, id string) (hook.Hook, error)
	Standings(ctx context.Context, by access.Actor) (map[string]hook.Standing, error)
	Add(ctx context.Context, by access.Actor, name, address string, events []hook.Event) (hook.Hook, error)
	Pause(ctx context.Context, by access.Actor, id string) error
	Resume(ctx context.Context, by access.Actor, id string) error
	Ping(ctx context.Context, by access.Actor, id string) (hook.Delivery, error)
	Remove(ctx context.Context, by access.Actor, id string) error
	Deliveries(ctx context.Context, by access.Actor, q hook.Query) (page []hook.Delivery, next string, err error)
	Again(ctx context.Context, by access.Actor, delivery string) (hook.Delivery, error)
	AgainAll(ctx context.Context, by access.Actor, id string) (int, error)
}

type pages struct{ hooks Hooks }

// Routes are the pages of hooks.
func Routes(hooks Hooks) []door.Route {
	p := pages{hooks}
	return []door.Route{
		{Method: "GET", Path: "/hooks", Handle: p.hookList},
		{Method: "POST", Path: "/hooks", Handle: p.hookAdd},
		{Method: "GET", Path: "/hooks/{hook}", Handle: p.hookShow},
		{Method: "POST", Path: "/hooks/{hook}/ping", Handle: p.hookPing},
		{Method: "POST", Path: "/hooks/{hook}/pause", Handle: p.hookPause},
		{Method: "POST", Path: "/hooks/{hook}/resume", Handle: p.hookResume},
		{Method: "POST", Path: "/hooks/{hook}/remove", Handle: p.hookRemove},
		{Method: "POST", Path: "/hooks/{hook}/again", Handle: p.hookAgain},
		{Method: "POST", Path: "/hooks/{hook}/deliveries/{delivery}/again", Handle: p.deliveryAgain},
	}
}

const listPath = "/hooks"

func hookPath(id string) string { return listPath + "/" + id }
