package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	// Keep stores an answer, in the transaction of ctx when there is one, in the
	// place of one that is not younger than after. It is the Conflict fault
	// "api.key.taken" when another request has answered under the key meanwhile:
	// what this one did must then not stand.
	Keep(ctx context.Context, r Replay, after time.Time) error
	// Forget forgets answers that are older than after.
	Forget(ctx context.Context, after time.Time) error
}

// asked is a digest of a request: of what it is about and of its body, byte for
// byte. A program that sends a request again sends the same bytes.
func asked(about string, body []byte) string {
	h := sha256.New()
	h.Write([]byte(about))
	h.Write([]byte{0})
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// once answers a request that was answered before with the same answer. Only
// answers that did something are kept: a refused request may be mended and sent
// again under its key. The act is given keep, which stores the answer in the
// act's own transaction; an act that changed nothing need not call it.
//
// Nearly every request is the first under its key, so the act is tried at once: a
// second one cannot keep its answer and is taken back whole, or is refused because
// the first has changed the state. Only then is the first one's answer looked for.
func once[T any](ctx context.Context, s *server, key, request string, act func(keep func(context.Context, T) error) (T, error)) (T, error) {
	if key == "" {
		return act(nil)
	}
	s.forget(ctx)
	out, err := first(ctx, s, key, request, act)
	if err == nil {
		return out, nil
	}
	if theirs, found, wrong := before[T](ctx, s, key, request); found {
		return theirs, wrong
	}
	return out, err
}

// before is the answer to an earlier request under a key; a key that stands for
// another request is the Invalid fault api.key.
func before[T any](ctx context.Context, s *server, key, request string) (out T, found bool, err error) {
	actor := by(ctx)
	r, found, err := s.Replays.Find(ctx, actor.Bureau, actor.Post.ID, key, s.expired())
	switch {
	case err != nil || !found:
		return out, false, err
	case r.Request != request:
		return out, true, fault.New(fault.Invalid, "api.key").With("Idempotency-Key", "fault.api.key")
	}
	return out, true, json.Unmarshal([]byte(r.Answer), &out)
}

// expired is the moment up to which answers are forgotten.
func (s *server) expired() time.Time { return s.Now().Add(-s.Settings.KeepsFor) }

// first acts under a key that stands for nothing yet, and keeps the answer.
func first[T any](ctx context.Context, s *server, key, request string, act func(keep func(context.Context, T) error) (T, error)) (T, error) {
	actor := by(ctx)
	kept := false
	keep := func(ctx context.Context, answer T) error {
		text, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		kept = true
		return s.Replays.Keep(ctx, Replay{
			Bureau: actor.Bureau, Post: actor.Post.ID, Key: key, Request: request, Answer: string(text), At: s.Now(),
		}, s.expired())
	}
	out, err := act(keep)
	if err != nil || kept {
		return out, err
	}
	return out, keep(ctx, out)
}

// forgetEvery is how often old answers are looked for.
const forgetEvery = 10 * time.Minute

// forget forgets old answers now and then. That it fails does not concern the
// request at hand: the next one tries again.
func (s *server) forget(ctx context.Context) {
	now := s.Now()
	last := s.forgot.Load()
	if now.UnixNano()-last < int64(forgetEvery) || !s.forgot.CompareAndSwap(last, now.UnixNano()) {
		return
	}
	if err := s.Replays.Forget(ctx, s.expired()); err != nil {
		s.forgot.CompareAndSwap(now.UnixNano(), last)
		s.Log.WarnContext(ctx, "forget old answers", "error", err)
	}
}
