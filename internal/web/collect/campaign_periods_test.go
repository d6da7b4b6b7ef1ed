package collect_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// counting is a form that asks for one number each period.
const counting = `form: count-%[1]s
title: 点数（%[1]s）
period: %[1]s
basis: 示例
sections:
  - title: 数量
    fields:
      - {code: n, name: 数量, type: integer, required: true}
`

// From what is typed on the page to the day on a school's return, for every kind of
// periods. Today is 12 October 2026.
func TestEveryKindOfPeriodsFromThePageToTheReturn(t *testing.T) {
	for _, tt := range []struct {
		kind           string
		year, from, to string
		after          string
		want           []string // period, opens, due
	}{
		{kind: "year", year: "2026", after: "end", want: []string{"2026 2026-12-31 2027-01-07"}},
		{kind: "half", year: "2026", after: "end", want: []string{"2026-H1 2026-06-30 2026-07-07", "2026-H2 2026-12-31 2027-01-07"}},
		{kind: "quarter", year: "2026", from: "3", to: "3", after: "end", want: []string{"2026-Q3 2026-09-30 2026-10-13"}},
		{kind: "quarter", year: "2026", from: "4", after: "start", want: []string{"2026-Q4 2026-10-01 2026-10-13"}},
		{kind: "month", year: "2026", from: "11", to: "12", after: "end", want: []string{"2026-11 2026-11-30 2026-12-07", "2026-12 2026-12-31 2027-01-07"}},
		{kind: "week", year: "2026", to: "1", after: "end", want: []string{"2026-W01 2026-01-04 2026-01-09"}},
		{kind: "week", year: "2026", from: "53", after: "end", want: []string{"2026-W53 2027-01-03 2027-01-08"}},
		{kind: "school-year", year: "2026", after: "start", want: []string{"2026-2027 2026-09-01 2026-09-08"}},
		{kind: "term", year: "2026", after: "end", want: []string{"2026-2027-T1 2027-01-22 2027-01-29", "2026-2027-T2 2027-07-02 2027-07-09"}},
		{kind: "term", year: "2026", after: "start", want: []string{"2026-2027-T1 2026-08-31 2026-09-07", "2026-2027-T2 2027-02-22 2027-03-01"}},
		{kind: "term", year: "2026", from: "2", to: "2", after: "end", want: []string{"2026-2027-T2 2027-07-02 2027-07-09"}},
		{kind: "term", year: "2027", from: "1", to: "1", after: "end", want: []string{"2027-2028-T1 2028-01-20 2028-01-27"}}, // as usual
		{kind: "term", year: "2026", from: "3", after: "end"},                                                                // there are two
		{kind: "month", year: "2026", from: "13", after: "end"},
	} {
		t.Run(strings.Join([]string{tt.kind, tt.year, tt.from, tt.to, tt.after}, " "), func(t *testing.T) {
			b := newBureau(t, 2)
			b.enterTerms()
			b.publish(fmt.Sprintf(counting, tt.kind))
			section := b.browser("hewei")
			in := url.Values{"form": {"count-" + tt.kind}, "owner": {"sec"}, "year": {tt.year}, "from": {tt.from}, "to": {tt.to}, "due": {"5"}, "after": {tt.after},
				"signatures": {"one"}, "type": {"primary"}, "ends": {"2028-12-31"}, "list": {"云教表〔2026〕3号"}}
			if len(tt.want) == 0 {
				section.post("/collect/campaigns", in).want(422).has(".summary", "期")
				return
			}
			href := section.post("/collect/campaigns", in).want(303).location
			p := section.get(href).want(200)
			m, err := b.Matrix(context.Background(), b.chief, strings.TrimPrefix(href, "/collect/campaigns/"))
			must(t, err)
			var got []string
			for i, q := range m.Campaign.Periods {
				o, err := b.Store.Obligation(context.Background(), b.id, m.Rows[0].Cells[i].ID)
				must(t, err)
				got = append(got, q.String()+" "+o.Opens.String()+" "+o.Due.String())
				p.has("main", q.Short().In(i18n.Chinese))
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// enterTerms enters the school calendar of 2026—2027.
func (b *bureau) enterTerms() {
	b.t.Helper()
	day := func(text string) period.Date {
		d, err := period.ParseDate(text)
		must(b.t, err)
		return d
	}
	office := access.Actor{Bureau: b.id, Person: "office", Door: access.Screen, Post: access.Post{Role: access.Office}}
	must(b.t, b.Calendar.(*calendar.Service).SetTerms(context.Background(), office, calendar.SchoolYear{Year: 2026, Source: "云教厅〔2026〕12号", Terms: []period.TermDays{
		{First: day("2026-08-31"), Last: day("2027-01-22")}, {First: day("2027-02-22"), Last: day("2027-07-02")},
	}}))
}

// Before a campaign is sent, the page names the terms with their days, says whether
// they rest on a calendar, and shows when each period is due.
func TestTheCampaignFormNamesTheTerms(t *testing.T) {
	b := newBureau(t, 2)
	b.publish(fmt.Sprintf(counting, "term"))
	section := b.browser("hewei")
	section.get("/collect/campaigns/new").want(200).has("#school", "2026—2027 学年：第一学期：2026 年 9 月 1 日至2027 年 1 月 20 日；第二学期")
	in := url.Values{"form": {"count-term"}, "owner": {"sec"}, "year": {"2026"}, "due": {"5"}, "grace": {"2"}, "after": {"end"}, "signatures": {"one"},
		"type": {"primary"}, "ends": {"2028-12-31"}, "list": {"云教表〔2026〕3号"}, "act": {"preview"}}
	section.post("/collect/campaigns", in).want(200).has("#days .note", "校历还没有录入")
	b.enterTerms()
	p := section.post("/collect/campaigns", in).want(200)
	p.has("#days", "2026—2027 学年第一学期：2027 年 1 月 22 日起可以报，时限 2027 年 1 月 29 日，宽限到 2027 年 2 月 2 日")
	p.has("#days", "2026—2027 学年第二学期：2027 年 7 月 2 日起可以报")
	if strings.Contains(text(p.Find("#days")), "校历还没有录入") {
		t.Error("the calendar is entered, and the page says that it is not")
	}
}

// Whoever corrects the school calendar moves the returns that cannot be reported
// yet; those that have begun keep their days. A recurring campaign makes the second
// term as it begins, and the next school year's.
func TestTermsFollowTheCalendarAndRecur(t *testing.T) {
	b := newBureau(t, 2)
	b.enterTerms()
	b.publish(fmt.Sprintf(counting, "term"))
	section := b.browser("hewei")
	in := url.Values{"form": {"count-term"}, "owner": {"sec"}, "year": {"2026"}, "due": {"5"}, "after": {"end"}, "signatures": {"one"},
		"type": {"primary"}, "ends": {"2028-12-31"}, "list": {"云教表〔2026〕3号"}, "recurs": {"1"}}
	href := section.post("/collect/campaigns", in).want(303).location
	school := b.Calendar.(*calendar.Service)
	school.Followers = append(school.Followers, b.Service)
	ctx := context.Background()
	due := func(id string) string { return b.owed(0, id).Due.String() }
	if got := due("2026-2027-T1"); got != "2027-01-29" {
		t.Fatalf("due %s", got)
	}
	office := access.Actor{Bureau: b.id, Person: "office", Door: access.Screen, Post: access.Post{Role: access.Office}}
	years, err := school.SchoolYears(ctx, office, 2026, 2026)
	must(t, err)
	moved := years[0]
	moved.Terms[0].Last = period.Date{Year: 2027, Month: 1, Day: 15}
	texts, err := school.ForeseeTerms(ctx, office, moved)
	must(t, err)
	if len(texts) != 1 || !strings.Contains(texts[0].In(i18n.Chinese), "2026—2027 学年第一学期的时限改为 1 月 22 日") {
		t.Errorf("foreseen: %v", texts)
	}
	must(t, school.SetTerms(ctx, office, moved))
	if got := due("2026-2027-T1"); got != "2027-01-22" {
		t.Errorf("after the calendar changed it is due %s", got)
	}
	b.now = time.Date(2027, 9, 2, 9, 0, 0, 0, calendar.Zone)
	turned, err := b.TurnCampaigns(ctx, b.id)
	must(t, err)
	if turned.Periods != 2 {
		t.Errorf("%d periods begun, want the second term and the first of the next school year", turned.Periods)
	}
	if got := due("2027-2028-T1"); got != "2028-01-27" {
		t.Errorf("the next school year's first term is due %s", got)
	}
	section.get(href).want(200).has("main", "第二学期")
	// The second term has ended: its days stay, and it cannot be taken out.
	years, err = school.SchoolYears(ctx, office, 2026, 2026)
	must(t, err)
	short := years[0]
	short.Terms = short.Terms[:1]
	if err := school.SetTerms(ctx, office, short); !fault.Is(err, "calendar.terms") {
		t.Errorf("a term that is asked for was taken out: %v", err)
	}
	years[0].Terms[1].Last = period.Date{Year: 2027, Month: 7, Day: 16}
	before := due("2026-2027-T2")
	must(t, school.SetTerms(ctx, office, years[0]))
	if got := due("2026-2027-T2"); got != before {
		t.Errorf("a term that has begun moved from %s to %s", before, got)
	}
}
