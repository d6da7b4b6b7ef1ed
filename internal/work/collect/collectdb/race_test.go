package collectdb_test

import (
	"context"
	"fmt"
	"nianlun/internal/work/collect/collecttest"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
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
	w.T.Helper()
	all, err := w.Bases.Audit.Of(context.Background(), w.Bureau, access.Return, id)
	must(w.T, err)
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
		w.Open("2026-09")
		for i := range 5 {
			o := w.Owes(i, "2026-09")
			base := i % 2 // also the very first save of a return
			if base == 1 {
				_, err := w.SaveDraft(context.Background(), w.Clerk("first", i), collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("1", "1")})
				must(t, err)
			}
			save := func(person, total string) func() error {
				return func() error {
					_, err := w.SaveDraft(context.Background(), w.Clerk(person, i), collect.SaveInput{Return: o.ID, Base: base, Raw: collecttest.Sheet(total, "5")})
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
			if got := w.Read(o.ID); got.RecordNo != base+1 {
				t.Errorf("revision %d", got.RecordNo)
			}
		}
	})
}

func TestReviewAndWithdrawAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 8)
		w.Open("2026-09")
		for i := range 8 {
			clerk := w.Clerk("wangxue", i)
			o, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(i, "2026-09").ID, Raw: collecttest.Sheet("1", "1")}})
			must(t, err)
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			errs := atOnce(
				func() error { _, err := w.Review(context.Background(), w.Chief, seen); return err },
				func() error { _, err := w.Withdraw(context.Background(), clerk, seen); return err },
			)
			now := w.Read(o.ID)
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
		w.Open("2026-09")
		for i := range 5 {
			o := w.Owes(i, "2026-09")
			submit := func() error {
				_, err := w.Submit(context.Background(), w.Clerk("wangxue", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("1", "1")}})
				return err
			}
			for _, err := range atOnce(submit, submit, submit) {
				if err != nil {
					t.Errorf("the same person's second click: %v", err)
				}
			}
			if now := w.Read(o.ID); now.State != collect.Submitted || now.RecordNo != 1 || len(now.Paper.Signatures) != 1 {
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
		w.Open("2026-09")
		o, err := w.Submit(context.Background(), w.Clerk("wangxue", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(0, "2026-09").ID, Raw: collecttest.Sheet("1", "1")}})
		must(t, err)
		seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
		back := collect.SendBackInput{Seen: seen, Workdays: 2, Reasons: []collect.Reason{{Path: "total", Text: "核对"}}, Label: label}
		errs := atOnce(
			func() error { _, err := w.Review(context.Background(), w.Chief, seen); return err },
			func() error { _, err := w.SendBack(context.Background(), w.Chief, back); return err },
		)
		// A review may be sent back afterwards; a return that was sent back cannot be reviewed.
		now := w.Read(o.ID)
		if errs[1] == nil && now.State != collect.Back || errs[1] != nil && (errs[0] != nil || now.State != collect.Reviewed) {
			t.Errorf("%v; state %s", errs, now.State)
		}
	})
}

// submitted is a return that the clerk handed in, for one school.
func (w *world) submitted(i int, clerk access.Actor) collect.Obligation {
	w.T.Helper()
	o, err := w.Submit(context.Background(), clerk, collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(i, "2026-09").ID, Raw: collecttest.Sheet("1", "1")}})
	must(w.T, err)
	return o
}

func label(key string, args ...any) string { return fmt.Sprint(key, args) }

// oneWins reports a race that anybody else than exactly one actor won, or whose
// loser was not told that the return had moved.
func (w *world) oneWins(id string, errs []error, states ...collect.State) {
	w.T.Helper()
	won := -1
	for i, err := range errs {
		switch {
		case err == nil && won < 0:
			won = i
		case err == nil || !fault.Is(err, "return.moved"):
			w.T.Errorf("two won, or a loser heard something else: %v", errs)
			return
		}
	}
	if won < 0 {
		w.T.Errorf("nobody won: %v", errs)
		return
	}
	if now := w.Read(id).State; now != states[won] {
		w.T.Errorf("number %d won and the return is %s, not %s", won+1, now, states[won])
	}
}

func TestSendBackAndSignAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 6)
		w.Signs = []collect.SignRole{collect.Filler, collect.Chief}
		w.Open("2026-09")
		for i := range 6 {
			o := w.submitted(i, w.Clerk("wangxue", i))
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			head := w.Clerk("fang", i)
			head.Post.Role = access.Head
			back := collect.SendBackInput{Seen: seen, Workdays: 2, Reasons: []collect.Reason{{Path: "total", Text: "核对"}}, Label: label}
			errs := atOnce(
				func() error { _, err := w.Sign(context.Background(), head, seen); return err },
				func() error { _, err := w.SendBack(context.Background(), head, back); return err },
			)
			// Signing first leaves a return that can still be sent back by the same figures; never the other way round.
			now := w.Read(o.ID)
			switch {
			case errs[1] == nil && now.State == collect.Back && len(now.Paper.Signatures) == 0 && now.Backs == 1:
			case errs[0] == nil && fault.Is(errs[1], "return.moved") && now.State == collect.Submitted && len(now.Paper.Signatures) == 2:
			default:
				t.Errorf("sign: %v; send back: %v; %s with %d signatures", errs[0], errs[1], now.State, len(now.Paper.Signatures))
			}
		}
	})
}

func TestExemptAndSubmitAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 6)
		campaign := w.Open("2026-09").Campaign.ID
		for i := range 6 {
			o := w.Owes(i, "2026-09")
			errs := atOnce(
				func() error {
					results, err := w.Exempt(context.Background(), w.Chief, campaign, []string{o.ID}, "停办")
					if err != nil || len(results) != 1 {
						return fmt.Errorf("%w: %d results", err, len(results))
					}
					return results[0].Err
				},
				func() error {
					_, err := w.Submit(context.Background(), w.Clerk("wangxue", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("1", "1")}})
					return err
				},
			)
			w.oneWins(o.ID, errs, collect.Exempt, collect.Submitted)
			if n := w.entries(o.ID, "return.exempt") + w.entries(o.ID, "return.submit"); n != 1 {
				t.Errorf("%d entries in the log", n)
			}
		}
	})
}

func TestLockAndSendBackAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 6)
		w.Open("2026-09")
		for i := range 6 {
			o := w.submitted(i, w.Clerk("wangxue", i))
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			_, err := w.Review(context.Background(), w.Chief, seen)
			must(t, err)
			back := collect.SendBackInput{Seen: seen, Workdays: 2, Reasons: []collect.Reason{{Text: "重新核对"}}, Label: label}
			errs := atOnce(
				func() error { _, err := w.Lock(context.Background(), w.Chief, seen); return err },
				func() error { _, err := w.SendBack(context.Background(), w.Chief, back); return err },
			)
			w.oneWins(o.ID, errs, collect.Locked, collect.Back)
		}
	})
}

// A correction is for what is locked: asked while the section locks, it is either
// taken up afterwards or refused because the return is not locked yet.
func TestLockAndCorrectionAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 6)
		w.Open("2026-09")
		for i := range 6 {
			clerk := w.Clerk("wangxue", i)
			o := w.submitted(i, clerk)
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			_, err := w.Review(context.Background(), w.Chief, seen)
			must(t, err)
			ask := collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"total": "2"}, Reason: "数错了"}
			errs := atOnce(
				func() error { _, err := w.Lock(context.Background(), w.Chief, seen); return err },
				func() error { _, err := w.AskCorrection(context.Background(), clerk, ask); return err },
			)
			now := w.Read(o.ID)
			if errs[0] != nil || now.State != collect.Locked || now.RecordNo != o.RecordNo {
				t.Errorf("lock: %v; %s at revision %d", errs[0], now.State, now.RecordNo)
			}
			open, err := w.DB.FindCorrections(context.Background(), collect.CorrectionQuery{Bureau: w.Bureau, Return: o.ID, Limit: 9})
			must(t, err)
			if errs[1] == nil && len(open) != 1 || errs[1] != nil && len(open) != 0 {
				t.Errorf("ask: %v, and %d requests are open", errs[1], len(open))
			}
			if errs[1] != nil && fault.KindOf(errs[1]) == fault.Internal {
				t.Errorf("the loser heard %v", errs[1])
			}
		}
	})
}

// Five acts on one return meet: whoever loses is told, and nothing that
// the winner wrote is lost.
func TestAllAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		campaign := w.Open("2026-09").Campaign.ID
		for i := range 4 {
			clerk := w.Clerk("wangxue", i)
			o := w.submitted(i, clerk)
			seen := collect.Seen{Return: o.ID, Base: o.RecordNo}
			back := collect.SendBackInput{Seen: seen, Workdays: 2, Reasons: []collect.Reason{{Text: "重新核对"}}, Label: label}
			errs := atOnce(
				func() error { _, err := w.Review(context.Background(), w.Chief, seen); return err },
				func() error { _, err := w.Withdraw(context.Background(), clerk, seen); return err },
				func() error { _, err := w.SendBack(context.Background(), w.Chief, back); return err },
				func() error {
					_, err := w.SaveDraft(context.Background(), w.Clerk("lina", i), collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: collecttest.Sheet("7", "7")})
					return err
				},
				func() error { return w.extend(campaign, o.ID) },
			)
			now := w.Read(o.ID)
			if now.Rev < o.Rev+1 {
				t.Errorf("nothing happened: %v", errs)
			}
			for at, err := range errs {
				if err != nil && fault.KindOf(err) != fault.Conflict {
					t.Errorf("number %d heard %v", at+1, err)
				}
			}
			if steps := now.Rev - o.Rev; steps != countNil(errs[:4]) {
				t.Errorf("%d steps were written, %d were promised: %v", steps, countNil(errs[:4]), errs)
			}
		}
	})
}

// extend moves one deadline, whatever else happens to the return.
func (w *world) extend(campaign, id string) error {
	_, err := w.Extend(context.Background(), w.Chief, campaign, []string{id}, period.Date{Year: 2026, Month: 11, Day: 30})
	return err
}

func countNil(errs []error) int {
	n := 0
	for _, err := range errs {
		if err == nil {
			n++
		}
	}
	return n
}
