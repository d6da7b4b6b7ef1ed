package levelsdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// What a form computes from other returns is computed, in a roll-up, from the returns of
// the county in the city, as it will be when it is handed up; never from what the schools'
// own computed cells add up to.
func TestARollUpReadsWhatStandsAbove(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.ask(t, readingYAML, "rooms")
		_, err := l.levels.Deliver(ctx, l.city.Bureau)
		must(t, err)
		works, rooms := l.of(t, "up-works"), l.of(t, "up-rooms")
		for _, m := range []levels.Mandate{works, rooms} {
			_, err := l.levels.Issue(ctx, l.county.Chief, m.ID, issue(5))
			must(t, err)
		}
		for school := range 3 {
			for _, o := range l.both(t, school) {
				values := collecttest.Sheet("4", "1.50")
				if o.Form == "up-rooms" {
					values = form.Raw{"rooms": "10"}
				}
				o, err := l.county.Submit(ctx, l.county.Clerk("clerk", school), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: values}})
				must(t, err)
				_, err = l.county.Review(ctx, l.county.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
				must(t, err)
			}
		}
		month := l.county.Month("2026-09")
		roll := func() (spent, seal string) {
			t.Helper()
			r, err := l.levels.RollUp(ctx, l.county.Chief, rooms.ID, month)
			must(t, err)
			if got := r.Values.Get("rooms").Number().String(); got != "30" {
				t.Errorf("the sum of rooms is %s", got)
			}
			if r.Sayable("spent") {
				t.Error("a computed cell can be said by hand")
			}
			return r.Values.Get("spent").String(), r.Seal()
		}
		before, old := roll()
		if before != "" {
			t.Errorf("nothing stands above yet and the schools' 6 each is no answer: %q", before)
		}
		// The county's return above says 20, which is not what the schools add up to.
		due := works.Due[0].Return
		county := access.Actor{Bureau: l.city.Bureau, Person: "hewei", Name: "何伟", Door: access.Screen, Post: access.Post{ID: "p0", Unit: works.Unit, Role: access.Clerk}}
		_, err = l.city.Submit(ctx, county, collect.SubmitInput{SaveInput: collect.SaveInput{Return: due, Raw: collecttest.Sheet("20", "1.50")}})
		must(t, err)
		after, fresh := roll()
		if after != "10" {
			t.Errorf("30 rooms less the 20 that stand above: %q", after)
		}
		in := levels.HandUpInput{Period: month, Seen: old}
		if _, err := l.levels.HandUp(ctx, l.county.Chief, rooms.ID, in); !fault.Is(err, "mandate.moved") {
			t.Errorf("what was seen is another figure: %v", err)
		}
		in.Seen = fresh
		o, err := l.levels.HandUp(ctx, l.county.Chief, rooms.ID, in)
		must(t, err)
		handed, err := l.city.Records.LoadRev(ctx, l.city.Bureau, o.Record, o.RecordNo)
		must(t, err)
		if got := handed.Values.Get("spent").String(); got != "10" {
			t.Errorf("handed up %q", got)
		}
	})
}
