package levelsdb_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// meanwhile does something once, when a bureau's return has been read while an act on it
// is begun, and before the reader goes on. The first of such reads are let pass.
type meanwhile struct {
	collect.Store
	l    *chain
	pass int
	do   func()
}

func (m *meanwhile) Obligation(ctx context.Context, bureau, id string) (collect.Obligation, error) {
	o, err := m.Store.Obligation(ctx, bureau, id)
	if bureau != m.l.city.Bureau || !m.l.underway() {
		return o, err
	}
	if m.pass--; m.pass < 0 {
		m.l.county.Store = m.Store
		m.do()
	}
	return o, err
}

// underway reports whether an act of September is begun and not closed.
func (l *chain) underway() bool {
	acts, err := l.kept.Acts(context.Background(), l.county.Bureau, l.mandate.ID, "2026-09")
	return err == nil && slices.ContainsFunc(acts, func(a levels.AboveAct) bool { return a.State == levels.AboveBegun })
}

// handedUp are levels whose county has handed September up, and not signed it.
func handedUp(t *testing.T, s *store.Store) (*chain, collect.Obligation) {
	t.Helper()
	l, ctx := newChain(t, s), context.Background()
	l.deliver(t)
	_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
	must(t, err)
	l.read(t)
	l.fill(t, 3)
	o, err := l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: l.county.Month("2026-09")})
	must(t, err)
	return l, o
}

// onceSigned checks that the county's own log and receipts say of the signature what
// is true: that it was given, once.
func (l *chain) onceSigned(t *testing.T) {
	t.Helper()
	acts, err := l.kept.Acts(context.Background(), l.county.Bureau, l.mandate.ID, "2026-09")
	must(t, err)
	if len(acts) != 2 || acts[0].Kind != levels.AboveSign || acts[0].State != levels.AboveDone {
		t.Errorf("the receipts: %+v", acts)
	}
	if n := len(l.logged(t, l.mandate.Campaign, "mandate.sign")); n != 1 {
		t.Errorf("%d lines in the county's log", n)
	}
}

// Somebody clicks twice: the second click settles what the first has begun, and may be
// faster. Both hear that it is done, or at least the first.
func TestTheSecondClickOvertakesTheFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, o := handedUp(t, s)
		ctx, month := context.Background(), l.county.Month("2026-09")
		l.county.Store = &meanwhile{Store: l.county.DB, l: l, do: func() {
			_, _ = l.levels.SignUp(ctx, l.director(), l.mandate.ID, month, o.RecordNo)
		}}
		if now, err := l.levels.SignUp(ctx, l.director(), l.mandate.ID, month, o.RecordNo); err != nil || len(now.Paper.Signatures) != 2 {
			t.Errorf("the first click hears %v, %+v", err, now.Paper.Signatures)
		}
		l.onceSigned(t)
	})
}

// The clock takes a slow program for a dead one: what that has done was not refused.
func TestTheClockOvertakesASlowProgram(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, o := handedUp(t, s)
		ctx, by := context.Background(), l.director()
		l.county.Store = dyingStore{l.county.DB}
		if _, err := l.levels.SignUp(ctx, by, l.mandate.ID, l.county.Month("2026-09"), o.RecordNo); err == nil {
			t.Fatal("nothing broke off")
		}
		l.county.SetTime(l.county.Time().Add(10 * time.Minute))
		slow := access.Actor{Bureau: l.city.Bureau, Person: by.Person, Name: by.Name, Door: access.Screen, Post: access.Post{ID: by.Post.ID, Unit: l.mandate.Unit, Role: access.Head}}
		l.county.Store = &meanwhile{Store: l.county.DB, l: l, pass: 1, do: func() {
			_, err := l.county.Sign(ctx, slow, collect.Seen{Return: o.ID, Base: o.RecordNo})
			must(t, err)
		}}
		_, err := l.levels.Resume(ctx, l.county.Bureau)
		must(t, err)
		l.onceSigned(t)
	})
}

// A city that had entered the wrong county's code mends it: from then on the return is
// the other county's, and the first one neither reads nor acts on it.
func TestAUnitThatBecomesAnotherBureauIsNoLongerOurs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		month := l.county.Month("2026-09")
		o := l.handUp(t)
		units := l.city.Units.(*org.Service)
		unit, err := units.Unit(ctx, l.city.Bureau, "county")
		must(t, err)
		unit.Code = "350203"
		must(t, units.ChangeUnit(ctx, access.System(l.city.Bureau), unit))
		_, err = l.levels.OpenPeriod(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: month})
		if fault.KindOf(err) != fault.NotFound {
			t.Errorf("the other county's return is read: %v", err)
		}
		if _, err = l.levels.WithdrawUp(ctx, l.county.Chief, l.mandate.ID, month, o.RecordNo); fault.KindOf(err) != fault.NotFound {
			t.Errorf("the other county's return is taken back: %v", err)
		}
		if lines, err := l.levels.AskedAboves(ctx, l.county.Chief, true); err != nil || len(lines) != 0 {
			t.Errorf("it is still listed: %+v, %v", lines, err)
		}
	})
}
