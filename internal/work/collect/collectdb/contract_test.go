package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"reflect"
	"slices"
	"testing"
	"time"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

func TestCampaignsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		out := w.Open("2026-08", "2026-09")
		c, err := w.DB.Campaign(ctx, w.Bureau, out.Campaign.ID)
		must(t, err)
		if !reflect.DeepEqual(c, out.Campaign) {
			t.Errorf("came back as\n%+v\nnot\n%+v", c, out.Campaign)
		}
		if signers, err := w.DB.Signers(ctx, w.Bureau, c.ID); err != nil || len(signers) == 0 || !reflect.DeepEqual(signers, c.Signatures) {
			t.Errorf("signers %v, %v; wanted %v", signers, err, c.Signatures)
		}
		if _, err := w.DB.Signers(ctx, "another-bureau", c.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads who signs: %v", err)
		}
		c.Title = "改名"
		c.Again = []collect.AskedAgain{{Field: "spent", Name: "投资", Reason: "口径'不同", Held: []collect.HeldHere{{From: collect.FromForm, Code: "funds", Path: "a.b", Name: "投资", Title: "经费", How: collect.NearName}}}}
		must(t, w.DB.UpdateCampaign(ctx, c))
		if err := w.DB.UpdateCampaign(ctx, c); !fault.Is(err, "campaign.stale") {
			t.Errorf("a stale revision was written: %v", err)
		}
		if _, err := w.DB.Campaign(ctx, "another-bureau", c.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads it: %v", err)
		}
		all, err := w.DB.Campaigns(ctx, w.Bureau, 2026)
		if err != nil || len(all) != 1 || all[0].Title != "改名" || all[0].Rev != 2 || !reflect.DeepEqual(all[0].Again, c.Again) {
			t.Errorf("%v %+v", err, all)
		}
		if none, err := w.DB.Campaigns(ctx, w.Bureau, 2025); err != nil || len(none) != 0 {
			t.Errorf("%v %+v", err, none)
		}
	})
}

func TestObligationsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		w.Open("2026-09")
		o := w.Owes(0, "2026-09")
		o.State, o.Awaits, o.BackDue = collect.Back, collect.AwaitsNobody, period.Date{Year: 2026, Month: 10, Day: 20}
		o.HandedInOn, o.Record, o.RecordNo = period.Date{Year: 2026, Month: 10, Day: 12}, "rec", 3
		o.SubmittedBy, o.SubmittedAt, o.Backs = "wangxue", time.Date(2026, 10, 12, 1, 2, 3, 4000, time.UTC), 1
		o.Paper = collect.Paper{
			Marks:        []collect.BackMark{{Path: "spent", Label: "投资", Reason: "少 '引号' \"与\" \\ 反斜杠", By: "何伟", At: o.SubmittedAt, Was: "1"}},
			Explanations: []collect.Explanation{{Finding: "c1", Text: "说明"}},
		}
		must(t, w.DB.Update(ctx, o))
		o.Rev++
		if got := w.Read(o.ID); !reflect.DeepEqual(got, o) {
			t.Errorf("came back as\n%+v\nnot\n%+v", got, o)
		}
		o.Rev--
		if err := w.DB.Update(ctx, o); !fault.Is(err, "return.moved") {
			t.Errorf("a stale revision was written: %v", err)
		}
		if _, err := w.DB.Obligation(ctx, "another-bureau", o.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads it: %v", err)
		}
		some, err := w.DB.Obligations(ctx, w.Bureau, []string{o.ID, "nobody", w.Owes(1, "2026-09").ID})
		if err != nil || len(some) != 2 {
			t.Errorf("%v %d", err, len(some))
		}
	})
}

func TestOneObligationPerUnitAndPeriod(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		w.Open("2026-09")
		o := w.Owes(0, "2026-09")
		o.ID = "another"
		if err := w.DB.AddObligations(context.Background(), []collect.Obligation{o}); !store.IsUnique(err) {
			t.Errorf("the same unit owes the same period twice: %v", err)
		}
	})
}

func TestListsOfTheDesk(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		out := w.Open("2026-07", "2026-08", "2026-09", "2026-10")
		day := period.Date{Year: 2026, Month: 10, Day: 12}
		july, august := w.Owes(0, "2026-07"), w.Owes(0, "2026-08")
		july.State, july.BackDue = collect.Back, period.Date{Year: 2026, Month: 12, Day: 1}
		must(t, w.DB.Update(ctx, july))
		august.State, august.Awaits, august.SubmittedAt, august.Paper.Nothing = collect.Submitted, collect.AwaitsSection, w.Time(), "没有"
		must(t, w.DB.Update(ctx, august))

		owed, err := w.DB.OwedBy(ctx, w.Bureau, collecttest.SchoolID(0), day)
		must(t, err)
		// October has not begun; July was sent back with a deadline after September's.
		if got := monthsOf(owed); !slices.Equal(got, []string{"2026-09", "2026-07"}) {
			t.Errorf("owed %v", got)
		}
		for name, c := range map[string]struct {
			query collect.Query
			want  []string
		}{
			"of the unit": {collect.Query{Unit: collecttest.SchoolID(0), Limit: 2}, []string{"2026-09", "2026-08"}},
			"in a state":  {collect.Query{Unit: collecttest.SchoolID(0), State: collect.Back, Limit: 9}, []string{"2026-07"}},
			"of a period": {collect.Query{Period: "2026-08", Limit: 9}, []string{"2026-08", "2026-08", "2026-08"}},
			"nothing":     {collect.Query{Nothing: true, Limit: 9}, []string{"2026-08"}},
			"not begun":   {collect.Query{Period: "2026-10", Limit: 9}, []string{}},
		} {
			c.query.Bureau, c.query.Begun = w.Bureau, day
			found, err := w.DB.Find(ctx, c.query)
			if got := monthsOf(found); err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s: %v %v", name, err, got)
			}
		}
		for name, c := range map[string]struct {
			whom        []collect.Awaits
			unit, owner string
			want        int
		}{
			"section":         {[]collect.Awaits{collect.AwaitsSection}, "", "sec", 1},
			"another section": {[]collect.Awaits{collect.AwaitsSection}, "", "sec2", 0},
			"head":            {[]collect.Awaits{collect.AwaitsChecker, collect.AwaitsChief}, collecttest.SchoolID(0), "", 0},
		} {
			waiting, err := w.DB.WaitingFor(ctx, w.Bureau, c.whom, c.unit, c.owner, 10)
			if err != nil || len(waiting) != c.want {
				t.Errorf("%s: %v %v", name, err, monthsOf(waiting))
			}
		}
		tallies, err := w.DB.Tallies(ctx, w.Bureau, 2026, period.Date{Year: 2026, Month: 10, Day: 20})
		must(t, err)
		count := map[string]int{}
		for _, tally := range tallies {
			if tally.Campaign != out.Campaign.ID {
				t.Errorf("tally of %s", tally.Campaign)
			}
			count[tally.Period+" "+string(tally.State)] = tally.Count*100 + tally.Late
		}
		want := map[string]int{"2026-07 back": 100, "2026-07 owed": 202, "2026-08 submitted": 100, "2026-08 owed": 202, "2026-09 owed": 303}
		if !reflect.DeepEqual(count, want) {
			t.Errorf("tallies %v, want %v", count, want)
		}
	})
}

func monthsOf(all []collect.Obligation) []string {
	months := make([]string, len(all))
	for i, o := range all {
		months[i] = o.Period.String()
	}
	return months
}

func TestBefore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		ctx := context.Background()
		w.Open("2026-07", "2026-08", "2026-09")
		july, september := w.Owes(0, "2026-07"), w.Owes(0, "2026-09")
		if _, err := w.DB.Before(ctx, w.Bureau, "works", collecttest.SchoolID(0), september.Period); fault.KindOf(err) != fault.NotFound {
			t.Errorf("nothing was filled before: %v", err)
		}
		july.Record, july.RecordNo = "rec", 1
		must(t, w.DB.Update(ctx, july))
		got, err := w.DB.Before(ctx, w.Bureau, "works", collecttest.SchoolID(0), september.Period)
		if err != nil || got.ID != july.ID { // August holds no values and is passed over
			t.Errorf("%v %s", err, got.Period)
		}
		year, err := period.Parse("2027")
		must(t, err)
		if _, err := w.DB.Before(ctx, w.Bureau, "works", collecttest.SchoolID(0), year); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a month came before a year: %v", err)
		}
	})
}

func TestChaseDisturbsNobody(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		out := w.Open("2026-09")
		a, b, c := w.Owes(0, "2026-09"), w.Owes(1, "2026-09"), w.Owes(2, "2026-09")
		c.State, c.BackDue = collect.Back, period.Date{Year: 2026, Month: 10, Day: 20}
		must(t, w.DB.Update(ctx, c))
		b.State = collect.Locked
		must(t, w.DB.Update(ctx, b))
		due := period.Date{Year: 2026, Month: 11, Day: 3}
		today := period.Date{Year: 2026, Month: 10, Day: 12}
		for i, want := range []int{1, 0} { // the second time on one day nothing is counted
			sent, err := w.DB.Remind(ctx, w.Bureau, []string{a.ID, b.ID}, today, today)
			if err != nil || len(sent) != want {
				t.Errorf("reminder %d: %v %v", i, sent, err)
			}
		}
		must(t, w.DB.Extend(ctx, w.Bureau, []string{a.ID, b.ID, c.ID}, due, period.Date{}))
		if got := w.Read(a.ID); got.Reminders != 1 || got.Due != due || got.Rev != a.Rev {
			t.Errorf("%+v", got)
		}
		if got := w.Read(b.ID); got.Due == due {
			t.Error("the due day of a locked return moved")
		}
		if got := w.Read(c.ID); got.Due != c.Due || got.BackDue != due {
			t.Errorf("sent back: due %s, again %s", got.Due, got.BackDue)
		}
		cells, err := w.DB.Cells(ctx, w.Bureau, out.Campaign.ID)
		if err != nil || len(cells) != 3 || cells[0].Reminders != 1 || cells[0].Due != due || cells[1].State != collect.Locked {
			t.Errorf("%v %+v", err, cells)
		}
	})
}
