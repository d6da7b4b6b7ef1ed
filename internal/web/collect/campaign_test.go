package collect_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/work/collect"
)

func TestMatrix(t *testing.T) {
	b := newBureau(t, 6)
	out := b.open(alone, "2026-07", "2026-08", "2026-09", "2026-10")
	href := "/collect/campaigns/" + out.Campaign.ID
	b.submit(b.actor("wangxue"), b.owed(0, "2026-08"), goodSheet("10"))
	section := b.browser("hewei")
	p := section.get(href).want(200)
	p.has("h1", "教育事业月报，2026 年")
	p.has(".verdict", "9月应报 6，已锁定 0，时限 10 月 13 日")
	p.has(".matrix .group", "幼儿园 2")
	row := p.Find(".matrix tbody tr").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Find("th").Text(), "青溪小学") })
	if cells := row.Find("td.c"); cells.Length() != 4 || !cells.Eq(1).Find("i").Is(".sent") || !cells.Eq(0).Find("i").Is(".late") ||
		!cells.Eq(2).Is(".now") || !cells.Eq(2).Find("i").Is(".due") || cells.Eq(3).Children().Length() != 0 {
		t.Errorf("the row reads %v", outerHTML(t, row))
	}
	if box := row.Find("input[type=checkbox]").AttrOr("value", ""); len(strings.Split(box, ",")) != 2 {
		t.Errorf("a tick means %q", box)
	}
	p.has(".matrix", "李娜、王雪")

	filtered := section.get(href + "?type=primary&state=owed").want(200)
	if n := filtered.Find(".matrix tbody tr:not(.group)").Length(); n != 2 {
		t.Errorf("%d rows pass the filter", n)
	}
	section.get(href+"?zone=%E5%8D%97%E7%89%87").want(200).has(".empty", "没有符合条件")
	b.browser("wangxue").get(href).want(404)
}

func outerHTML(t *testing.T, s *goquery.Selection) string {
	t.Helper()
	html, err := goquery.OuterHtml(s)
	must(t, err)
	return html
}

func TestChaseFromTheMatrix(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-09")
	href := "/collect/campaigns/" + out.Campaign.ID
	section := b.browser("hewei")
	box := section.get(href).Find(".matrix input[type=checkbox]").First().AttrOr("value", "")
	p := section.get(section.post(href+"/chase", url.Values{"return": {box}, "act": {"remind"}}).want(303).location)
	p.has(".toast", "已催办 1 张")
	p.has(".matrix", "催办 1 次")
	section.post(href+"/chase", url.Values{"return": {box}, "act": {"extend"}, "due": {"2020-01-01"}}).want(422)
	section.post(href+"/chase", url.Values{"return": {box}, "act": {"extend"}, "due": {"２０２６"}}).want(422)
	section.post(href+"/chase", url.Values{"act": {"remind"}}).want(422)
	section.post(href+"/chase", url.Values{"return": {box}, "act": {"extend"}, "due": {"2026-11-02"}}).want(303)
	b.browser("wangxue").post(href+"/chase", url.Values{"return": {box}, "act": {"remind"}}).want(404)
}

func TestLockWhatIsReviewed(t *testing.T) {
	b := newBureau(t, 2)
	out := b.open(alone, "2026-09")
	href := "/collect/campaigns/" + out.Campaign.ID
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	section := b.browser("hewei")
	section.post(collect.Link(o.ID)+"/review", section.get(collect.Link(o.ID)).fields("do-review")).want(303)
	p := section.get(href).want(200)
	p.has(".acts", "锁定已审核的 1 个")
	p = section.get(section.post(href+"/lock", p.fields("lock")).want(303).location)
	p.has(".toast", "已锁定 1 张")
	if p.Find(".matrix i.lock").Length() != 1 {
		t.Error("nothing is locked")
	}
}

func TestOpenACampaign(t *testing.T) {
	b := newBureau(t, 4)
	section := b.browser("hewei")
	p := section.get("/collect/campaigns/new").want(200)
	p.has("#form", "教育事业月报（第 1 版）")
	in := url.Values{"form": {"school-monthly"}, "owner": {"sec"}, "year": {"2026"}, "from": {"9"}, "to": {"10"}, "due": {"5"}, "after": {"end"},
		"signatures": {"two"}, "type": {"primary", "junior"}, "ends": {"2026-12-31"}, "title": {"<b>月报</b>"}}
	p = section.post("/collect/campaigns", in).want(422)
	p.has(".why", "清单编号")
	if v := p.Find("#title").AttrOr("value", ""); v != "<b>月报</b>" {
		t.Errorf("the title reads %q", v)
	}
	in.Set("list", "云教表〔2026〕3号")
	p = section.get(section.post("/collect/campaigns", in).want(303).location).want(200)
	p.has(".toast", "已发给 3 个单位，共 6 张应报")
	p.has("h1", "<b>月报</b>，2026 年")
	in.Set("title", "再来一次")
	in.Set("form", "no-such-form")
	if p := section.post("/collect/campaigns", in); p.status != 404 {
		t.Errorf("a form that is not there: %d", p.status)
	}
	b.browser("wangxue").get("/collect/campaigns/new").want(404)
}

func TestMatrixOfManyUnitsIsQuick(t *testing.T) {
	b := newBureau(t, 1300)
	months := strings.Fields("2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 2026-11 2026-12")
	out := b.open(alone, months...)
	section := b.browser("hewei")
	href := "/collect/campaigns/" + out.Campaign.ID
	section.get(href).want(200)
	best := time.Hour
	for range 5 {
		began := time.Now()
		p := section.get(href)
		took := time.Since(began)
		if n := p.Find(".matrix tbody tr:not(.group)").Length(); n != 1300 {
			t.Fatalf("%d rows", n)
		}
		best = min(best, took)
	}
	t.Logf("1,300 units × 12 months: %v with parsing here", best)
	// Ten times the aim, so that a busy machine does not fail and a query per unit does.
	if best > time.Second && !raceOn {
		t.Errorf("the matrix took %v", best)
	}
}
