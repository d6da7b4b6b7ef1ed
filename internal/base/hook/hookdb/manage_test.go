package hookdb_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// A hook that is let rest while it is being told is told no more.
func TestRestingEndsTheTurn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		told := 0
		var h hook.Hook
		receiver := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
			told++
			if err := w.Pause(ctx, office, h.ID); err != nil {
				t.Error(err)
			}
			answer.WriteHeader(http.StatusNoContent)
		}))
		t.Cleanup(receiver.Close)
		h, err := w.Add(ctx, office, "平台", receiver.URL, []hook.Event{hook.ReturnLocked})
		w.must(err)
		for range 3 {
			w.now = w.now.Add(time.Second)
			w.happens("return.lock")
		}
		if n := w.deliver(); n != 1 || told != 1 {
			t.Errorf("%d arrived, told %d times after it was let rest", n, told)
		}
		w.must(w.Resume(ctx, office, h.ID))
		if n := w.deliver(); n != 1 || told != 2 {
			t.Errorf("%d arrived, told %d times after it went on", n, told)
		}
	})
}

// A hook that rests is told nothing and loses nothing; then it is told in the
// order in which things happened.
func TestRestingLosesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		h := w.add(hook.ReturnLocked)
		w.must(w.Pause(ctx, office, h.ID))
		w.must(w.Pause(ctx, office, h.ID)) // a button pressed twice
		var things []string
		for range 5 {
			w.now = w.now.Add(time.Second)
			things = append(things, w.happens("return.lock"))
		}
		if n := w.deliver(); n != 0 || len(w.got) != 0 {
			t.Fatalf("told %d while it rests", len(w.got))
		}
		seen, err := w.Hook(ctx, office, h.ID)
		w.must(err)
		standing, err := w.Standings(ctx, office)
		w.must(err)
		if seen.Paused.IsZero() || standing[h.ID] != (hook.Standing{Waiting: 5}) {
			t.Errorf("%+v, %+v", seen, standing)
		}
		w.must(w.Resume(ctx, office, h.ID))
		if n := w.deliver(); n != 5 {
			t.Fatalf("%d arrived", n)
		}
		for i, thing := range things {
			if !strings.Contains(string(w.got[i].body), thing) {
				t.Errorf("number %d was told out of order", i+1)
			}
		}
		entries, err := w.log.Of(ctx, "b", access.Hook, h.ID)
		w.must(err)
		if len(entries) != 3 || entries[0].Verb != "hook.resume" || entries[1].Verb != "hook.pause" {
			t.Errorf("the log: %+v", entries)
		}
		w.must(w.Remove(ctx, office, h.ID))
		if err := w.Pause(ctx, office, h.ID); !fault.Is(err, "hook.off") {
			t.Errorf("got %v", err)
		}
	})
}

// Trying a hook sends a signed word about no return, tells at once what became of
// it, and is not tried again.
func TestPing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		h := w.add(hook.ReturnLocked)
		w.must(w.Pause(ctx, office, h.ID))
		d, err := w.Ping(ctx, office, h.ID)
		w.must(err)
		if d.State != hook.Done || len(w.got) != 1 || w.got[0].header.Get(hook.HeaderEvent) != "ping" || strings.Contains(string(w.got[0].body), "return") {
			t.Errorf("%+v, %d received", d, len(w.got))
		}
		if want := hook.Sign(h.Secret, w.got[0].header.Get(hook.HeaderTimestamp), w.got[0].body); w.got[0].header.Get(hook.HeaderSignature) != want {
			t.Error("not signed")
		}
		w.must(w.Resume(ctx, office, h.ID))
		w.answer = http.StatusForbidden
		failed, err := w.Ping(ctx, office, h.ID)
		w.must(err)
		w.now = w.now.Add(100 * time.Hour)
		if failed.State != hook.Failed || failed.Status != http.StatusForbidden || w.deliver() != 0 || len(w.got) != 2 || len(w.inbox.sent) != 0 {
			t.Errorf("%+v, %d received", failed, len(w.got))
		}
		if _, err := w.Again(ctx, office, failed.ID); !fault.Is(err, "hook.ping") {
			t.Errorf("got %v", err)
		}
		standing, err := w.Standings(ctx, office)
		w.must(err)
		if len(standing) != 0 {
			t.Errorf("a ping counts as not told: %+v", standing)
		}
		clerk := access.Actor{Bureau: "b", Person: "c", Post: access.Post{Unit: "school", Role: access.Clerk}}
		if _, err := w.Ping(ctx, clerk, h.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("got %v", err)
		}
	})
}

// After days on which a receiver was down everything that was given up is sent
// again by one press, and pages of deliveries follow each other.
func TestEverythingAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		h := w.add(hook.ReturnLocked)
		w.answer = http.StatusBadGateway
		for range 3 {
			w.happens("return.lock")
		}
		for range 40 {
			w.now = w.now.Add(50 * time.Hour)
			w.deliver()
		}
		standing, err := w.Standings(ctx, office)
		w.must(err)
		if standing[h.ID] != (hook.Standing{Failed: 3}) || len(w.inbox.sent) != 2 {
			t.Fatalf("%+v, %d notices", standing, len(w.inbox.sent))
		}
		w.answer = http.StatusOK
		n, err := w.AgainAll(ctx, office, h.ID)
		w.must(err)
		if n != 3 || w.deliver() != 3 || len(w.inbox.sent) != 0 {
			t.Errorf("%d again, %d notices", n, len(w.inbox.sent))
		}
		if n, err := w.AgainAll(ctx, office, h.ID); n != 0 || err != nil {
			t.Errorf("%d again, %v", n, err)
		}
		var ids []string
		q := hook.Query{Hook: h.ID, Limit: 2}
		for {
			page, next, err := w.Deliveries(ctx, office, q)
			w.must(err)
			for _, d := range page {
				ids = append(ids, d.ID)
			}
			if next == "" {
				break
			}
			q.After, err = hook.ParseCursor(next)
			w.must(err)
		}
		if len(ids) != 3 || ids[0] == ids[1] || ids[1] == ids[2] {
			t.Errorf("pages of %v", ids)
		}
		for _, bad := range []string{"x", "MTIz", "MTIzIHg"} {
			if _, err := hook.ParseCursor(bad); fault.KindOf(err) != fault.Invalid {
				t.Errorf("%s: %v", bad, err)
			}
		}
		w.now = w.now.Add(100 * 24 * time.Hour)
		w.must(w.Clean(ctx))
		if page, _, err := w.Deliveries(ctx, office, hook.Query{Hook: h.ID}); err != nil || len(page) != 0 {
			t.Errorf("%d are kept for ever, %v", len(page), err)
		}
	})
}

// A receiver that is down keeps the others from nothing and is not beaten.
func TestOneThatIsDownHoldsNobodyUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		tries := 0
		down := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
			tries++
			answer.WriteHeader(http.StatusServiceUnavailable)
		}))
		defer down.Close()
		_, err := w.Add(ctx, office, "停用的平台", down.URL, hook.Events())
		w.must(err)
		w.add(hook.ReturnLocked)
		for range 10 {
			w.happens("return.lock")
		}
		if n := w.deliver(); n != 10 || tries != 1 {
			t.Errorf("%d arrived, %d tries of the one that is down", n, tries)
		}
	})
}

// What an address may hold as a secret stands in no list and not in the log.
func TestSecretsOfAddressesAreNotShown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		address := w.receiver.URL + "/send?key=693a91f6-7xxx"
		h, err := w.Add(ctx, office, "群机器人", address, hook.Events())
		w.must(err)
		if h.Address != address {
			t.Errorf("whoever adds it sees %s", h.Address)
		}
		all, err := w.Hooks(ctx, office)
		w.must(err)
		entries, err := w.log.Of(ctx, "b", access.Hook, h.ID)
		w.must(err)
		if want := w.receiver.URL + "/send?…"; all[0].Address != want || strings.Contains(string(entries[0].Data), "693a91f6") || !strings.Contains(string(entries[0].Data), "/send?…") {
			t.Errorf("shown %s, logged %s", all[0].Address, entries[0].Data)
		}
		if _, err := w.Add(ctx, office, "又一次", address, hook.Events()); !fault.Is(err, "hook.wrong") {
			t.Errorf("the same address twice: %v", err)
		}
		if got := (hook.Hook{Address: "https://u:p@example.cn/a?b#c"}).Shown(); got != "https://example.cn/a?…" {
			t.Errorf("shown %s", got)
		}
	})
}
