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
	// Keep stores an answer, in the transaction of ctx when there is one. An
	// answer that is there already stays.
	Keep(ctx context.Context, r Replay) error
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
func once[T any](ctx context.Context, s *server, key, request string, act func(keep func(context.Context, T) error) (T, error)) (T, error) {
	var out T
	if key == "" {
		return act(nil)
	}
	s.forget(ctx)
	actor := by(ctx)
	before, found, err := s.Replays.Find(ctx, actor.Bureau, actor.Post.ID, key, s.Now().Add(-s.Settings.KeepsFor))
	switch {
	case err != nil:
		return out, err
	case found && before.Request != request:
		return out, fault.New(fault.Invalid, "api.key").With("Idempotency-Key", "fault.api.key")
	case found:
		return out, json.Unmarshal([]byte(before.Answer), &out)
	}
	kept := false
	keep := func(ctx context.Context, answer T) error {
		text, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		kept = true
		return s.Replays.Keep(ctx, Replay{
			Bureau: actor.Bureau, Post: actor.Post.ID, Key: key, Request: request, Answer: string(text), At: s.Now(),
		})
	}
	if out, err = act(keep); err != nil || kept {
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
	if err := s.Replays.Forget(ctx, now.Add(-s.Settings.KeepsFor)); err != nil {
		s.forgot.CompareAndSwap(now.UnixNano(), last)
		s.Log.WarnContext(ctx, "forget old answers", "error", err)
	}
}
