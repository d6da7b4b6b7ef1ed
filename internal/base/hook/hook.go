package hook

import (
	"context"
	"encoding/json"
	"net/url"
	"time"
)

// Event is what a hook can be told of.
type Event string

// The events, and the verbs of the log that are behind them.
const (
	ReturnLocked    Event = "return.locked"    // return.lock
	ReturnCorrected Event = "return.corrected" // return.correct.approve
)

// Ping is what a hook is told when a person tries it; no hook can choose it.
const Ping Event = "ping"

// Events are all events that a hook can choose.
func Events() []Event { return []Event{ReturnLocked, ReturnCorrected} }

// verbs are the entries of the log that a hook is told of.
var verbs = map[string]Event{"return.lock": ReturnLocked, "return.correct.approve": ReturnCorrected}

// Verbs are the verbs of the log that Follow wants to see.
func Verbs() []string { return []string{"return.lock", "return.correct.approve"} }

// Hook is one program that wants to be told.
type Hook struct {
	ID      string
	Bureau  string
	Name    string // for people
	Address string
	Secret  string // signs what is told
	Events  []Event
	Person  string // who set it up
	Made    time.Time
	// Off is when it was taken away; what happens later is not told.
	Off time.Time
	// Paused is since when it rests: what happens meanwhile waits and is told when
	// it goes on. Zero when it does not rest.
	Paused time.Time
}

// Shown is the address as lists and the log show it: what may be a secret of the
// receiver's, its query and a user, is left out.
func (h Hook) Shown() string {
	u, err := url.Parse(h.Address)
	if err != nil {
		return ""
	}
	u.User = nil
	if u.RawQuery != "" {
		u.RawQuery = "…"
	}
	u.Fragment = ""
	return u.String()
}

// Standing counts what of a hook's deliveries has not arrived.
type Standing struct {
	Waiting int
	Failed  int
}

// State is how far a delivery is.
type State string

// The states of a delivery.
const (
	Waiting State = "waiting" // at Next
	Done    State = "done"
	Failed  State = "failed" // given up; a person can send it again
)

// States are all states.
func States() []State { return []State{Waiting, Done, Failed} }

// Delivery is one thing that one hook is told. Its ID stays the same however
// often it is sent: whoever receives it twice knows it by the ID.
type Delivery struct {
	ID       string
	Bureau   string
	Hook     string
	Event    Event
	Body     json.RawMessage
	State    State
	Attempts int
	Next     time.Time // when it is tried again
	Status   int       // the HTTP status of the last answer, 0 for none
	Error    string    // the code of what went wrong the last time
	Made     time.Time
	Sent     time.Time
}

// Query says which deliveries to list.
type Query struct {
	Hook  string
	State State // "" is any
	After Cursor
	Limit int
}

// Cursor is a place in a list of deliveries; what is older follows.
type Cursor struct {
	Made time.Time
	ID   string
}

// Store keeps hooks and deliveries. A missing row is the NotFound fault "notfound".
type Store interface {
	AddHook(ctx context.Context, h Hook) error
	Hook(ctx context.Context, bureau, id string) (Hook, error)
	// Hooks are those of a bureau that are on, the oldest first.
	Hooks(ctx context.Context, bureau string) ([]Hook, error)
	// Pause lets a hook rest from a moment on, or go on when the moment is zero.
	// Conflict fault "hook.off" when it was taken away.
	Pause(ctx context.Context, bureau, id string, since time.Time) error
	// Standings count what has not arrived, by hook; a hook without is not there.
	Standings(ctx context.Context, bureau string) (map[string]Standing, error)
	// TurnOff ends a hook and drops what still waits for it.
	TurnOff(ctx context.Context, bureau, id string, at time.Time) error

	// AddDelivery keeps a delivery; one with the same ID that is there stays.
	AddDelivery(ctx context.Context, d Delivery) error
	Delivery(ctx context.Context, bureau, id string) (Delivery, error)
	// Deliveries are the newest first.
	Deliveries(ctx context.Context, bureau string, q Query) ([]Delivery, error)
	// Due are the waiting deliveries of every bureau whose time has come and whose
	// hook does not rest: at most some of each hook, the longest waiting first.
	Due(ctx context.Context, now time.Time, perHook int) ([]Delivery, error)
	// UpdateDelivery writes state, attempts, times and outcome while the row still
	// has the attempts was; otherwise it is the Conflict fault "hook.moved".
	UpdateDelivery(ctx context.Context, d Delivery, was int) error
	// AgainAll lets all failed deliveries of a hook wait for now, with all their
	// attempts before them, and counts them.
	AgainAll(ctx context.Context, bureau, hook string, now time.Time) (int, error)
	// Forget drops what arrived or was given up before a moment.
	Forget(ctx context.Context, before time.Time) (int, error)
}
