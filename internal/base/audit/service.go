package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
)

// Service is the log. Make it with New.
type Service struct {
	tx    txn.Runner
	store Store
	key   []byte
	now   func() time.Time
	log   *slog.Logger

	wake      chan struct{}
	sealing   sync.Mutex // one sealer in this program; the store keeps other programs apart
	followers []follower

	heads     *HeadFile // nil: heads are not kept outside
	headsKept time.Time
}

// New makes the log. The key is the installation's secret for sealing entries; it
// lies outside the database (see LoadKey).
func New(tx txn.Runner, store Store, key []byte, now func() time.Time, log *slog.Logger) *Service {
	return &Service{tx: tx, store: store, key: key, now: now, log: log, wake: make(chan struct{}, 1)}
}

// Write writes an event into the caller's transaction: INSERTs, no lock, so
// that many writers commit side by side. Call it inside the transaction of what
// it reports; the entry is sealed right after the commit.
func (s *Service) Write(ctx context.Context, by access.Actor, event Event) error {
	data, err := json.Marshal(event.Data)
	if err != nil {
		return fmt.Errorf("audit %s: %w", event.Verb, err)
	}
	e := Entry{
		ID: id.New(), Bureau: by.Bureau, At: s.now().UTC().Truncate(time.Microsecond),
		Person: by.Person, PersonName: by.Name, Post: by.Post.ID, PostUnit: by.Post.Unit, Role: by.Post.Role, Door: by.Door,
		Verb: event.Verb, Kind: event.Kind, Thing: event.Thing, Unit: event.Unit, Data: data, Digest: digest(data),
	}
	e.MAC = mac(s.key, e)
	if err := s.store.Insert(ctx, e); err != nil {
		return err
	}
	s.store.AfterCommit(ctx, s.Wake)
	return nil
}

// Wake asks the running sealer to seal now.
func (s *Service) Wake() {
	select {
	case s.wake <- struct{}{}:
	default: // it is awake
	}
}
