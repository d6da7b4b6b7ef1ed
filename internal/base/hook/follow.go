package hook

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"

	"nianlun/internal/base/audit"
)

// message is the body of a delivery. Its members never change their meaning; new
// ones may be added. A ping is about no return and has none of the last four.
type message struct {
	ID     string    `json:"id"`
	Event  Event     `json:"event"`
	At     time.Time `json:"at"`
	Bureau string    `json:"bureau"`
	Return string    `json:"return,omitempty"`
	Unit   string    `json:"unit,omitempty"`
	Entry  int64     `json:"entry,omitempty"` // the number in the bureau's log
	Link   string    `json:"link,omitempty"`  // where the return is read, with a token
}

// Follow keeps a delivery for every hook that wants to be told of an entry of the
// log, in the transaction of ctx: the log is the outbox, and its cursor moves
// together with what is kept, so that nothing is lost or told under two IDs,
// whenever the program dies. A hook is told of what happens after it was set up.
// The entries are of one bureau.
func (s *Service) Follow(ctx context.Context, entries []audit.Entry) error {
	if len(entries) == 0 {
		return nil
	}
	hooks, err := s.Store.Hooks(ctx, entries[0].Bureau)
	if err != nil || len(hooks) == 0 {
		return err
	}
	for _, e := range entries {
		if err := s.tell(ctx, hooks, e); err != nil {
			return err
		}
	}
	return nil
}

// tell keeps the deliveries of one entry.
func (s *Service) tell(ctx context.Context, hooks []Hook, e audit.Entry) error {
	event, known := verbs[e.Verb]
	if !known {
		return nil
	}
	for _, h := range hooks {
		if !slices.Contains(h.Events, event) || e.At.Before(h.Made) {
			continue
		}
		d, err := s.delivery(h, event, e)
		if err != nil {
			return err
		}
		if err := s.Store.AddDelivery(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// Return is the return that a delivery is about; "" for a ping.
func (d Delivery) Return() string {
	var m message
	if json.Unmarshal(d.Body, &m) != nil { // what is kept was made here
		return ""
	}
	return m.Return
}

// space makes the ids of deliveries differ from all others made of the same names.
var space = uuid.MustParse("6f1c3a52-94f7-4d0b-8a51-6a9b1f0c7e21")

func (s *Service) delivery(h Hook, event Event, e audit.Entry) (Delivery, error) {
	now := s.Now()
	d := Delivery{ID: uuid.NewSHA1(space, []byte(h.ID+" "+e.ID)).String(), Bureau: h.Bureau, Hook: h.ID, Event: event, State: Waiting, Next: now, Made: now}
	body, err := json.Marshal(message{
		ID: d.ID, Event: event, At: e.At.UTC(), Bureau: e.Bureau, Return: e.Thing, Unit: e.Unit, Entry: e.No, Link: s.Public + "/api/v1/returns/" + e.Thing,
	})
	d.Body = body
	return d, err
}
