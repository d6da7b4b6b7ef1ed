package collect_test

import (
	"net/url"
	"testing"

	"nianlun/internal/work/collect"
)

func TestFromHandInToLock(t *testing.T) {
	b := newBureau(t, 2)
	b.open(three, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	href := collect.Link(o.ID)
	section := b.browser("hewei")
	p := section.get(href).want(200)
	if p.Find("form#do-review").Length() != 0 {
		t.Error("the section may review before the school has signed")
	}
	for _, login := range []string{"lujianhua", "fangjing"} {
		head := b.browser(login)
		head.get("/collect").has(".owed", "教育事业月报")
		p := head.get(href).want(200)
		head.post(href+"/sign", p.fields("do-sign")).want(303)
		if head.get(href).Find("form#do-sign").Length() != 0 {
			t.Errorf("%s may sign twice", login)
		}
	}
	section.get("/collect").want(200).has("#waiting ~ *, .owed", "青溪小学")
	p = section.get(href).want(200)
	p.has(".signs", "方静")
	if p.Find("[aria-invalid], form#return").Length() != 0 || p.Find(".grid input:not([type=hidden])").First().AttrOr("readonly", "no") == "no" {
		t.Error("the section may type into a school's return")
	}
	section.post(href+"/review", p.fields("do-review")).want(303)
	p = section.get(href)
	p.has(".light.big", "已审核")
	section.post(href+"/lock", p.fields("do-lock")).want(303)
	p = section.get(href)
	p.has(".light.big", "已锁定")
	if p.Find(".acts button").Length() != 0 {
		t.Errorf("a locked return offers %s", text(p.Find(".acts")))
	}
}

func TestStaleDecisionIsRefused(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	href := collect.Link(o.ID)
	section, clerk := b.browser("hewei"), b.browser("wangxue")
	seen := section.get(href).fields("do-review")
	clerk.post(href+"/withdraw", clerk.get(href).fields("do-withdraw")).want(303)
	section.post(href+"/review", seen).want(409).has("main", "填报中")
}

func TestSendBackOnACell(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	href := collect.Link(o.ID)
	section, clerk := b.browser("hewei"), b.browser("wangxue")
	p := section.get(href + "?back=pupils%5Bg3%5D.end").want(200)
	dialog := p.Find("dialog#back")
	if !dialog.Is("[data-open]") || dialog.Find("option[selected]").First().Text() != "三年级，月末" {
		t.Errorf("the dialog does not open on the cell: %s", text(dialog))
	}
	bad := section.post(href+"/back", url.Values{"revision": {"1"}, "path:0": {"pupils[g3].end"}, "reason:0": {" "}, "workdays": {"3"}}).want(422)
	bad.has("dialog#back .why", "写明理由")
	section.post(href+"/back", url.Values{"revision": {"1"}, "path:0": {"pupils[g3].end"}, "reason:0": {"学籍系统是 221 人"}, "reason:1": {"请附说明"}, "workdays": {"3"}}).want(303)

	p = clerk.get(href).want(200)
	p.has(".verdict", "10 月 15 日前重报。何伟退回，还有 2 处要回应")
	p.has("aside", "学籍系统是 221 人")
	if !p.Find("#f-pupils-g3-end").Parent().Is(".back") {
		t.Error("the cell is not marked")
	}
	values := p.fields("return")
	values.Set("return:act", "submit")
	clerk.post(href, values).want(422)
	values.Set("answer:pupils[g3].end", "新转入 1 人，系统还没有登")
	values.Set("answer:", "已附")
	clerk.post(href, values).want(303)
	p = section.get(href).want(200)
	p.has("aside", "新转入 1 人，系统还没有登")
	p.has(".time", "退回")
}

func TestExcuse(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	section := b.browser("hewei")
	section.post(href+"/exempt", url.Values{"reason": {""}}).want(422)
	section.post(href+"/exempt", url.Values{"reason": {"停办"}}).want(303)
	p := section.get(href).want(200)
	p.has(".verdict", "停办")
	section.post(href+"/oblige", p.fields("do-oblige")).want(303)
	b.browser("wangxue").post(href+"/exempt", url.Values{"reason": {"不想报"}}).want(404)
}
