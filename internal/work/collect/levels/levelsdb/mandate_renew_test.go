package levelsdb_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/record"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collecttest"
	"nianlun/internal/work/collect/levels"
)

// logged are the county's entries of a thing with a verb.
func (l *chain) logged(t *testing.T, thing, verb string) []audit.Entry {
	t.Helper()
	all, err := l.county.Bases.Audit.Of(context.Background(), l.county.Bureau, access.Campaign, thing)
	must(t, err)
	return slices.DeleteFunc(all, func(e audit.Entry) bool { return e.Verb != verb })
}

// above is the city's campaign.
func (l *chain) above(t *testing.T) collect.Campaign {
	t.Helper()
	c, err := l.city.DB.Campaign(context.Background(), l.city.Bureau, l.mandate.Above)
	must(t, err)
	return c
}

func accept(m levels.Mandate, workdays int) levels.Accept {
	return levels.Accept{Seen: m.Rev, Due: collect.DueRule{Workdays: workdays, After: collect.AfterEnd}}
}

// A mandate that was issued before what it was made from was kept hears of changes
// all the same, and of nothing before there is one.
func TestAMandateOfAnOlderReleaseIsRenewed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		must(t, s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.Write(ctx).NewRaw("UPDATE mandate SET version = 0, signatures = '[]', taken = 'null'").Exec(ctx)
			return err
		}))
		if n := l.deliver(t); n != 0 {
			t.Errorf("%d renewed although nothing has changed", n)
		}
		l.addAbove(t, "2026-10")
		if n := l.deliver(t); n != 1 {
			t.Errorf("%d renewed", n)
		}
		r := l.mandate.Renewal()
		if len(r.Added) != 1 || r.Added[0].Period != l.county.Month("2026-10") || len(r.Terms) != 0 || r.From != r.To {
			t.Fatalf("the county sees %+v", r)
		}
		_, err = l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, accept(l.mandate, 5))
		must(t, err)
	})
}

// A period that the city adds later is asked of the schools by one act of the
// county, and by nothing else: until then there is nothing to hand up.
func TestAPeriodThatIsAddedAboveIsAcceptedByHand(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		if n := len(l.logged(t, l.mandate.ID, "mandate.deliver")); n != 1 {
			t.Errorf("%d entries of the delivery", n)
		}
		opened, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		l.addAbove(t, "2026-10")
		if n := l.deliver(t); n != 1 {
			t.Fatalf("%d renewed", n)
		}
		if all := l.logged(t, l.mandate.ID, "mandate.renew"); len(all) != 1 || all[0].Door != access.Rule {
			t.Errorf("the renewal in the log: %+v", all)
		}
		october := l.county.Month("2026-10")
		r := l.mandate.Renewal()
		if len(r.Added) != 1 || r.Added[0].Period != october {
			t.Fatalf("the county sees %+v", r)
		}
		_, err = l.levels.HandUp(ctx, l.county.Chief, l.mandate.ID, levels.HandUpInput{Period: october})
		if !fault.Is(err, "mandate.unasked") {
			t.Errorf("handed up what no school was asked for: %v", err)
		}
		_, err = l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, accept(l.mandate, 10))
		if f := fault.As(err); err == nil || f.Code != "collect.campaign" {
			t.Errorf("the schools are due no earlier than the county: %v", err)
		}
		stale := accept(l.mandate, 5)
		stale.Seen--
		if _, err := l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, stale); !fault.Is(err, "mandate.stale") {
			t.Errorf("accepted what was not seen: %v", err)
		}
		if _, err := l.levels.Accept(ctx, l.county.Clerk("clerk", 0), l.mandate.ID, accept(l.mandate, 5)); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a school accepted: %v", err)
		}
		done, err := l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, accept(l.mandate, 5))
		must(t, err)
		if done.Periods != 1 || done.Added != 3 {
			t.Errorf("%+v", done)
		}
		c, err := l.county.DB.Campaign(ctx, l.county.Bureau, opened.Campaign.ID)
		must(t, err)
		if !slices.Contains(c.Periods, october) || !l.county.Owes(0, "2026-10").Due.Before(r.Added[0].Due) {
			t.Errorf("periods %v, due %s", c.Periods, l.county.Owes(0, "2026-10").Due)
		}
		l.read(t)
		if _, err := l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, accept(l.mandate, 5)); !fault.Is(err, "mandate.same") {
			t.Errorf("accepted twice: %v", err)
		}
	})
}

// addAbove asks the county for one more month, as a recurring campaign does.
func (l *chain) addAbove(t *testing.T, month string) {
	t.Helper()
	ctx := context.Background()
	c := l.above(t)
	p := l.city.Month(month)
	c.Periods = append(c.Periods, p)
	must(t, l.city.DB.UpdateCampaign(ctx, c))
	cells, err := l.city.DB.Cells(ctx, c.Bureau, c.ID)
	must(t, err)
	o := l.city.Read(cells[0].ID)
	o.ID, o.Period, o.Opens, o.Due, o.Rev = id.New(), p, p.End(nil), on(11, 13), 1
	must(t, l.city.DB.AddObligations(ctx, []collect.Obligation{o}))
}

// Withdrawn periods, a new version and an end above change nothing below until they
// are accepted, and then what was ticked.
func TestWhatIsWithdrawnMovedAndEndedAboveIsFollowedWhenWanted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		l.deliver(t)
		_, err := l.levels.Issue(ctx, l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)

		_, err = l.city.Records.(*record.Service).Publish(ctx, l.city.Chief, collecttest.Works+"      - {code: more, name: 另加, type: integer}\n")
		must(t, err)
		_, err = l.city.MoveToVersion(ctx, l.city.Chief, l.mandate.Above, l.above(t).Rev, 2)
		must(t, err)
		excused, err := l.city.Exempt(ctx, l.city.Chief, l.mandate.Above, []string{l.mandate.Due[0].Return}, "今年不要")
		must(t, err)
		must(t, excused[0].Err)
		l.deliver(t)
		r := l.mandate.Renewal()
		if r.From != 1 || r.To != 2 || len(r.Withdrawn) != 1 || r.Withdrawn[0].Why != "今年不要" {
			t.Fatalf("%+v", r)
		}
		if o := l.county.Owes(0, "2026-09"); o.State != collect.Owed || o.Version != 1 {
			t.Errorf("before anybody accepted: %s, version %d", o.State, o.Version)
		}
		in := accept(l.mandate, 5)
		in.Let = true
		done, err := l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, in)
		must(t, err)
		if o := l.county.Owes(0, "2026-09"); done.Lifted != 3 || done.Version != 2 || o.State != collect.Exempt || o.Version != 2 {
			t.Errorf("%+v, and the school's return is %s of version %d", done, o.State, o.Version)
		}

		_, err = l.city.EndCampaign(ctx, l.city.Chief, l.mandate.Above, collect.EndInput{Seen: l.above(t).Rev, Why: "专项结束"})
		must(t, err)
		l.deliver(t)
		if r := l.mandate.Renewal(); !r.Ended || l.mandate.EndedWhy != "专项结束" {
			t.Fatalf("%+v", r)
		}
		in = accept(l.mandate, 5)
		in.End = true
		done, err = l.levels.Accept(ctx, l.county.Chief, l.mandate.ID, in)
		must(t, err)
		c, err := l.county.DB.Campaign(ctx, l.county.Bureau, l.mandate.Campaign)
		must(t, err)
		if !done.Ended || c.State != collect.Ended {
			t.Errorf("%+v, the own campaign is %s", done, c.State)
		}
	})
}

// A campaign that has ended before anybody was told is handed to nobody.
func TestAnEndedCampaignIsNotHandedDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, ctx := newChain(t, s), context.Background()
		all, err := l.city.DB.Campaigns(ctx, l.city.Bureau, 0)
		must(t, err)
		_, err = l.city.EndCampaign(ctx, l.city.Chief, all[0].ID, collect.EndInput{Seen: all[0].Rev, Why: "误发"})
		must(t, err)
		if n, err := l.levels.Deliver(ctx, l.city.Bureau); err != nil || n != 0 {
			t.Errorf("%d delivered, %v", n, err)
		}
	})
}
