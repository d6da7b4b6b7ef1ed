package api

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
)

// Hooks are the programs that are told what happens; base/hook fulfils it.
type Hooks interface {
	Hooks(ctx context.Context, by access.Actor) ([]hook.Hook, error)
	Add(ctx context.Context, by access.Actor, name, address string, events []hook.Event) (hook.Hook, error)
	Remove(ctx context.Context, by access.Actor, id string) error
	Pause(ctx context.Context, by access.Actor, id string) error
	Resume(ctx context.Context, by access.Actor, id string) error
	Ping(ctx context.Context, by access.Actor, id string) (hook.Delivery, error)
	Deliveries(ctx context.Context, by access.Actor, q hook.Query) (page []hook.Delivery, next string, err error)
	Again(ctx context.Context, by access.Actor, delivery string) (hook.Delivery, error)
	AgainAll(ctx context.Context, by access.Actor, id string) (int, error)
}

// Hook is a program that is told what happens.
type Hook struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Address string     `json:"address" doc:"Its query, which may be a secret, is shown when the hook is made and never again"`
	Events  []string   `json:"events"`
	Made    time.Time  `json:"made"`
	Paused  *time.Time `json:"paused,omitempty" doc:"Since when it rests; what happens meanwhile waits"`
	Secret  string     `json:"secret,omitempty" doc:"Signs what is told; shown when the hook is made and never again"`
}

// Delivery is one thing that a program is told.
type Delivery struct {
	ID       string     `json:"id" doc:"The same however often it is sent"`
	Event    string     `json:"event"`
	State    string     `json:"state" enum:"waiting,done,failed"`
	Attempts int        `json:"attempts"`
	Next     *time.Time `json:"next,omitempty" doc:"When it is tried again"`
	Status   int        `json:"status,omitempty" doc:"Of the last answer"`
	Error    string     `json:"error,omitempty" doc:"inside, time, reach, status or address: what went wrong the last time"`
	Made     time.Time  `json:"made"`
	Sent     *time.Time `json:"sent,omitempty"`
}

func hookOf(h hook.Hook) Hook {
	out := Hook{ID: h.ID, Name: h.Name, Address: h.Address, Events: []string{}, Made: h.Made, Secret: h.Secret}
	if !h.Paused.IsZero() {
		out.Paused = &h.Paused
	}
	for _, e := range h.Events {
		out.Events = append(out.Events, string(e))
	}
	return out
}

func deliveryOf(d hook.Delivery) Delivery {
	out := Delivery{ID: d.ID, Event: string(d.Event), State: string(d.State), Attempts: d.Attempts, Status: d.Status, Error: d.Error, Made: d.Made}
	if d.State == hook.Waiting {
		out.Next = &d.Next
	}
	if !d.Sent.IsZero() {
		out.Sent = &d.Sent
	}
	return out
}
