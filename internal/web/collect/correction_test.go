package collect_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// touched is what used a cell, for pages that list it.
type touched struct{}

func (touched) UsesOf(_ context.Context, _ string, of collect.Used) ([]collect.Use, error) {
	if len(of.Fields) == 0 {
		return nil, nil
	}
	return []collect.Use{
		{Kind: collect.UseIndicator, Name: "在校生数", Href: "/figures?ref=x", Unit: "sec"},
		{Kind: collect.UseDocument, Name: "三季度通报", Href: "/issues/1", Of: "在校生数"},
	}, nil
}

// lockedReturn is a September return that is handed in and locked.
func (b *bureau) lockedReturn() collect.Obligation {
	b.t.Helper()
	b.Uses = touched{}
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	ctx := context.Background()
	o, err := b.Review(ctx, b.chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(b.t, err)
	o, err = b.Lock(ctx, b.chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(b.t, err)
	return o
}

// pressing is a form as it stands, sent with one of its buttons.
func (p page) pressing(formID, name, value string) url.Values {
	values := p.fields(formID)
	values.Set(name, value)
	return values
}

func TestFromLockedToCorrected(t *testing.T) {
	b := newBureau(t, 2)
	o := b.lockedReturn()
	href := collect.Link(o.ID)
	clerk, head, section := b.browser("wangxue"), b.browser("lujianhua"), b.browser("hewei")

	clerk.get(href).want(200).has(".acts a[href='"+href+"/correct']", "申请更正")
	p := clerk.get(href + "/correct").want(200)
	p.has("#chosen + *, main", "在下面的报表里点要改的格")
	if p.Find("button.pick[name='correct:pick']").Length() < 15 {
		t.Errorf("%d cells to click on", p.Find("button.pick").Length())
	}
	p = clerk.post(href+"/corrections", p.pressing("correct", "correct:pick", "pupils[g3].came")).want(200)
	p.has("ul.uses.figures", "在校生数")
	values := p.pressing("correct", "correct:list", "pupils[g3].end")
	values.Set("correct:act", "add")
	p = clerk.post(href+"/corrections", values).want(200)
	if n := p.Find(".correct-cell input[type=hidden][name='correct:cell']").Length(); n != 2 {
		t.Fatalf("%d cells are chosen", n)
	}
	p.has(".correct-cell .old", "3")
	p.has("ul.uses.figures", "在校生数")
	if p.Find("ul.uses a").Length() != 0 {
		t.Error("a clerk is led to pages that he may not read")
	}

	values = p.pressing("correct", "correct:act", "ask")
	values.Set("pupils[g3].came", "5")
	bad := clerk.post(href+"/corrections", values).want(422)
	bad.has("aside .issue", "应为 224")
	bad.has(".field .why, #reason-why", "写明为什么要更正")
	if bad.Find(".correct-cell input[name='pupils[g3].came']").AttrOr("value", "") != "5" {
		t.Error("what was typed is lost")
	}
	values = bad.pressing("correct", "correct:act", "ask")
	values.Set("pupils[g3].end", "")
	clerk.post(href+"/corrections", values).want(422).has("aside .issue .hint", "三年级，月末")
	values.Set("pupils[g3].end", "224")
	values.Set("reason", "9 月 30 日转入的 2 人漏登")
	link := clerk.post(href+"/corrections", values).want(303).location

	again := clerk.get(href + "/correct?cell=pupils%5Bg3%5D.end").want(200)
	values = again.pressing("correct", "correct:act", "ask")
	values.Set("pupils[g3].end", "230")
	values.Set("pupils[g3].begin", "226")
	values.Add("correct:cell", "pupils[g3].begin")
	values.Set("pupils[g3].begin", "228")
	values.Set("reason", "又一次")
	clerk.post(href+"/corrections", values).want(409).has(".note.red", "王雪已经申请更正同一格")

	head.get("/collect").has(".owed", "更正申请")
	p = head.get(link).want(200)
	p.has("#cells ~ *, table", "三年级，转入")
	p.has("del", "3")
	p.has("ins", "5")
	p.has("main", "漏登")
	head.post(link+"/sign", p.fields("do-sign")).want(303)

	section.get("/collect").has(".owed", "更正申请")
	section.get("/collect/campaigns/"+o.Campaign).want(200).has("table.stack", "青溪小学")
	p = section.get(link).want(200)
	p.has("ul.uses.documents a", "三季度通报")
	section.post(link+"/approve", p.fields("do-approve")).want(303)
	section.get(link).want(200).has(".light.big", "已更正")

	p = clerk.get(href).want(200)
	p.has(".light.big", "已锁定，已更正")
	cell := p.Find("td.corrected #f-pupils-g3-came")
	if cell.AttrOr("value", "") != "5" {
		t.Errorf("the cell reads %q", cell.AttrOr("value", ""))
	}
	if was := text(p.Find("td.corrected .was").First()); !strings.Contains(was, "原值 3") {
		t.Errorf("the old value reads %q", was)
	}
	p.has(".time", "三年级，转入：3 → 5")
	if square, _ := section.get("/collect/campaigns/" + o.Campaign).Find("table.matrix").Html(); !strings.Contains(square, "已锁定，已更正") {
		t.Error("the matrix does not say that the return was corrected")
	}
}

func TestACorrectionIsRefusedWithAReason(t *testing.T) {
	b := newBureau(t, 2)
	o := b.lockedReturn()
	link := b.correction(o)
	head := b.browser("lujianhua")
	p := head.get(link).want(200)
	bad := head.post(link+"/decline", url.Values{"revision": {"1"}, "reason": {" "}}).want(422)
	bad.has("dialog#refusal .why", "为什么不同意")
	if !bad.Find("dialog#refusal").Is("[data-open]") {
		t.Error("the dialog is shut")
	}
	head.post(link+"/decline", url.Values{"revision": p.fields("do-sign")["revision"], "reason": {"台账没有这笔"}}).want(303)
	b.browser("wangxue").get(link).want(200).has(".verdict", "台账没有这笔")
	b.browser("hewei").post(link+"/approve", url.Values{"revision": {"2"}}).want(409)
}

func TestACorrectionIsWithdrawn(t *testing.T) {
	b := newBureau(t, 2)
	o := b.lockedReturn()
	link := b.correction(o)
	b.browser("lina").post(link+"/withdraw", url.Values{"revision": {"1"}}).want(403)
	clerk := b.browser("wangxue")
	clerk.post(link+"/withdraw", clerk.get(link).fields("do-withdraw")).want(303)
	b.browser("lujianhua").post(link+"/sign", url.Values{"revision": {"1"}}).want(409).has("main", "已撤回")
}

func TestACorrectionIsHiddenFromOtherSchools(t *testing.T) {
	b := newBureau(t, 2)
	o := b.lockedReturn()
	link := b.correction(o)
	foreign := b.browser("sunli")
	foreign.get(link).want(404)
	foreign.get(collect.Link(o.ID) + "/correct").want(404)
	foreign.post(link+"/withdraw", url.Values{"revision": {"1"}}).want(404)
	foreign.get("/collect/corrections/nothing").want(404)
}

func TestEvidenceTravelsWithACorrection(t *testing.T) {
	b := newBureau(t, 2)
	o := b.lockedReturn()
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	p := clerk.get(href + "/correct?cell=spent").want(200)
	values := p.pressing("correct", "correct:act", "look")
	values.Set("spent", "12")
	p = clerk.upload(href+"/corrections", values, "correct:evidence", "凭证.pdf", []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")).want(200)
	p.has("main", "已附 1 个文件")
	values = p.pressing("correct", "correct:act", "ask")
	values.Set("reason", "漏记一笔")
	link := clerk.post(href+"/corrections", values).want(303).location
	p = b.browser("hewei").get(link).want(200)
	p.has("a", "凭证.pdf")
	file := p.Find("a[href^='"+link+"/files/']").AttrOr("href", "")
	b.browser("lujianhua").get(file).want(200)
	b.browser("sunli").get(file).want(404)
	stolen := clerk.get(href+"/correct?cell=pupils%5Bg1%5D.classes").pressing("correct", "correct:act", "ask")
	stolen.Set("pupils[g1].classes", "6")
	stolen.Set("reason", "x")
	stolen.Set("correct:kept", file[strings.LastIndex(file, "/")+1:])
	b.browser("lina").post(href+"/corrections", stolen).want(422)
}

// correction asks, past the pages, to correct what was spent.
func (b *bureau) correction(o collect.Obligation) string {
	b.t.Helper()
	c, err := b.AskCorrection(context.Background(), b.actor("wangxue"), collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"spent": "12"}, Reason: "漏记一笔"})
	must(b.t, err)
	return collect.CorrectionLink(c.ID)
}
