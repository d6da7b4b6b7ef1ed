package orgdb_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type silent struct{}

func (silent) Write(context.Context, access.Actor, audit.Event) error { return nil }

// Two people of the office who merge the same school at once, into two others: one
// wins, and the other is told who did what. So it is when they only saw the page
// before.
func TestTwoWhoMergeTheSameUnitAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		clock := func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, time.UTC) }
		s := &org.Service{Tx: st, Store: orgdb.New(st), Audit: silent{}, Now: clock}
		bureau, err := s.AddBureau(ctx, access.Actor{Door: access.Command}, org.Bureau{Name: "局", Code: "350201"})
		must(t, err)
		_, err = s.AddUnits(ctx, access.System(bureau.ID), []org.Unit{
			{ID: "a", Name: "河东小学", Type: org.Primary}, {ID: "b", Name: "河西小学", Type: org.Primary}, {ID: "c", Name: "河南小学", Type: org.Primary},
		})
		must(t, err)
		by := func(name string) access.Actor {
			return access.Actor{Bureau: bureau.ID, Person: name, Name: name, Door: access.Screen, Post: access.Post{ID: "x", Unit: "o", Role: access.Office}}
		}
		who, into := []string{"刘敏", "赵强"}, []string{"b", "c"}
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for i := range who {
			wait.Go(func() {
				_, errs[i] = s.Restructure(ctx, by(who[i]), org.Restructuring{Kind: org.Merged, Unit: "a", Into: into[i], On: period.Date{Year: 2026, Month: 11, Day: 1}, DocNo: "云教〔2026〕51号", Seen: org.Nothing})
			})
		}
		wait.Wait()
		won := 0
		if errs[0] != nil {
			won = 1
		}
		lost := fault.As(errs[1-won])
		if errs[won] != nil || lost == nil || lost.Code != "org.event.meanwhile" {
			t.Fatalf("%v and %v: one should win and the other be told", errs[0], errs[1])
		}
		said := i18n.Msg("fault.org.event.meanwhile", lost.Args...).In(i18n.Chinese)
		if !strings.Contains(said, who[won]) || !strings.Contains(said, "并入") || !strings.Contains(said, "2026-11-01") {
			t.Errorf("it says %q", said)
		}
		events, err := s.Events(ctx, by("x"), "a")
		must(t, err)
		unit, err := s.Unit(ctx, bureau.ID, "a")
		must(t, err)
		if len(events) != 1 || unit.Into != into[won] {
			t.Errorf("%d events, merged into %s", len(events), unit.Into)
		}
		// Without having looked at a page, the day says who was first.
		_, err = s.Restructure(ctx, by("王芳"), org.Restructuring{Kind: org.Closed, Unit: "a", On: period.Date{Year: 2026, Month: 12, Day: 1}, DocNo: "x"})
		if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Key != "fault.org.event.gone.by" {
			t.Errorf("closing what is merged: %v", err)
		}
	})
}

// Two moves that are right each by itself, and a circle together.
func TestTwoMovesAtOnceMakeNoCircle(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx := context.Background()
		s := &org.Service{Tx: st, Store: orgdb.New(st), Audit: silent{}, Now: time.Now}
		bureau, err := s.AddBureau(ctx, access.Actor{Door: access.Command}, org.Bureau{Name: "局", Code: "350201"})
		must(t, err)
		system := access.System(bureau.ID)
		for round := range 5 {
			a, b := string(rune('a'+round)), string(rune('p'+round))
			_, err = s.AddUnits(ctx, system, []org.Unit{{ID: a, Name: "甲" + a, Type: org.Institution}, {ID: b, Name: "乙" + b, Type: org.Institution}})
			must(t, err)
			var wait sync.WaitGroup
			errs := make([]error, 2)
			wait.Go(func() { errs[0] = s.MoveUnit(ctx, system, a, b, period.Date{Year: 2026, Month: 9, Day: 1}) })
			wait.Go(func() { errs[1] = s.MoveUnit(ctx, system, b, a, period.Date{Year: 2026, Month: 9, Day: 1}) })
			wait.Wait()
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("one should win: %v and %v", errs[0], errs[1])
			}
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
