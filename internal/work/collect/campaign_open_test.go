package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

func TestOpenCreatesEveryObligationAtOnce(t *testing.T) {
	w := newWorld(t)
	out, err := w.OpenCampaign(context.Background(), chief, newCampaign())
	if err != nil {
		t.Fatal(err)
	}
	// 石桥小学 closed on 10 September: it owes August and not September.
	if out.Units != 2 || out.Obligations != 3 || len(w.store.rows) != 3 {
		t.Fatalf("%d units, %d obligations, %d rows", out.Units, out.Obligations, len(w.store.rows))
	}
	if out.Campaign.Title != "校舍进度月报" || out.Campaign.Basis != "专项资金月报制度" {
		t.Errorf("title and basis come from the form: %+v", out.Campaign)
	}
	for _, o := range w.store.rows {
		want := map[string]string{
			"2026-08": "2026-09-07", // five working days after Monday, 31 August
			"2026-09": "2026-10-13", // National Day: 1 to 7 October off, 10 October worked
		}[o.Period.String()]
		if o.State != collect.Owed || o.Due.String() != want {
			t.Errorf("%s %s: %s due %s, want %s", o.Unit, o.Period, o.State, o.Due, want)
		}
	}
	if w.log.count("campaign.open") != 1 {
		t.Error("not in the log")
	}
}

func TestOpenRefuses(t *testing.T) {
	cases := map[string]struct {
		change func(*collect.NewCampaign)
		field  string
	}{
		"no list number":     {func(c *collect.NewCampaign) { c.ListNo = " " }, "list"},
		"no end":             {func(c *collect.NewCampaign) { c.EndsOn = period.Date{} }, "ends"},
		"no period":          {func(c *collect.NewCampaign) { c.Periods = nil }, "periods"},
		"no units":           {func(c *collect.NewCampaign) { c.Units = collect.UnitRule{} }, "units"},
		"nobody of the type": {func(c *collect.NewCampaign) { c.Units.Types = []org.UnitType{org.Senior} }, "units"},
		"due at once":        {func(c *collect.NewCampaign) { c.Due.Workdays = 0 }, "due"},
		"signs without filler": {func(c *collect.NewCampaign) {
			c.Signatures = []collect.SignRole{collect.Chief}
		}, "signatures"},
		"signs out of order": {func(c *collect.NewCampaign) {
			c.Signatures = []collect.SignRole{collect.Filler, collect.Chief, collect.Checker}
		}, "signatures"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			in := newCampaign()
			c.change(&in)
			_, err := w.OpenCampaign(context.Background(), chief, in)
			if f := wantFault(t, err, "collect.campaign"); !hasField(f, c.field) {
				t.Errorf("the fault names %+v, not %s", f.Fields, c.field)
			}
			if len(w.store.rows) != 0 {
				t.Error("rows were written")
			}
		})
	}
}

func TestOneFormIsAskedOnceForAPeriod(t *testing.T) {
	w := newWorld(t)
	w.open()
	rows := len(w.store.rows)
	again := newCampaign()
	again.Again = map[string]string{"total": "没有理由能让一个数报两次"}
	_, err := w.OpenCampaign(context.Background(), chief, again)
	if f := wantFault(t, err, "collect.twice"); !hasField(f, "periods") {
		t.Errorf("fields %+v", f.Fields)
	}
	if len(w.store.rows) != rows {
		t.Error("rows were written")
	}
}

func TestOpenIsForTheOwnSection(t *testing.T) {
	w := newWorld(t)
	in := newCampaign()
	in.Owner = "another-section"
	if _, err := w.OpenCampaign(context.Background(), chief, in); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section opened a campaign for another: %v", err)
	}
	if _, err := w.OpenCampaign(context.Background(), clerk, newCampaign()); fault.KindOf(err) == fault.Internal || err == nil {
		t.Errorf("a school opened a campaign: %v", err)
	}
}

func TestUnitRule(t *testing.T) {
	a := org.Unit{ID: "a", Type: org.Primary, Zone: "east"}
	cases := []struct {
		rule collect.UnitRule
		want bool
	}{
		{collect.UnitRule{Types: []org.UnitType{org.Primary}}, true},
		{collect.UnitRule{Types: []org.UnitType{org.Junior}}, false},
		{collect.UnitRule{Types: []org.UnitType{org.Primary}, Zones: []string{"west"}}, false},
		{collect.UnitRule{Types: []org.UnitType{org.Primary}, Zones: []string{"west", "east"}}, true},
		{collect.UnitRule{Types: []org.UnitType{org.Primary}, Exclude: []string{"a"}}, false},
		{collect.UnitRule{Include: []string{"a"}}, true},
		{collect.UnitRule{Include: []string{"a"}, Exclude: []string{"a"}}, false},
	}
	for _, c := range cases {
		if got := c.rule.Takes(a); got != c.want {
			t.Errorf("%+v takes the unit: %v", c.rule, got)
		}
	}
}
