package api

import (
	"context"
	"encoding/json"
	"time"

	"nianlun/internal/kit/fault"
)

// Replay is the answer to a request that carried an idempotency key.
type Replay struct {
	Bureau  string
	Post    string
	Key     string
	Request string // digest of what was asked
	Answer  string // JSON
	At      time.Time
}

// Replays keeps answers for a while.
type Replays interface {
	// Find gives the answer to a key that is not older than after; found is
	// false when there is none.
	Find(ctx context.Context, bureau, post, key string, after time.Time) (r Replay, found bool, err error)
	// Keep stores an answer and forgets those of the bureau that are older than
	// after. An answer that is there already stays.
	Keep(ctx context.Context, r Replay, after time.Time) error
}

// once answers a request that was answered before with the same answer. Only
// answers that did something are kept: a refused request may be mended and sent
// again under its key. The act itself must be safe to repeat, for the moment
// between the act and the keeping.
func once[T any](ctx context.Context, s *server, key string, request []byte, act func() (T, error)) (T, error) {
	var out T
	if key == "" {
		return act()
	}
	actor, after, asked := by(ctx), s.Now().Add(-s.Settings.KeepsFor), digest(string(request))
	before, found, err := s.Replays.Find(ctx, actor.Bureau, actor.Post.ID, key, after)
	switch {
	case err != nil:
		return out, err
	case found && before.Request != asked:
		return out, fault.New(fault.Invalid, "api.key").With("Idempotency-Key", "fault.api.key")
	case found:
		return out, json.Unmarshal([]byte(before.Answer), &out)
	}
	if out, err = act(); err != nil {
		return out, err
	}
	text, err := json.Marshal(out)
	if err != nil {
		return out, err
	}
	return out, s.Replays.Keep(ctx, Replay{
		Bureau: actor.Bureau, Post: actor.Post.ID, Key: key, Request: asked, Answer: string(text), At: s.Now(),
	}, after)
}
