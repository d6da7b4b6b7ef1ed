package collectdb_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// atOnce starts all at the same moment and returns their errors.
func atOnce(all ...func() error) []error {
	errs := make([]error, len(all))
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i, fn := range all {
		ready.Add(1)
		done.Add(1)
		go func() {
			defer done.Done()
			ready.Done()
			<-start
			errs[i] = fn()
		}()
	}
	ready.Wait()
	close(start)
	done.Wait()
	return errs
}

func (w *world) entries(id, verb string) int {
	w.t.Helper()
	all, err := w.audit.Of(context.Background(), w.bureau, access.Return, id)
	must(w.t, err)
	n := 0
	for _, e := range all {
		if e.Verb == verb {
			n++
		}
	}
	return n
}

func TestTwoClerksSaveTheSameRevision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 5)
		w.open("2026-09")
		for i := range 5 {
			o := w.owed(i, "2026-09")
			base := i % 2 // also the very first save of a return
			if base == 1 {
				_, err := w.SaveDraft(context.Background(), w.clerk("first", i), collect.SaveInput{Return: o.ID, Raw: raw("1", "1")})
				must(t, err)
			}
			save := func(person, total string) func() error {
				return func() error {
					_, err := w.SaveDraft(context.Background(), w.clerk(person, i), collect.SaveInput{Return: o.ID, Base: base, Raw: raw(total, "5")})
					return err
				}
			}
			errs := atOnce(save("wangxue", "10"), save("lina", "20"))
			won := 0
			for at, err := range errs {
				if err == nil {
					won++
					continue
				}
				stale, ok := collect.StaleOf(err)
				if !fault.Is(err, "return.stale") || !ok {
					t.Fatalf("the loser got %v", err)
				}
				if want := []string{"20", "10"}[at]; stale.Theirs.Get("total").Number().String() != want {
					t.Errorf("the loser sees %v, not the winner's %s", stale.Theirs.Get("total"), want)
				}
			}
			if won != 1 {
				t.Errorf("%d won", won)
			}
			if got := w.read(o.ID); got.RecordNo != base+1 {
				t.Errorf("revision %d", got.RecordNo)
			}
		}
	})
}

func TestReviewAndWithdrawAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 8)
		w.open("2026-09")
		for i := range 8 {
			clerk := w.clerk("wangxue", i)
			o, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.owed(i, "2026-09").ID, Raw: raw("1", "1")}})
			must(t, err)
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			errs := atOnce(
				func() error { _, err := w.Review(context.Background(), w.chief, seen); return err },
				func() error { _, err := w.Withdraw(context.Background(), clerk, seen); return err },
			)
			now := w.read(o.ID)
			switch {
			case errs[0] == nil && fault.Is(errs[1], "return.moved") && now.State == collect.Reviewed:
			case errs[1] == nil && fault.Is(errs[0], "return.moved") && now.State == collect.Draft:
			default:
				t.Errorf("review: %v; withdraw: %v; state %s", errs[0], errs[1], now.State)
			}
			if n := w.entries(o.ID, "return.review") + w.entries(o.ID, "return.withdraw"); n != 1 {
				t.Errorf("%d entries in the log", n)
			}
		}
	})
}

func TestSubmitTwiceAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 5)
		w.open("2026-09")
		for i := range 5 {
			o := w.owed(i, "2026-09")
			submit := func() error {
				_, err := w.Submit(context.Background(), w.clerk("wangxue", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: raw("1", "1")}})
				return err
			}
			for _, err := range atOnce(submit, submit, submit) {
				if err != nil {
					t.Errorf("the same person's second click: %v", err)
				}
			}
			if now := w.read(o.ID); now.State != collect.Submitted || now.RecordNo != 1 || len(now.Paper.Signatures) != 1 {
				t.Errorf("%+v", now)
			}
			if n := w.entries(o.ID, "return.submit"); n != 1 {
				t.Errorf("handed in %d times", n)
			}
		}
	})
}

func TestTwoReviewersAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		w.open("2026-09")
		o, err := w.Submit(context.Background(), w.clerk("wangxue", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.owed(0, "2026-09").ID, Raw: raw("1", "1")}})
		must(t, err)
		seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
		back := collect.SendBackInput{Seen: seen, Workdays: 2, Reasons: []collect.Reason{{Path: "total", Text: "核对"}}, Label: func(key string, args ...any) string { return fmt.Sprint(key, args) }}
		errs := atOnce(
			func() error { _, err := w.Review(context.Background(), w.chief, seen); return err },
			func() error { _, err := w.SendBack(context.Background(), w.chief, back); return err },
		)
		// A review may be sent back afterwards; a return that was sent back cannot be reviewed.
		now := w.read(o.ID)
		if errs[1] == nil && now.State != collect.Back || errs[1] != nil && (errs[0] != nil || now.State != collect.Reviewed) {
			t.Errorf("%v; state %s", errs, now.State)
		}
	})
}
