package hookdb_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"nianlun/client"
	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/hook"
	"nianlun/internal/base/hook/hookdb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// world is a log, the hooks that follow it, and a program that is told.
type world struct {
	*hook.Service
	t     *testing.T
	log   *audit.Service
	store hook.Store
	now   time.Time

	inbox    inbox
	receiver *httptest.Server
	mu       sync.Mutex
	answer   int // the status that the program answers
	got      []received
}

type received struct {
	header http.Header
	body   []byte
}

var office = access.Actor{Bureau: "b", Person: "p", Name: "办公室", Post: access.Post{ID: "post", Unit: "office", Role: access.Office}}

// inbox keeps what people are called for.
type inbox struct{ sent []notify.Notice }

func (i *inbox) Send(_ context.Context, n notify.Notice) error {
	i.sent = append(i.sent, n)
	return nil
}

func (i *inbox) Withdraw(_ context.Context, bureau string, kind access.Kind, thing string) error {
	i.sent = slices.DeleteFunc(i.sent, func(n notify.Notice) bool { return n.Bureau == bureau && n.Kind == kind && n.Thing == thing })
	return nil
}

// people has two people in the office, one of them in two posts.
type people struct{}

func (people) HoldersOf(_ context.Context, _ string, _ period.Date, roles ...access.Role) ([]org.Holder, error) {
	var all []org.Holder
	for _, person := range []string{"p", "q", "p"} {
		if slices.Contains(roles, access.Office) {
			all = append(all, org.Holder{Person: org.Person{ID: person}, Post: org.Post{Role: access.Office}})
		}
	}
	return all, nil
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 10, 12, 9, 0, 0, 0, time.UTC), answer: http.StatusNoContent, store: hookdb.New(s)}
	w.receiver = httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(w.receiver.Close)
	w.log = audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), w.clock, slog.New(slog.DiscardHandler))
	rules := hook.Rules{Plain: true, Nets: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}
	w.Service = &hook.Service{Tx: s, Store: w.store, Audit: w.log, Client: hook.NewClient(rules), Inbox: &w.inbox, People: people{}, Now: w.clock, Rules: rules, Public: "https://nianlun.example.cn"}
	w.log.Follow("hooks", w.Follow, hook.Verbs()...)
	return w
}

func (w *world) clock() time.Time { return w.now }

func (w *world) receive(answer http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.got = append(w.got, received{r.Header.Clone(), body})
	answer.WriteHeader(w.answer)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) add(events ...hook.Event) hook.Hook {
	w.t.Helper()
	h, err := w.Add(context.Background(), office, "数据平台", w.receiver.URL+"/notice", events)
	w.must(err)
	return h
}

// happens writes an entry into the log, seals it and lets the hooks follow.
func (w *world) happens(verb string) string {
	w.t.Helper()
	ctx, thing := context.Background(), id.New()
	w.must(w.log.Write(ctx, office, audit.Event{Verb: verb, Kind: access.Return, Thing: thing, Unit: "school", Data: map[string]any{"secret": "110105200001011234"}}))
	w.must(w.log.Seal(ctx))
	w.must(w.log.Feed(ctx))
	return thing
}

func (w *world) deliver() int {
	w.t.Helper()
	n, err := w.Deliver(context.Background())
	w.must(err)
	return n
}

func (w *world) only(h hook.Hook) hook.Delivery {
	w.t.Helper()
	all, _, err := w.Deliveries(context.Background(), office, hook.Query{Hook: h.ID})
	w.must(err)
	if len(all) != 1 {
		w.t.Fatalf("%d deliveries", len(all))
	}
	return all[0]
}

// A locked return is told once, signed, with ids and nothing else.
func TestALockedReturnIsTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		w.happens("return.lock") // before anybody wanted to be told
		w.now = w.now.Add(time.Minute)
		h := w.add(hook.ReturnLocked)
		w.now = w.now.Add(time.Minute)
		thing := w.happens("return.lock")
		w.happens("return.submit")
		w.happens("return.correct.approve") // not wanted
		if n := w.deliver(); n != 1 || len(w.got) != 1 {
			t.Fatalf("%d arrived, %d received", n, len(w.got))
		}
		got := w.got[0]
		d := w.only(h)
		var message map[string]any
		w.must(json.Unmarshal(got.body, &message))
		want := map[string]any{"id": d.ID, "event": "return.locked", "at": w.now.Format(time.RFC3339), "bureau": "b", "return": thing, "unit": "school",
			"entry": message["entry"], "link": "https://nianlun.example.cn/api/v1/returns/" + thing}
		for key, value := range want {
			if message[key] != value {
				t.Errorf("%s: got %v, want %v", key, message[key], value)
			}
		}
		if len(message) != len(want) {
			t.Errorf("told more than that: %s", got.body)
		}
		timestamp, signature := got.header.Get(hook.HeaderTimestamp), got.header.Get(hook.HeaderSignature)
		if !client.Genuine(h.Secret, timestamp, signature, got.body) || client.Genuine("x", timestamp, signature, got.body) ||
			client.Genuine(h.Secret, "1", signature, got.body) || client.Genuine(h.Secret, timestamp, signature, append(got.body, ' ')) {
			t.Errorf("signed %s", signature)
		}
		if got.header.Get(hook.HeaderDelivery) != d.ID || d.State != hook.Done || d.Attempts != 1 || d.Status != http.StatusNoContent {
			t.Errorf("%+v", d)
		}
		if n := w.deliver(); n != 0 || len(w.got) != 1 {
			t.Error("told twice")
		}
	})
}

// What does not arrive is tried again, later each time, given up in the end, seen, and sent again by a person.
func TestWhatDoesNotArriveIsTriedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		h := w.add(hook.Events()...)
		w.happens("return.correct.approve")
		w.answer = http.StatusInternalServerError
		last := time.Duration(0)
		for attempt := 1; ; attempt++ {
			if n := w.deliver(); n != 0 {
				t.Fatal("counted as arrived")
			}
			d := w.only(h)
			if d.Attempts != attempt || d.Status != http.StatusInternalServerError || d.Error != "status" {
				t.Fatalf("attempt %d: %+v", attempt, d)
			}
			if d.State == hook.Failed {
				break
			}
			wait := d.Next.Sub(w.now)
			if wait <= last {
				t.Errorf("attempt %d waits %s after %s", attempt, wait, last)
			}
			last = wait
			if w.deliver(); len(w.got) != attempt {
				t.Fatal("sent before its time")
			}
			w.now = d.Next
		}
		if len(w.got) < 5 || last < 24*time.Hour {
			t.Errorf("gave up after %d attempts, the last after %s", len(w.got), last)
		}
		failed, _, err := w.Deliveries(ctx, office, hook.Query{Hook: h.ID, State: hook.Failed})
		w.must(err)
		if len(failed) != 1 {
			t.Fatalf("%d failed", len(failed))
		}
		entries, err := w.log.Of(ctx, "b", access.Hook, h.ID)
		w.must(err)
		if entries[0].Verb != "hook.failed" {
			t.Errorf("the log says %s", entries[0].Verb)
		}
		if s := w.inbox.sent; len(s) != 2 || s[0].Person != "p" || s[1].Person != "q" || s[0].Link != "/hooks/"+h.ID || s[0].Text.Key != "hook.notice.failed" {
			t.Errorf("called: %+v", s)
		}
		w.answer = http.StatusOK
		if _, err := w.Again(ctx, office, failed[0].ID); err != nil {
			t.Fatal(err)
		}
		if n := w.deliver(); n != 1 || string(w.got[len(w.got)-1].body) != string(w.got[0].body) {
			t.Errorf("sent again: %d, %s", n, w.got[len(w.got)-1].body)
		}
	})
}

// dying is a store under a program that dies before it can note what it sent.
type dying struct {
	hook.Store
	dead bool
}

func (d *dying) UpdateDelivery(ctx context.Context, one hook.Delivery, was int) error {
	if d.dead {
		return errors.New("killed")
	}
	return d.Store.UpdateDelivery(ctx, one, was)
}

// A program that dies after it sent, or that reads the log twice, tells the same thing under the same id.
func TestTheIDStaysTheSame(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		h := w.add(hook.ReturnLocked)
		thing := w.happens("return.lock")
		d := &dying{Store: w.store, dead: true}
		w.Store = d
		if _, err := w.Deliver(ctx); err == nil {
			t.Fatal("the death passed unseen")
		}
		entries, err := w.log.Of(ctx, "b", access.Return, thing)
		w.must(err)
		w.must(w.Follow(ctx, entries[:1]))
		d.dead = false
		if n := w.deliver(); n != 1 || len(w.got) != 2 {
			t.Fatalf("%d arrived, %d received", n, len(w.got))
		}
		if a, b := w.got[0].header.Get(hook.HeaderDelivery), w.got[1].header.Get(hook.HeaderDelivery); a != b || a != w.only(h).ID {
			t.Errorf("told under %s and %s", a, b)
		}
	})
}

func TestWhoMaySetHooksUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, w := context.Background(), newWorld(t, s)
		clerk := access.Actor{Bureau: "b", Person: "c", Post: access.Post{Unit: "school", Role: access.Clerk}}
		if _, err := w.Add(ctx, clerk, "x", w.receiver.URL, hook.Events()); err == nil {
			t.Error("a school set a hook up")
		}
		_, err := w.Add(ctx, office, " ", "https://10.0.0.1/", nil)
		if f := fault.As(err); f.Code != "hook.wrong" || len(f.Fields) != 3 {
			t.Errorf("got %v", err)
		}
		h := w.add(hook.ReturnLocked)
		all, err := w.Hooks(ctx, office)
		w.must(err)
		if len(all) != 1 || all[0].Secret != "" || h.Secret == "" {
			t.Errorf("got %+v", all)
		}
		w.happens("return.lock")
		w.must(w.Remove(ctx, office, h.ID))
		if err := w.Remove(ctx, office, h.ID); !fault.Is(err, "hook.off") {
			t.Errorf("removed twice: %v", err)
		}
		w.happens("return.lock")
		if n := w.deliver(); n != 0 || len(w.got) != 0 {
			t.Error("a hook that was removed was told")
		}
		if _, err := w.Again(ctx, office, id.New()); fault.KindOf(err) != fault.NotFound {
			t.Errorf("got %v", err)
		}
		other := office
		other.Bureau = "c"
		if _, _, err := w.Deliveries(ctx, other, hook.Query{Hook: h.ID}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau sees it: %v", err)
		}
	})
}

// The rules of a deployment hold also for what was set up before they changed.
func TestRulesThatBecameStricter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		h := w.add(hook.ReturnLocked)
		w.happens("return.lock")
		w.Rules = hook.Rules{}
		w.deliver()
		if d := w.only(h); d.Error != "address" || len(w.got) != 0 {
			t.Errorf("%+v", d)
		}
	})
}
