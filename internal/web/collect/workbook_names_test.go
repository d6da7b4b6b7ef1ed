package collect_test

import (
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/work/collect"
)

// hasNot fails when one of the words stands on the page.
func (p page) hasNot(words ...string) {
	p.t.Helper()
	for _, word := range words {
		if strings.Contains(p.body, word) {
			p.t.Errorf("%q is shown", word)
		}
	}
}

// A workbook offers the units and people that the page offers and no others; what it would change is said with their
// names, periods in words, and personal numbers in part, wherever they stand.
func TestNamesInWorkbooks(t *testing.T) {
	b := newBureau(t, 2)
	o := b.hazards(t)
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	values := fill(clerk.get(href).fields("return"), found())
	values.Set("return:act", "save")
	clerk.post(href, values).want(303)

	f := clerk.workbook(href + "/workbook.xlsx")
	lists, err := f.GetRows("_lists")
	must(t, err)
	offered := ""
	for _, row := range lists {
		offered += strings.Join(row, " ") + "\n"
	}
	if strings.Contains(offered, "孙丽") || !strings.Contains(offered, "何伟（计划财务科）") || !strings.Contains(offered, "陆建华") {
		t.Errorf("the lists offer %q", offered)
	}
	cell := func(code string) string { return f.at(fillSheet, code, "c:value") }
	leader, err := f.GetCellValue(fillSheet, cell("leader"))
	must(t, err)
	if leader != "陆建华" {
		t.Errorf("the leader is called %q", leader)
	}
	f.set(fillSheet, cell("leader"), "何伟（计划财务科）")
	f.set(fillSheet, cell("phone"), "13899995678") // looks the same where it is masked
	f.set(fillSheet, cell("card"), "110105194912310021")
	f.set(fillSheet, cell("term"), "2025-2026-T2")
	f.set(fillSheet, cell("section"), "孙丽")
	up := href + "/workbook"
	look := clerk.upload(up, url.Values{}, "file", "月报.xlsx", f.bytes()).want(303).location
	p := clerk.get(look).want(200)
	for _, words := range []string{"陆建华", "何伟（计划财务科）", "138****5678（看不见的几位有改动）", "2026—2027 学年第一学期", "2025—2026 学年第二学期", "计划财务科"} {
		p.has("section[aria-labelledby=changes]", words)
	}
	p.has("section[aria-labelledby=issues]", "“孙丽”")
	p.hasNot("lujianhua", "hewei", "13812345678", "13899995678", "11010519491231002", "110105194912310021", "2025-2026-T2", ">sec<")
	marked := clerk.workbook(look + "/marked.xlsx")
	comments, err := marked.GetComments(fillSheet)
	must(t, err)
	for _, c := range comments {
		if strings.Contains(c.Text, "110105") {
			t.Errorf("a comment says %q", c.Text)
		}
	}
	clerk.post(look, url.Values{"revision": {p.Find("input[name=revision]").AttrOr("value", "")}}).want(303)
	back := clerk.get(href).want(200)
	if got := back.Find("#f-leader option[selected]").AttrOr("value", ""); got != "hewei" {
		t.Errorf("the leader is %q", got)
	}
	if got := back.Find("#f-phone").AttrOr("value", ""); got != "13899995678" {
		t.Errorf("the number is %q", got)
	}
}

// In the workbook of a campaign each school's people are offered in its own rows; nobody of another school is taken,
// and a clash shows both values masked.
func TestNamesInCampaignWorkbooks(t *testing.T) {
	b := newBureau(t, 3)
	o := b.hazards(t)
	href := "/collect/campaigns/" + o.Campaign
	clerk, section := b.browser("wangxue"), b.browser("hewei")
	f := section.workbook(href + "/workbook.xlsx")
	other := b.owed(1, "2026-09")
	f.set(fillSheet, f.at(fillSheet, o.ID, "phone"), "13877775678")
	f.set(fillSheet, f.at(fillSheet, o.ID, "leader"), "何伟（计划财务科）")
	f.set(fillSheet, f.at(fillSheet, other.ID, "leader"), "陆建华") // of the first school
	f.set(fillSheet, f.at(fillSheet, other.ID, "day"), "2026-09-01")
	values := fill(clerk.get(collect.Link(o.ID)).fields("return"), found())
	values.Set("return:act", "save")
	clerk.post(collect.Link(o.ID), values).want(303)

	look := section.upload(href+"/workbook", url.Values{}, "file", "汇总.xlsx", f.bytes()).want(303).location
	p := section.get(look).want(200)
	p.has("section[aria-labelledby=issues]", "“陆建华”")
	p.has("section[aria-labelledby=issues]", "何伟（计划财务科）")
	p.has("section[aria-labelledby=issues]", "138****5678")
	p.hasNot("13812345678", "13877775678", "lujianhua")
	section.post(look, url.Values{}).want(200).has("main", "已保存 1 所")
	r, err := b.Return(t.Context(), b.clerkOf(1), other.ID)
	must(t, err)
	if v := r.Values.Get("leader"); !v.IsMissing() {
		t.Errorf("somebody of another school was stored: %v", v)
	}
	if r.Raw["leader"] != "陆建华" {
		t.Errorf("what was written is lost: %q", r.Raw["leader"])
	}
}
