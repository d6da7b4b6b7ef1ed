package collect_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// spending asks for what the monthly form asks, too, under the same words.
const spending = `form: spending
title: 经费支出月报
period: month
basis: 示例
sections:
  - title: 经费
    fields:
      - {code: used, name: 本年支出, type: money, unit: 万元, decimals: 2}
`

func (b *bureau) recur(reason string) collect.Campaign {
	b.t.Helper()
	in := collect.NewCampaign{
		Form: "school-monthly", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕3号", EndsOn: period.Date{Year: 2027, Month: 6, Day: 30},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
		Recurs: true, Periods: []period.Period{month(b.t, "2026-10")},
	}
	if reason != "" {
		in.Again = map[string]string{"spent": reason}
	}
	out, err := b.OpenCampaign(context.Background(), b.chief, in)
	must(b.t, err)
	return out.Campaign
}

func month(t testing.TB, id string) period.Period {
	t.Helper()
	p, err := period.Parse(id)
	must(t, err)
	return p
}

func (b *bureau) turnAt(year int, m time.Month, day int) collect.Turned {
	b.t.Helper()
	b.now = time.Date(year, m, day, 9, 0, 0, 0, calendar.Zone)
	done, err := b.TurnCampaigns(context.Background(), b.id)
	must(b.t, err)
	return done
}

// Another section begins to ask the same after a recurring campaign was opened: the
// clock, which can give no reason, holds the next period and tells the section once.
// With a reason it is sent, and the reason holds until somebody else asks, too.
func TestAPeriodThatAsksWhatIsHeldByNowWaitsForAReason(t *testing.T) {
	b := newBureau(t, 3)
	c := b.recur("")
	if done := b.turnAt(2026, 11, 2); done.Periods != 1 {
		t.Fatalf("nothing is held, and %d periods began", done.Periods)
	}
	b.publish(spending)
	_, err := b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: "spending", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕4号", EndsOn: period.Date{Year: 2027, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
		Periods: []period.Period{month(t, "2026-12"), month(t, "2027-01"), month(t, "2027-02")}, Again: map[string]string{"used": "资金拨付用"},
	})
	must(t, err)
	for range 2 { // told once
		if done := b.turnAt(2026, 12, 1); done.Periods != 0 {
			t.Fatalf("%d periods began without a reason", done.Periods)
		}
	}
	section, href := b.browser("hewei"), "/collect/campaigns/"+c.ID
	section.get(href).want(200).has("#heldnote", "2026 年 12 月从 12 月 1 日起该发，没有自动发")
	if p := b.browser("wangxue").get(href); strings.Contains(p.body, "heldnote") {
		t.Error("a school is shown what its section has to decide")
	}
	p := section.get(href + "/held").want(200)
	p.has(".again", "本年支出")
	p.has(".again", "经费支出月报")
	in := p.fields("held")
	section.post(href+"/held", in).want(422).has(".summary", "本年支出")
	in.Set("again:spent", "月报用于监测，口径不同")
	section.get(section.post(href+"/held", in).want(303).location).want(200).has(".toast", "已发出 1 张应报")
	section.post(href+"/held", in).want(409) // a double click
	section.get(href + "/held").want(409)
	// The reason holds, also over the year's end.
	if done := b.turnAt(2027, 1, 4); done.Periods != 1 || b.owed(0, "2027-01").State != collect.Owed {
		t.Errorf("the next year's campaign: %+v", done)
	}
	entries := b.auditOf(c.ID)
	if entries["campaign.hold"] != 1 || entries["campaign.release"] != 1 {
		t.Errorf("log: %v", entries)
	}
}

// Caps are looked at again for each period that the clock begins.
func TestAPeriodThatGoesAboveACapWaitsForAYes(t *testing.T) {
	b := newBureau(t, 3)
	c := b.recur("")
	b.Caps = capBook{"burden.year.forms": "1"}
	if done := b.turnAt(2026, 11, 2); done.Periods != 0 { // the second of the year
		t.Fatalf("%d periods began above the cap", done.Periods)
	}
	section, href := b.browser("hewei"), "/collect/campaigns/"+c.ID
	b.Caps = capBook{} // the cap is lifted meanwhile
	section.get(href+"/held").want(200).has(".head", "原因已经不在了").Lacks("[name=above]")
	b.Caps = capBook{"burden.year.forms": "1"}
	p := section.get(href + "/held").want(200)
	in := p.fields("held")
	section.post(href+"/held", in).want(422)
	in.Set("above", "yes")
	section.post(href+"/held", in).want(303)
	if done := b.turnAt(2026, 12, 1); done.Periods != 1 {
		t.Errorf("accepted for the year, and %d periods began", done.Periods)
	}
}

// A period that was held for want of a reason, and whose units go above a cap since:
// one decision on both lets it begin.
func TestACapThatIsMetAfterAPeriodWasHeldIsAcceptedWithIt(t *testing.T) {
	b := newBureau(t, 3)
	c := b.recur("")
	b.turnAt(2026, 11, 2)
	b.publish(spending)
	_, err := b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: "spending", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕4号", EndsOn: period.Date{Year: 2027, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
		Periods: []period.Period{month(t, "2026-12")}, Again: map[string]string{"used": "资金拨付用"},
	})
	must(t, err)
	b.turnAt(2026, 12, 1)
	b.Caps = capBook{"burden.year.forms": "1"}
	section, href := b.browser("hewei"), "/collect/campaigns/"+c.ID
	in := section.get(href + "/held").want(200).fields("held")
	in.Set("again:spent", "月报用于监测，口径不同")
	in.Set("above", "yes")
	section.get(section.post(href+"/held", in).want(303).location).want(200).has(".toast", "已发出 1 张应报")
}

// The log names that the section was told of the approval running out.
func TestTheWarningOfAnEndingApprovalIsLogged(t *testing.T) {
	b := newBureau(t, 2)
	c := b.recur("")
	b.turnAt(2027, 6, 28)
	b.turnAt(2027, 6, 29)
	warned := 0
	all, err := b.Campaigns(context.Background(), b.chief, 2027)
	must(t, err)
	for _, one := range all {
		warned += b.auditOf(one.Campaign.ID)["campaign.warn"]
	}
	if warned != 1 {
		t.Errorf("%d warnings in the log of %s and what carries it on", warned, c.ID)
	}
}

// auditOf counts a campaign's log by verb.
func (b *bureau) auditOf(campaign string) map[string]int {
	b.t.Helper()
	all, err := b.audit.Of(context.Background(), b.id, "campaign", campaign)
	must(b.t, err)
	n := map[string]int{}
	for _, e := range all {
		n[e.Verb]++
	}
	return n
}
