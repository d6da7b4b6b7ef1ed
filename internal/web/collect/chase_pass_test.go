package collect_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// What a merged school owes goes to the school that carries it on: the page says to whom,
// the successor finds it on its list, and the return, the matrix and the print say whose it is.
func TestWhatAMergedSchoolOwesIsPassedOn(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-08", "2026-09")
	units := b.Units.(*org.Service)
	units.Followers = append(units.Followers, b.Service)
	_, err := units.Restructure(t.Context(), access.System(b.id), org.Restructuring{Kind: org.Merged, Unit: schoolID(1), Into: schoolID(0),
		On: period.Date{Year: 2026, Month: 10, Day: 20}, DocNo: "云教〔2026〕51号", Seen: org.Nothing})
	must(t, err)
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
	section := b.browser("hewei")
	p := section.get("/collect/chase").want(200)
	if to := p.Find(".bulk button[formaction]").AttrOr("formaction", ""); to != "/collect/chase/pass" {
		t.Fatalf("the bar goes to %q", to)
	}
	august, own := b.owed(1, "2026-08"), b.owed(0, "2026-08")
	p = section.post("/collect/chase/pass", url.Values{"return": {august.ID, own.ID}}).want(200)
	p.has("#passing table", "青溪小学还在，自己的报表自己报")
	p.has("#to-whom", "名册上各自的承接单位")
	if n := p.Find("#passing input[name=return]").Length(); n != 1 {
		t.Errorf("%d can be passed on", n)
	}
	if p.Find("#to-whom select[name=to] option[value='"+schoolID(2)+"']").Length() != 0 {
		t.Error("a school without a clerk is offered")
	}
	p = section.post("/collect/chase/pass", url.Values{"act": {"passon"}, "return": {august.ID}, "due": {"2026-01-01"}, "reason": {"试试"}}).want(422)
	p.has(".why", "不能早于今天")
	if got := p.Find("textarea[name=reason]").Text(); !strings.Contains(got, "试试") {
		t.Errorf("what was typed is lost: %q", got)
	}
	p = section.post("/collect/chase/pass", url.Values{"act": {"passon"}, "return": {august.ID, own.ID}, "due": {"2026-11-10"}}).want(422)
	p.has(".note", "已交出 1 张；还有 1 张没有交出去")
	heir := b.browser("wangxue")
	heir.get("/collect").want(200).has("main", "（代原石桥中学报）")
	p = heir.get("/collect/returns/" + august.ID).want(200)
	p.has(".head", "原石桥中学2026 年 8 月，由青溪小学代报")
	if p.Find("form#return").Length() != 1 {
		t.Error("the successor cannot fill it")
	}
	b.browser("sunli").get("/collect/returns/" + august.ID).want(404)
	p = section.get("/collect/returns/" + august.ID).want(200)
	p.has("#history, .timeline, body", "交由青溪小学代报")
	p.has(".acts", "收回代报")
	section.get("/collect/campaigns/"+out.Campaign.ID).want(200).has("table", "石桥中学")
	if title := section.get("/collect/campaigns/"+out.Campaign.ID).Find("a[href='/collect/returns/"+august.ID+"']").AttrOr("title", ""); !strings.Contains(title, "由青溪小学代报") {
		t.Errorf("the square says %q", title)
	}
	heir.post("/collect/returns/"+august.ID+"/takeback", nil).want(404)
	section.get(section.post("/collect/returns/"+august.ID+"/takeback", nil).want(303).location).want(200).has(".acts", "交由代报")
	heir.get("/collect/returns/" + august.ID).want(404)
	heir.post("/collect/chase/pass", url.Values{"act": {"passon"}, "return": {august.ID}}).want(404)
}

// A closed school has no successor in the register: one is chosen, with a reason.
func TestAClosedSchoolsReturnGoesToAChosenUnit(t *testing.T) {
	b := newBureau(t, 3)
	b.open(alone, "2026-08")
	units := b.Units.(*org.Service)
	units.Followers = append(units.Followers, b.Service)
	_, err := units.Restructure(t.Context(), access.System(b.id), org.Restructuring{Kind: org.Closed, Unit: schoolID(2),
		On: period.Date{Year: 2026, Month: 10, Day: 20}, DocNo: "云教〔2026〕52号", Seen: org.Nothing})
	must(t, err)
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
	section := b.browser("hewei")
	o := b.owed(2, "2026-08")
	p := section.get("/collect/returns/" + o.ID).want(200)
	href, _ := p.Find(".acts a:contains('交由代报')").Attr("href")
	p = section.get(href).want(200)
	p.has("#passing table", "名册上没有")
	p.has("#to-whom select", "请选一个单位")
	in := url.Values{"act": {"passon"}, "return": {o.ID}}
	section.post("/collect/chase/pass", in).want(422).has("#passing table", "名册上没有第2学校的承接单位")
	in.Set("to", schoolID(1))
	section.post("/collect/chase/pass", in).want(422).has(".why", "请写明为什么交给这个单位")
	in.Set("reason", "学生已分流到该校")
	section.get(section.post("/collect/chase/pass", in).want(303).location).want(200).has(".toast", "已把 1 张报表交由代报")
	section.get("/collect/chase").want(200).has("td.main", "（代原第2学校报）")
}
