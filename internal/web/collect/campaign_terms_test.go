package collect_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

func TestChooseUnitsBeforeSending(t *testing.T) {
	b := newBureau(t, 6)
	section := b.browser("hewei")
	in := url.Values{"form": {"school-monthly"}, "owner": {"sec"}, "year": {"2026"}, "from": {"9"}, "to": {"9"}, "due": {"5"}, "after": {"end"},
		"signatures": {"two"}, "type": {"primary"}, "ends": {"2026-12-31"}, "list": {"云教表〔2026〕3号"}, "before": {"3"}, "onday": {"1"},
		"include": {"石桥中学\n哪里都没有的学校"}, "act": {"preview"}}
	p := section.post("/collect/campaigns", in).want(200)
	p.has("#chosen .label", "会发给 3 个单位")
	p.has("#chosen .note", "哪里都没有的学校")
	if names := p.Find("#chosen .unitlist").Text(); !strings.Contains(names, "青溪小学") || !strings.Contains(names, "石桥中学") {
		t.Errorf("the preview names %q", names)
	}
	if !p.Find("#onday, input[name=onday]").Is("[checked]") || p.Find("#before").AttrOr("value", "") != "3" {
		t.Error("the preview lost what was typed")
	}
	in.Del("act")
	section.post("/collect/campaigns", in).want(422).has(".why", "哪里都没有的学校")
	in.Set("include", "石桥中学")
	in.Set("drop", schoolID(0))
	in.Set("act", "preview")
	section.post("/collect/campaigns", in).want(200).has("#chosen .label", "会发给 2 个单位")
	in.Del("act")
	p = section.get(section.post("/collect/campaigns", in).want(303).location).want(200)
	p.has(".toast", "已发给 2 个单位")
	p.has(".facts-under", "时限前 3 个工作日，时限当天")
	if strings.Contains(p.Find(".matrix").Text(), "青溪小学") {
		t.Error("the school that was ticked off owes the form")
	}
}

func TestChangeEndAndReopenACampaign(t *testing.T) {
	b := newBureau(t, 6)
	out := b.open(alone, "2026-09", "2026-10")
	section, href := b.browser("hewei"), "/collect/campaigns/"+out.Campaign.ID
	p := section.get(href).want(200)
	p.has(".acts", "修改")
	p = section.get(href + "/change").want(200)
	in := p.fields("terms")
	in.Set("exclude", "石桥中学")
	in.Set("grace", "2")
	in.Set("act", "preview")
	p = section.post(href+"/change", in).want(200)
	p.has(".pile", "退出 1 个单位（石桥中学）")
	in.Del("act")
	section.get(section.post(href+"/change", in).want(303).location).has(".toast", "不用再报 1 张")
	section.post(href+"/change", in).want(409) // the same form again is of an older revision
	p = section.get(href + "/end").want(200)
	p.has("form", "已经开始、还没有报的有 6 张")
	end := p.fields("ending")
	section.post(href+"/end", end).want(422).has(".why", "请写明理由")
	end.Set("why", "并入年报")
	p = section.get(section.post(href+"/end", end).want(303).location).want(200)
	p.has("body", "提前结束：并入年报")
	b.browser("wangxue").get(href + "/end").want(404)
	back := section.get(href + "/end").want(200).fields("ending")
	back.Set("why", "年报推迟")
	back.Set("ends", "2026-12-31")
	section.get(section.post(href+"/reopen", back).want(303).location).has(".toast", "又要报了")
}

func TestTheChaseListShowsWhatIsOverdueAndReminds(t *testing.T) {
	b := newBureau(t, 3)
	out := b.open(alone, "2026-08", "2026-09")
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
	section := b.browser("hewei")
	section.get("/collect").has(".acts", "催报清单")
	p := section.get("/collect/chase").want(200)
	p.has(".verdict", "6 张逾期")
	p.has("tr.group", "王雪")
	if n := p.Find("input[name=return]").Length(); n != 6 {
		t.Fatalf("%d rows", n)
	}
	one := p.Find("button[name=one]").First().AttrOr("value", "")
	p = section.post("/collect/chase", url.Values{"one": {one}}).want(200)
	p.has("#done", "已催办 1 张")
	p.has("td.act", "已催")
	if left := section.get("/collect/chase").want(200); left.Find("button[name=one]").Length() != 5 || left.Find("button[name=one][value='"+one+"']").Length() != 0 {
		t.Error("who was reminded today can be reminded once more")
	}
	p = section.post("/collect/chase?campaign="+out.Campaign.ID, url.Values{"campaign": {out.Campaign.ID}}).want(200)
	p.has("#done", "已催办 5 张报表。")
	p.has("#refused", "另有 1 张没有动").has("#refused", "今天已经催过了")
	if n := p.Find("#refused a[href='/collect/returns/" + one + "']").Length(); n != 1 {
		t.Errorf("the one that was reminded before is named %d times", n)
	}
	p.has(".said-no", "今天已经催过了")
	b.browser("wangxue").get("/collect/chase").want(404)
	c, err := b.EndCampaign(t.Context(), b.actor("hewei"), out.Campaign.ID, collect.EndInput{Seen: out.Campaign.Rev, Why: "停"})
	must(t, err)
	if c.Stay != 6 {
		t.Errorf("%+v", c)
	}
	section.get("/collect/chase").want(200).has("td.main", "（任务已结束）")
}

// What a merged school still owes is the section's to decide: the list puts it first, says
// where the school went, and excuses it with a reason, which is not lost when it is missing.
func TestTheChaseListShowsWhatUnitsThatAreGoneOwe(t *testing.T) {
	b := newBureau(t, 3)
	b.open(alone, "2026-08", "2026-09")
	units := b.Units.(*org.Service)
	units.Followers = append(units.Followers, b.Service)
	_, err := units.Restructure(t.Context(), access.System(b.id), org.Restructuring{Kind: org.Merged, Unit: schoolID(1), Into: schoolID(2),
		On: period.Date{Year: 2026, Month: 10, Day: 20}, DocNo: "云教〔2026〕51号", Seen: org.Nothing})
	must(t, err)
	b.now = time.Date(2026, 11, 2, 9, 0, 0, 0, b.now.Location())
	section := b.browser("hewei")
	p := section.get("/collect/chase").want(200)
	first := p.Find("tr.group").First()
	if words := text(first); !strings.Contains(words, "起并入第2学校") || !strings.Contains(words, "免报") {
		t.Errorf("first comes %q", words)
	}
	id := first.Next().Find("input[name=return]").AttrOr("value", "")
	p = section.post("/collect/chase", url.Values{"act": {"exempt"}, "return": {id}, "reason": {" "}}).want(422)
	p.has(".why", "请写明理由")
	if !p.Find("input[name=return][value='" + id + "']").Is("[checked]") {
		t.Error("what was ticked is lost")
	}
	p = section.post("/collect/chase", url.Values{"act": {"exempt"}, "return": {id}, "reason": {"已并入，不再单独补报"}}).want(200)
	p.has("#done", "已免报 1 张")
	o, err := b.Store.Obligation(t.Context(), b.id, id)
	must(t, err)
	if o.State != collect.Exempt || o.Paper.Excuse != "已并入，不再单独补报" || o.Unit != schoolID(1) {
		t.Errorf("%+v", o)
	}
	b.browser("wangxue").post("/collect/chase", url.Values{"act": {"exempt"}, "return": {id}, "reason": {"x"}}).want(404)
}

// Whoever sends a form out is told which schools cannot put all signatures on it, and may
// send it all the same.
func TestSchoolsWithTooFewPeopleToSignAreNamed(t *testing.T) {
	b := newBureau(t, 3)
	section := b.browser("hewei")
	in := url.Values{
		"form": {"school-monthly"}, "owner": {"sec"}, "year": {"2026"}, "from": {"9"}, "to": {"9"}, "due": {"5"}, "after": {"end"},
		"basis": {"月报制度"}, "list": {"云教表〔2026〕3号"}, "ends": {"2026-12-31"}, "signatures": {"all"}, "type": {"primary", "junior", "kindergarten"}, "act": {"preview"},
	}
	p := section.post("/collect/campaigns", in).want(200)
	p.has("#short", "有 2 个单位的人手不够签字")
	p.has("#short", "石桥中学：能签字的负责人 0 人，还差 2 人")
	p.has("#short", "第2学校：没有填报员")
	if words := text(p.Find("#short")); strings.Contains(words, "青溪小学") {
		t.Errorf("a school with enough people is named: %s", words)
	}
	in.Set("signatures", "one")
	section.post("/collect/campaigns", in).want(200).has("#short", "有 1 个单位的人手不够签字")
	in.Del("act")
	section.get(section.post("/collect/campaigns", in).want(303).location).want(200).has(".toast", "其中 1 个单位人手不够签字：第2学校")
}
